"""
In: the facts of the way to a panel, and of what it decided. Out: the blocks that say them.
"""

from reconvene.library.words.plain import listed, said_day
from reconvene.post.blocks import Blocks, Desk, Facts, Write, bullets, inline, paragraph
from reconvene.post.letter import Block


def _criteria(desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(desk.say("criteria.intro"))
    for point in facts["points"]:
        yield Block("quote", (desk.say("criteria.point", words=point["words"]),))
        yield bullets(
            [
                desk.say(
                    f"criteria.{'is-met' if outcome['is_met'] else 'not-met'}",
                    label=outcome["label"],
                    reasons=outcome["reasons"],
                )
                for outcome in point["outcomes"]
            ]
        )


def _gate(desk: Desk, facts: Facts) -> Blocks:
    for point in facts["points"]:
        told = {"words": inline(point["words"])}
        if point["decision"] == "open":
            yield paragraph(desk.say("gate.open", **told))
        elif point["decision"] is None:
            yield paragraph(desk.say("gate.not-met", **told))
        elif point["reasons"]:
            yield paragraph(desk.say("gate.decline", reasons=point["reasons"], **told))
        else:
            yield paragraph(desk.say("gate.decline-plain", **told))


def _goes_on(desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(desk.say("goes-on.next", stages=listed(facts["stages"])))


def _decisions(desk: Desk, facts: Facts) -> Blocks:
    definition = desk.draft.case.definition
    panel = definition.stage(desk.draft.letter.stage or "").panel or ""
    is_unanimous = definition.panel(panel).vote.by == "unanimous"
    yield paragraph(desk.say(f"panel-decisions.intro{'-unanimous' if is_unanimous else ''}"))
    for about, decisions in _by_subject(desk, facts["decisions"]).items():
        yield paragraph(about)
        lines = []
        for one in decisions:
            sentence = "made" if one["is_carried"] else "lost"
            lines.append(desk.say(f"panel-decisions.{sentence}", label=one["label"]))
            if one["dissent"]:
                lines.append(desk.say("panel-decisions.dissent", dissent=one["dissent"]))
        yield bullets(lines)


def _by_subject(desk: Desk, decisions: list[Facts]) -> dict[str, list[Facts]]:
    """Gather decisions under what they are about: a point, a point for one child, or the whole."""
    found: dict[str, list[Facts]] = {}
    for one in decisions:
        point = inline(one["point"])
        if not point:
            about = desk.say("panel-decisions.about-all")
        elif one["child"]:
            child = desk.child(one["child"])
            about = desk.say("panel-decisions.about-child", point=point, child=child)
        else:
            about = desk.say("panel-decisions.about", point=point)
        found.setdefault(about, []).append(one)
    return found


def _recommendations(desk: Desk, facts: Facts) -> Blocks:
    if not facts["recommendations"]:
        yield paragraph(desk.say("recommendations.none"))
        return
    yield paragraph(desk.say("recommendations.intro"))
    yield bullets(list(facts["recommendations"]))


def _adjournment(desk: Desk, facts: Facts) -> Blocks:
    lines = [desk.say("adjournment.why")]
    if facts["why"]:
        lines.append(facts["why"])
    if facts["timescale"]:
        lines.append(desk.say("adjournment.timescale", timescale=facts["timescale"]))
    yield paragraph(*lines)
    if facts["further_on"]:
        further_on = said_day(facts["further_on"])
        yield Block("day", (desk.say("adjournment.further", further_on=further_on),))


WRITE: dict[str, Write] = {
    "criteria": _criteria,
    "gate": _gate,
    "goes-on": _goes_on,
    "panel-decisions": _decisions,
    "recommendations": _recommendations,
    "adjournment": _adjournment,
}
