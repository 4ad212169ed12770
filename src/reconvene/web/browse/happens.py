"""
What rules wait for and count from, said inside a sentence: "after the complaint is received".

In: a reference of a procedure. Out: words for it; the labels of what it is about are the
procedure's own.
"""

from collections.abc import Iterable

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.procedure.parts import Ref
from reconvene.web.browse.names import within

# `{it}` is the label of what the happening is about; where none is named, what `_ANY` says.
WORDS: dict[str, str] = {
    "conference.took-place": "the conference",
    "review.due": "the day the next review conference is due",
    "first.contact": "the family’s first contact",
    "complaint.received": "the complaint is received",
    "complaint.confirmed": "the complaint is confirmed in writing",
    "standing.accepted": "it is decided that the person can use this procedure",
    "standing.refused": "it is decided that the person cannot use this procedure",
    "lateness.accepted": "a late step is taken on",
    "lateness.refused": "a late step is not taken on",
    "assistance.given": "help to complain is given",
    "supporter.named": "a supporter is named",
    "advocate.offered": "an advocate is offered",
    "role.assigned": "somebody becomes {it}",
    "date.noted": "{it}",
    "interest.declared": "somebody says whether they have a tie to the case",
    "home.noted": "it is noted where a party lives",
    "contact.noted": "it is noted how somebody is reached",
    "contact.confirmed": "somebody confirms how they are reached",
    "contact.ended": "somebody is no longer reached in one way",
    "confidentiality.decided": "it is decided whether somebody's details are kept from others",
    "tie.found": "somebody with a part in the case has a tie to it",
    "point.added": "a point is added",
    "point.late": "a point is raised late",
    "point.rerouted": "a point is found to be about: {it}",
    "point.withdrawn": "a point is withdrawn",
    "point.settled": "a point is settled",
    "point.referred": "a point is sent to another process",
    "referral.taken-on": "the other process takes a point on",
    "referral.closed": "the other process finishes with a point",
    "point.answered": "a point is answered at {it}",
    "stage.answered": "every point is answered at {it}",
    "action.agreed": "an action is agreed",
    "action.done": "the action is done",
    "result.recorded": "a point has its end result",
    "letter.sent": "the letter “{it}” is sent",
    "letter.left": "the letter “{it}” has left",
    "letter.passed": "a second person finds that the letter “{it}” can go",
    "letter.came-back": "the letter “{it}” comes back",
    "notice.given": "they have been told",
    "document.sent": "{it} is sent",
    "task.done": "it is done",
    "paper.added": "a file is brought in",
    "redaction.made": "a redacted version of a file is brought in",
    "redaction.checked": "a redacted version is checked",
    "pack.made": "a pack is made for",
    "bundle.made": "a bundle of papers is put together",
    "meeting.offered": "a date for the {it} is offered",
    "meeting.planned": "the day planned for the {it}",
    "meeting.declined": "the family declines the {it}",
    "meeting.cancelled": "the {it} is called off",
    "meeting.held": "the {it} is held",
    "stage.requested": "the family asks for {it}",
    "request.late": "a request for {it} comes late",
    "stage.passed-on": "points are passed on to {it}",
    "stage.opened": "{it} opens",
    "stage.closed": "{it} ends",
    "criteria.tested": "the criteria are tested",
    "criteria.met": "the criteria are found to be met",
    "criteria.not-met": "the criteria are found not to be met",
    "gate.opened": "the way on is opened",
    "gate.declined": "the way on is declined",
    "panelist.appointed": "somebody is appointed to the {it}",
    "panelist.removed": "somebody stands down from the {it}",
    "sitting.booked": "a day is set for the {it}",
    "sitting.planned": "the day set for the {it}",
    "sitting.quorate": "the {it} sits with a quorum",
    "sitting.inquorate": "the {it} meets without a quorum",
    "decision.made": "the panel decides: {it}",
    "decision.lost": "the panel does not carry: {it}",
    "sitting.adjourned": "the {it} adjourns",
    "further-sitting.set": "the day set for the further sitting",
    "sitting.concluded": "the {it} ends its last sitting",
    "concern.communicated": "the concern is passed on",
    "learning.acknowledged": "the agency acknowledges what it has to learn",
    "conference.arranged": "the {it} is arranged",
    "conference.planned": "the day of the {it}",
    "attendee.expected": "somebody is expected at the {it}",
    "attendee.briefed": "they have read the decision or are briefed on it",
    "conference.held": "the {it} is held",
    "challenge.raised": "the family goes further",
    "challenge.decided": "the further challenge is decided",
    "case.suspended": "work is paused",
    "case.resumed": "work goes on",
    "limit.extended": "the limit is extended",
    "case.closed": "the case is closed",
    "case.reopened": "the case is opened again",
}
_ANY = {
    "stages": "a stage",
    "letters": "any letter",
    "meetings": "meeting",
    "panels": "panel",
    "conferences": "later conference",
    "decisions": "any decision",
    "documents": "a document",
    "roles": "the holder of a role",
    "matters": "another matter",
    "dates": "a date of the case",
}


def happens(definition: Definition, refs: Iterable[Ref]) -> str:
    """Return what one of these references means, said inside a sentence: "this, or that"."""
    return ", or ".join(_one(definition, ref) for ref in refs)


def _one(definition: Definition, ref: Ref) -> str:
    section = HAPPENINGS[ref.kind].about
    label = _ANY.get(section, "")
    if section and ref.about:
        rule = definition.by_id[section].get(ref.about)
        label = rule.label if rule else ref.about.replace("-", " ")
        label = label if section == "letters" else within(label)
    return WORDS[ref.kind].format(it=label)


def waits_for(definition: Definition, needs: str) -> str:
    """
    Return why a last day cannot be told yet, from what the core says it needs.

    `needs` is "hour", or references as the core writes them: "sitting.booked: panel or date.noted".
    """
    if needs == "hour":
        return "we do not know the hour it is counted from"
    refs = []
    for written in needs.split(" or "):
        kind, _, about = written.partition(": ")
        refs.append(Ref(kind=kind, about=about or None))
    return f"it is counted from something that has not happened: {happens(definition, refs)}"
