"""Everything a rule may wait for or count from: the kinds of happening, and what each is about.

In: nothing. Out: one closed table. Most are entries on the record; the rest follow from entries
when a case is folded (`is_derived`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class HappeningKind:
    """A kind of happening. `about` names the section of the definition its subject comes from."""

    says: str
    about: str = ""
    is_derived: bool = False


def _k(says: str, about: str = "") -> HappeningKind:
    return HappeningKind(says, about)


def _d(says: str, about: str = "") -> HappeningKind:
    return HappeningKind(says, about, is_derived=True)


HAPPENINGS: dict[str, HappeningKind] = {
    # the conference and the opening
    "conference.took-place": _d("The day of the conference complained of."),
    "review.due": _d("The latest day for the next review conference."),
    "first.contact": _d("The family's first contact by any means."),
    "complaint.received": _k("The complaint reached the authority."),
    "complaint.confirmed": _k("A complaint taken down was read back and confirmed."),
    "standing.accepted": _d("The person was found able to use the procedure."),
    "standing.refused": _d("The person was found not able to use the procedure."),
    "lateness.accepted": _d("A late step was taken on.", "rights"),
    "lateness.refused": _d("A late step was not taken on.", "rights"),
    "assistance.given": _k("Help to complain was given."),
    "supporter.named": _k("A supporter was named."),
    "advocate.offered": _k("An advocate was offered."),
    "role.assigned": _k("A named person took a role in the case.", "roles"),
    "date.noted": _k("A date the procedure counts from.", "dates"),
    "interest.declared": _k("Somebody said whether they have a tie to the case."),
    "home.noted": _k("Where a party lives was noted."),
    "contact.noted": _k("How somebody is reached was noted."),
    "contact.confirmed": _k("A change of how somebody is reached was confirmed with them."),
    "contact.ended": _k("Somebody was no longer to be reached in one way."),
    "confidentiality.decided": _k("Whether somebody's details are kept from others was decided."),
    "tie.found": _d("Somebody with a part in the case turned out to have a tie to it."),
    # points
    "point.added": _k("A point was added."),
    "point.late": _d("A point was raised late and waits for a decision."),
    "point.rerouted": _k("A point took another route.", "matters"),
    "point.withdrawn": _k("A point was withdrawn."),
    "point.settled": _k("The complainant called a point settled."),
    "point.referred": _k("A point was handed to another process.", "channels"),
    "referral.taken-on": _d("The other process took a point on."),
    "referral.closed": _d("The other process finished with a point."),
    "point.answered": _k("A point was answered.", "stages"),
    "stage.answered": _d("The last unanswered point at a stage was answered.", "stages"),
    "action.agreed": _d("The authority agreed to do something."),
    "action.done": _k("An agreed action was done."),
    "result.recorded": _k("A point got its end result.", "results"),
    # what passes between people
    "letter.sent": _k("A letter was issued.", "letters"),
    "letter.left": _k("A letter that waited left for the family.", "letters"),
    "letter.passed": _k("A second person found that a letter can go.", "letters"),
    "letter.came-back": _k("A letter that had left came back.", "letters"),
    "notice.given": _k("Somebody was told.", "notices"),
    "document.sent": _k("A document went to a recipient.", "documents"),
    "paper.added": _k("A file was brought into the case."),
    "redaction.made": _k("A redacted version of a file was brought in."),
    "redaction.checked": _k("Somebody else agreed to a redacted version, or sent it back."),
    "pack.made": _k("A pack was made for somebody to whom the complaint was taken.", "bodies"),
    "bundle.made": _k("What a meeting or a panel considers was put together."),
    "task.done": _k("A task was done.", "tasks"),
    "meeting.offered": _k("A date for a meeting was offered.", "meetings"),
    "meeting.planned": _d("The day a meeting is planned for.", "meetings"),
    "meeting.declined": _k("The complainant declined a date or a meeting.", "meetings"),
    "meeting.cancelled": _k("The authority cancelled a meeting.", "meetings"),
    "meeting.held": _k("A meeting took place.", "meetings"),
    # stages and gates
    "stage.requested": _k("The complainant asked for a stage.", "stages"),
    "request.late": _d("A request for a stage came late and waits for a decision.", "stages"),
    "stage.passed-on": _k("Points were passed on to a stage.", "stages"),
    "stage.opened": _d("A stage opened for points.", "stages"),
    "stage.closed": _d("A stage closed for points.", "stages"),
    "criteria.tested": _k("The criteria of a gate were tested.", "gates"),
    "criteria.met": _d("Enough criteria of a gate were met.", "gates"),
    "criteria.not-met": _d("The criteria of a gate were tested and not met.", "gates"),
    "gate.opened": _d("The way through a gate was opened.", "gates"),
    "gate.declined": _d("The way through a gate was declined.", "gates"),
    # panels
    "panelist.appointed": _k("Somebody was appointed to a panel.", "panels"),
    "panelist.removed": _k("An appointee stood down.", "panels"),
    "sitting.booked": _k("A day was set for a sitting.", "panels"),
    "sitting.planned": _d("The day a sitting is planned for.", "panels"),
    "sitting.quorate": _d("A panel sat with a quorum.", "panels"),
    "sitting.inquorate": _d("A panel met without a quorum.", "panels"),
    "decision.made": _d("A panel decision was carried.", "decisions"),
    "decision.lost": _d("A panel decision was put and not carried.", "decisions"),
    "sitting.adjourned": _d("A sitting ended without enough information.", "panels"),
    "further-sitting.set": _d("The day set for the further sitting.", "panels"),
    "sitting.concluded": _d("A panel ended its last sitting.", "panels"),
    # after
    "concern.communicated": _k("A concern went to an agency."),
    "learning.acknowledged": _k("An agency acknowledged its learning."),
    "conference.arranged": _k("A later conference was arranged.", "conferences"),
    "conference.planned": _d("The day a later conference is planned for.", "conferences"),
    "attendee.expected": _d("Somebody is expected at a later conference.", "conferences"),
    "attendee.briefed": _k("An attendee read the decision or was briefed.", "conferences"),
    "conference.held": _k("A later conference took place.", "conferences"),
    "challenge.raised": _k("The complainant went further.", "bodies"),
    "challenge.decided": _k("A further challenge was decided.", "bodies"),
    "case.suspended": _k("Work on the case was paused."),
    "case.resumed": _k("Work on the case went on."),
    "limit.extended": _k("An authority's limit was extended.", "duties"),
    "case.closed": _k("The case was closed."),
    "case.reopened": _k("The case was opened again."),
}


# Happenings by which points come in. A stage that opens on the complaint opens on each of them,
# for those points whose own route begins there.
TAKING_UP = frozenset({"complaint.received", "point.added", "point.rerouted"})


def nearest(word: str, among: Iterable[str]) -> str:
    """Return ", did you mean 'x'?" for the nearest right word, or nothing where none is near."""
    found = get_close_matches(word, list(among), n=1, cutoff=0.6)
    return f", did you mean '{found[0]}'?" if found else ""
