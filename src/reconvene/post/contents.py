"""
In: the facts of each content a letter must carry. Out: its blocks of words.

One small function per content, in a table held to the core's own list of contents.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reconvene.core.letters.contents import Draft
from reconvene.core.procedure.letters import CONTENTS
from reconvene.library.words.plain import listed, lowered, said_day, said_hour
from reconvene.post.letter import Block
from reconvene.post.wording import Words

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What writing a content needs besides its facts. `places` are the last offer's time and place."""

    draft: Draft
    words: Words
    places: Mapping[str, tuple[str, str]]

    def say(self, sentence: str, **facts: str) -> str:
        return self.words.say(f"contents.{sentence}", **facts)

    def child(self, child: str) -> str:
        """Return a child's name, or its id where no name is on the record."""
        children = self.draft.case.conference.children
        return next((one.name or one.id for one in children if one.id == child), child)

    def owner(self, owner: str) -> str:
        """Return who will do something: a post by its label, a person as they were named."""
        role = self.draft.case.definition.by_id["roles"].get(owner)
        return f"The {lowered(role.label)}" if role else owner


Blocks = Iterator[Block]
Write = Callable[[Desk, Facts], Blocks]


def paragraph(*lines: str) -> Block:
    return Block("paragraph", lines)


def inline(words: str) -> str:
    """Return somebody's words as they stand inside a sentence, without their own full stop."""
    return words.strip().rstrip(".")


def bullets(lines: list[str]) -> Block:
    return Block("list", tuple(lines))


def _decision_stands(desk: Desk, facts: Facts) -> Blocks:
    if facts["reviewed_on"]:
        said = desk.say("decision-stands.reviewed", reviewed_on=said_day(facts["reviewed_on"]))
        yield paragraph(said)
        return
    yield paragraph(desk.say("decision-stands.stands", held_on=said_day(facts["held_on"])))
    if facts["review_due_on"]:
        due_on = said_day(facts["review_due_on"])
        yield paragraph(desk.say("decision-stands.review-due", review_due_on=due_on))


def _points(desk: Desk, facts: Facts) -> Blocks:
    if "answers" in desk.draft.letter.says:
        return  # each point stands above its answer
    yield paragraph(desk.say("points.intro"))
    yield bullets(
        [
            desk.say("points.item", words=inline(point["words"]), matter=lowered(point["matter"]))
            for point in facts["points"]
        ]
    )


def _answers(desk: Desk, facts: Facts) -> Blocks:
    for point in facts["points"]:
        yield Block("quote", (desk.say("answers.point", words=point["words"]),))
        for answer in point["answers"]:
            if answer["child"]:
                yield paragraph(desk.say("answers.for-child", child=desk.child(answer["child"])))
            yield paragraph(desk.say(f"answers.{answer['finding']}"), answer["answer"])


def _actions(desk: Desk, facts: Facts) -> Blocks:
    lines = []
    for action in facts["actions"]:
        told = {"what": inline(action["what"]), "owner": desk.owner(action["owner"])}
        if action["by_on"]:
            by_on = said_day(action["by_on"])
            lines.append(desk.say("agreed-actions.item-by", by_on=by_on, **told))
        else:
            lines.append(desk.say("agreed-actions.item", **told))
    yield bullets(lines) if lines else paragraph(desk.say("agreed-actions.none"))


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


def _goes_on(desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(desk.say("goes-on.next", stages=listed(facts["stages"])))


def _challenge(desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(desk.say("further-challenge.ombudsman", **facts))
    if "next-right" in desk.draft.letter.says:
        yield paragraph(desk.say("further-challenge.after-our-steps"))
    yield paragraph(desk.say("further-challenge.time"))
    yield paragraph(desk.say("further-challenge.court"))


def _advocate(desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(desk.say("advocate.may"))
    advocacy = facts["advocacy"].strip().rstrip(".")
    if advocacy:
        yield paragraph(desk.say("advocate.contact", advocacy=advocacy))
    else:
        yield paragraph(desk.say("advocate.ask"))


def _write_to(desk: Desk, facts: Facts) -> Blocks:
    role = lowered(facts["role"])
    yield paragraph(desk.say("who-to-write-to.write", role=role, office=facts["office"]))
    lines = []
    if facts["address"]:
        address = ", ".join(facts["address"].splitlines())
        lines.append(desk.say("who-to-write-to.by-post", address=address))
    if facts["email"]:
        lines.append(desk.say("who-to-write-to.by-email", email=facts["email"]))
    if facts["phone"]:
        told = {"phone": facts["phone"]} | ({"hours": facts["hours"]} if facts["hours"] else {})
        sentence = "by-phone-hours" if facts["hours"] else "by-phone"
        lines.append(desk.say(f"who-to-write-to.{sentence}", **told))
    yield bullets(lines)


def _appointment(desk: Desk, facts: Facts) -> Blocks:
    yield Block("day", (desk.say("appointment.offered", for_on=said_day(facts["for_on"])),))
    at, place = desk.places.get(desk.draft.letter.meeting or "", ("", ""))
    lines = []
    if at:
        lines.append(desk.say("appointment.at", at=said_hour(at)))
    if place:
        lines.append(desk.say("appointment.place", place=place))
    if lines:
        yield bullets(lines)
    yield paragraph(desk.say("appointment.another"))
    yield paragraph(desk.say("appointment.needs"))


def _meeting(desk: Desk, facts: Facts) -> Blocks:
    present = listed([person["name"] for person in facts["present"]])
    yield paragraph(desk.say("meeting.held", held_on=said_day(facts["held_on"]), present=present))


def _supporters(desk: Desk, facts: Facts) -> Blocks:
    names = listed(facts["supporters"])
    yield paragraph(
        desk.say("supporters.named", names=names) if names else desk.say("supporters.none")
    )


def _referred(desk: Desk, facts: Facts) -> Blocks:
    if not facts["referred"]:
        yield paragraph(desk.say("referred.none"))
        return
    agencies = desk.draft.case.definition.by_id["agencies"]
    yield paragraph(desk.say("referred.intro"))
    yield bullets(
        [
            desk.say(
                "referred.item",
                words=inline(sent["words"]),
                channel=lowered(sent["channel"]),
                agency=agencies[sent["agency"]].label
                if sent["agency"] in agencies
                else sent["agency"],
                on=said_day(sent["on"]),
            )
            for sent in facts["referred"]
        ]
    )


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


def _results(desk: Desk, facts: Facts) -> Blocks:
    for point in facts["points"]:
        yield Block("quote", (desk.say("results.point", words=point["words"]),))
        for result in point["results"]:
            told = {"label": lowered(result["label"]), "reasons": result["reasons"]}
            if result["child"]:
                child = desk.child(result["child"])
                yield paragraph(desk.say("results.result-child", child=child, **told))
            else:
                yield paragraph(desk.say("results.result", **told))
            if result["beside"]:
                yield paragraph(desk.say("results.beside", beside=listed(result["beside"])))


def _lateness(desk: Desk, facts: Facts) -> Blocks:
    case = desk.draft.case
    late = "late" if next(reversed(case.lateness)) == case.definition.lodging.id else "request-late"
    if facts["last_on"]:
        yield paragraph(desk.say(f"lateness.{late}", last_on=said_day(facts["last_on"])))
    else:
        yield paragraph(desk.say(f"lateness.{late}-undated"))
    yield from _choice(desk, "lateness", facts)


def _standing(desk: Desk, facts: Facts) -> Blocks:
    yield from _choice(desk, "standing", facts)


def _choice(desk: Desk, content: str, facts: Facts) -> Blocks:
    yield paragraph(desk.say(f"{content}.{'accepted' if facts['accepted'] else 'refused'}"))
    yield paragraph(desk.say(f"{content}.reasons", reasons=facts["reasons"]))


def _conference(desk: Desk, facts: Facts) -> Blocks:
    for one in facts["conferences"]:
        planned = desk.say("conference.planned", label=one["label"], for_on=said_day(one["for_on"]))
        yield Block("day", (planned,))
        if one["chair"]:
            yield paragraph(desk.say("conference.chair", chair=one["chair"]))


def _written(_desk: Desk, facts: Facts) -> Blocks:
    for text in facts["text"].split("\n\n"):
        yield paragraph(" ".join(text.split()))


WRITE: dict[str, Write] = {
    "decision-stands": _decision_stands,
    "points": _points,
    "answers": _answers,
    "agreed-actions": _actions,
    "next-right": _next_right,
    "no-local-step": _no_local_step,
    "goes-on": _goes_on,
    "further-challenge": _challenge,
    "advocate": _advocate,
    "who-to-write-to": _write_to,
    "appointment": _appointment,
    "meeting": _meeting,
    "referred": _referred,
    "criteria": _criteria,
    "gate": _gate,
    "panel-decisions": _decisions,
    "recommendations": _recommendations,
    "adjournment": _adjournment,
    "results": _results,
    "reasons": _written,
    "lateness": _lateness,
    "standing": _standing,
    "conference": _conference,
    "supporters": _supporters,
    "delay": _written,
    "words": _written,
}

if set(WRITE) != set(CONTENTS):
    unwritten = sorted(set(WRITE) ^ set(CONTENTS))
    message = f"Letters could not be written: found no words for {unwritten}. Add one to WRITE."
    raise LookupError(message)
