"""
What acts are called on buttons and in lists, and which act meets a duty.

In: kinds of entry, and the references that procedures wait for. Out: words, and pairs of a kind
and what it is about.
"""

from collections.abc import Iterable

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Ref

Act = tuple[str, str | None]

# Happenings that follow from an entry, each with the kind of entry it follows from.
FOLLOWS_FROM: dict[str, str] = {
    "standing.accepted": "standing.decided",
    "standing.refused": "standing.decided",
    "lateness.accepted": "lateness.decided",
    "lateness.refused": "lateness.decided",
    "referral.taken-on": "referral.answered",
    "referral.closed": "referral.answered",
    "stage.answered": "point.answered",
    "stage.closed": "letter.sent",
    "action.agreed": "point.answered",
    "meeting.planned": "meeting.offered",
    "stage.opened": "stage.requested",
    "point.late": "point.added",
    "request.late": "stage.requested",
    "criteria.met": "criteria.tested",
    "criteria.not-met": "criteria.tested",
    "gate.opened": "gate.decided",
    "gate.declined": "gate.decided",
    "sitting.planned": "sitting.booked",
    "sitting.quorate": "sitting.opened",
    "sitting.inquorate": "sitting.opened",
    "decision.made": "decision.put",
    "decision.lost": "decision.put",
    "sitting.adjourned": "sitting.closed",
    "further-sitting.set": "sitting.closed",
    "sitting.concluded": "sitting.closed",
    "conference.planned": "conference.arranged",
    "attendee.expected": "conference.arranged",
    "conference.took-place": "complaint.received",
    "review.due": "complaint.received",
    "first.contact": "complaint.received",
}
# Of these the act is about nothing in particular, whatever the happening was about.
_ABOUT_NOTHING = frozenset({"standing.decided", "referral.answered", "complaint.received"})

# What stands on the button of a row whose duty has been named already.
BUTTONS: dict[str, str] = {
    "complaint.received": "Take it down",
    "complaint.confirmed": "Record that it is confirmed",
    "standing.decided": "Decide",
    "lateness.decided": "Decide",
    "assistance.given": "Record the help given",
    "supporter.named": "Name a supporter",
    "supporter.ended": "Record that they stopped",
    "advocate.offered": "Record the offer",
    "role.assigned": "Name them",
    "date.noted": "Record the date",
    "interest.declared": "Say so",
    "home.noted": "Note it",
    "contact.noted": "Note how they are reached",
    "contact.confirmed": "Record that they confirmed it",
    "contact.ended": "Record that it ended",
    "confidentiality.decided": "Decide whether it is kept from others",
    "point.added": "Add a point",
    "point.rerouted": "Move the point",
    "point.withdrawn": "Record that it is taken back",
    "point.settled": "Record that it is settled",
    "point.referred": "Send the point on",
    "referral.answered": "Record their answer",
    "point.answered": "Answer the points",
    "action.done": "Record that it is done",
    "result.recorded": "Record the result",
    "letter.sent": "Write the letter",
    "letter.left": "Record that it left",
    "letter.passed": "Say that it can go",
    "letter.came-back": "Record that it came back",
    "notice.given": "Record that they know",
    "document.sent": "Record that it went",
    "document.withheld": "Record why not",
    "task.done": "Record that it is done",
    "paper.added": "Bring it in",
    "redaction.made": "Bring in a redacted version",
    "redaction.checked": "Record what you found",
    "pack.made": "Make the pack",
    "bundle.made": "Put it together",
    "meeting.offered": "Offer a date",
    "meeting.declined": "Record what they said",
    "meeting.cancelled": "Call it off",
    "meeting.held": "Record the meeting",
    "stage.requested": "Record what they ask for",
    "stage.passed-on": "Pass the points on",
    "criteria.tested": "Test the criteria",
    "gate.decided": "Decide the way on",
    "panelist.appointed": "Appoint somebody",
    "panelist.removed": "Record that they stood down",
    "sitting.booked": "Set the day",
    "sitting.opened": "Open the sitting",
    "decision.put": "Put a decision",
    "sitting.closed": "Close the sitting",
    "concern.communicated": "Record that they know",
    "learning.acknowledged": "Record their answer",
    "conference.arranged": "Arrange the conference",
    "attendee.briefed": "Record the briefing",
    "conference.held": "Record the conference",
    "challenge.raised": "Record where they went",
    "challenge.decided": "Record what came of it",
    "case.suspended": "Pause work",
    "case.resumed": "Go on with work",
    "limit.extended": "Extend the limit",
    "case.closed": "Close the case",
    "case.reopened": "Open the case again",
    "case.moved": "Move to another version",
    "entry.corrected": "Correct an entry",
}

# How acts are gathered in a list: a heading, and for each kind what it is called there. Where an
# act is about something, its label follows.
TOPICS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "Letters",
        {
            "letter.sent": "Write",
            "letter.left": "Record that a letter left",
            "letter.passed": "Look at a letter as a second person",
            "letter.came-back": "Record that a letter came back",
        },
    ),
    (
        "Meetings",
        {
            "meeting.offered": "Offer a date",
            "meeting.held": "Record the meeting",
            "meeting.declined": "Record that the family declined",
            "meeting.cancelled": "Call off",
        },
    ),
    (
        "Points",
        {
            "point.answered": "Answer points",
            "point.added": "Add a point",
            "point.referred": "Send a point to another process",
            "referral.answered": "Record the other process’s answer",
            "point.rerouted": "Record that a point is about something else",
            "point.settled": "Record that a point is settled",
            "point.withdrawn": "Record that a point is taken back",
            "result.recorded": "Record the end result of a point",
            "action.done": "Record that an agreed action is done",
        },
    ),
    (
        "Moving on",
        {
            "stage.requested": "The family asks for",
            "stage.passed-on": "Pass points on to",
            "criteria.tested": "Test",
            "gate.decided": "Decide",
        },
    ),
    (
        "Panel",
        {
            "panelist.appointed": "Appoint to the",
            "panelist.removed": "Record that somebody stood down from the",
            "sitting.booked": "Set a day for the",
            "sitting.opened": "Open a sitting of the",
            "decision.put": "Put to the vote",
            "sitting.closed": "Close the sitting of the",
        },
    ),
    (
        "Telling people",
        {
            "notice.given": "",
            "document.sent": "Record who was sent",
            "document.withheld": "Record who is not sent",
            "concern.communicated": "Pass a concern to",
            "learning.acknowledged": "Record the answer of",
        },
    ),
    (
        "The family",
        {
            "complaint.confirmed": "Record that the complaint is confirmed in writing",
            "assistance.given": "Record help to complain",
            "supporter.named": "Name a supporter",
            "supporter.ended": "Record that a supporter stopped",
            "advocate.offered": "Record the offer of an advocate",
            "contact.noted": "Note how somebody is reached, and whether that is safe",
            "contact.confirmed": "Record that somebody confirmed how they are reached",
            "contact.ended": "Record that somebody is no longer to be reached in one way",
            "confidentiality.decided": "Decide whether somebody’s details are kept from the others",
            "standing.decided": "Decide whether they can use this procedure",
            "lateness.decided": "Decide about a late step",
        },
    ),
    (
        "Conferences, and other bodies",
        {
            "conference.arranged": "Arrange the",
            "attendee.briefed": "Record who is briefed for the",
            "conference.held": "Record the",
            "challenge.raised": "The family went to",
            "challenge.decided": "Record what came of",
            "pack.made": "Make a pack for",
        },
    ),
    (
        "The case",
        {
            "role.assigned": "Name who holds a role in this case",
            "date.noted": "Record the date of",
            "interest.declared": "Say whether somebody has a tie to this case",
            "home.noted": "Note where a party lives",
            "task.done": "Record as done",
            "paper.added": "Bring in a file",
            "redaction.made": "Bring in a redacted version of a file",
            "redaction.checked": "Check a redacted version of a file",
            "bundle.made": "Put a bundle of papers together",
            "limit.extended": "Extend the limit to",
            "case.suspended": "Pause work on the case",
            "case.resumed": "Go on with work",
            "case.closed": "Close the case",
            "case.reopened": "Open the case again",
            "case.moved": "Move the case to another version of the procedure",
        },
    ),
)


def act_meant(ref: Ref) -> Act:
    """Return the act that brings about what a rule waits for: its kind, and what it is about."""
    kind = FOLLOWS_FROM.get(ref.kind, ref.kind)
    if kind in _ABOUT_NOTHING:
        return kind, None
    return kind, ref.about


def acts_meeting(definition: Definition, rule: str) -> tuple[Act, ...]:
    """Return the acts that meet a duty, the usual one first; nothing for a rule that is gone."""
    found = definition.by_id["duties"].get(rule)
    return tuple(dict.fromkeys(map(act_meant, found.met_by))) if found else ()


def first_open(acts: Iterable[Act], is_open: Iterable[Act]) -> Act | None:
    """Return the first act that is open now; the first of all, where none is."""
    known, wanted = set(is_open), list(acts)
    return next((act for act in wanted if act in known), wanted[0] if wanted else None)
