"""
In: the facts of what the family may do, here or elsewhere. Out: the blocks that say them.
"""

from reconvene.library.words.plain import lowered, said_day
from reconvene.post.blocks import Blocks, Desk, Facts, Write, bullets, inline, paragraph, typed
from reconvene.post.letter import Block

LATE = {"complaint": "late", "request": "request-late", "points": "points-late"}
"""Which sentence says what came late."""


def _next_right(desk: Desk, facts: Facts) -> Blocks:
    for right in facts["rights"]:
        label = desk.say("next-right.by-label", label=lowered(right["label"]))
        yield paragraph(desk.say("next-right.may", may=desk.words.right(right["right"], label)))
        if right["last_on"]:
            last_on = said_day(right["last_on"])
            yield Block("day", (desk.say("next-right.last-day", last_on=last_on),))
        form = "written" if right["form"] == "written" else "any-form"
        yield paragraph(desk.say(f"next-right.{form}"))
        yield paragraph(desk.say("next-right.late" if right["last_on"] else "next-right.no-limit"))


def _no_local_step(desk: Desk, _facts: Facts) -> Blocks:
    yield paragraph(desk.say("no-local-step.last", office=desk.draft.office.name))


def _challenge(desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(desk.say("further-challenge.ombudsman", **facts))
    if "next-right" in desk.draft.letter.says:
        yield paragraph(desk.say("further-challenge.after-our-steps"))
    yield paragraph(desk.say("further-challenge.time"))
    yield paragraph(desk.say("further-challenge.court"))


def _lateness(desk: Desk, facts: Facts) -> Blocks:
    late, stage = LATE[facts["what"]], facts["stage"]
    if facts["last_on"]:
        last_on = said_day(facts["last_on"])
        yield paragraph(desk.say(f"lateness.{late}", last_on=last_on, stage=stage))
    else:
        yield paragraph(desk.say(f"lateness.{late}-undated", stage=stage))
    if facts["points"]:
        yield bullets([desk.say("lateness.point", words=inline(one)) for one in facts["points"]])
    yield from _choice(desk, "lateness", facts)


def _standing(desk: Desk, facts: Facts) -> Blocks:
    yield from _choice(desk, "standing", facts)


def _choice(desk: Desk, content: str, facts: Facts) -> Blocks:
    yield paragraph(desk.say(f"{content}.{'accepted' if facts['accepted'] else 'refused'}"))
    first, *further = typed(facts["reasons"])
    yield paragraph(desk.say(f"{content}.reasons", reasons=first), *further)


WRITE: dict[str, Write] = {
    "next-right": _next_right,
    "no-local-step": _no_local_step,
    "further-challenge": _challenge,
    "lateness": _lateness,
    "standing": _standing,
}
