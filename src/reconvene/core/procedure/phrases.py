"""Short words for the rules of a definition, for sentences and drawings about it.

In: a definition and a rule of it. Out: phrases without a capital or a full stop.
"""

from collections.abc import Iterable, Mapping

from reconvene.core.kinds.limit import Limit
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import Condition, DutyRule, RightRule
from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.procedure.parts import Ref

# Each happening as something a limit can run from. {} is the label of what it is about.
NOUNS: Mapping[str, str] = {
    "conference.took-place": "the conference",
    "review.due": "the day the next review is due",
    "first.contact": "the first contact",
    "complaint.received": "receipt of the complaint",
    "complaint.confirmed": "the complaint being confirmed in writing",
    "standing.accepted": "the decision that the person may use the procedure",
    "standing.refused": "the decision that the person may not use the procedure",
    "lateness.accepted": "the decision to take on a late step",
    "lateness.refused": "the decision not to take on a late step",
    "assistance.given": "help being given",
    "supporter.named": "a supporter being named",
    "advocate.offered": "an advocate being offered",
    "role.assigned": "the choice of {}",
    "date.noted": "this date: {}",
    "interest.declared": "somebody saying whether they have a tie",
    "home.noted": "it becoming known where a party lives",
    "contact.noted": "it becoming known how somebody is reached",
    "contact.confirmed": "somebody confirming how they are reached",
    "contact.ended": "somebody no longer being reached in one way",
    "confidentiality.decided": "it being decided whether somebody's details are kept from others",
    "tie.found": "somebody with a part in the case having a tie to it",
    "point.added": "a point being added",
    "point.rerouted": "a point taking another route",
    "point.withdrawn": "a point being withdrawn",
    "point.settled": "a point being settled",
    "point.referred": "a point being sent to {}",
    "referral.taken-on": "the other process taking a point on",
    "referral.closed": "the other process finishing",
    "point.answered": "the answer to a point at {}",
    "stage.answered": "the last answer at {}",
    "action.agreed": "an action being agreed",
    "action.done": "an action being done",
    "result.recorded": "the result {}",
    "letter.sent": "the letter {}",
    "letter.left": "the leaving of the letter {}",
    "letter.passed": "a second person finding that the letter {} can go",
    "letter.came-back": "the coming back of the letter {}",
    "notice.given": "the notice {}",
    "document.sent": "sending {}",
    "paper.added": "a file being brought in",
    "redaction.made": "a redacted version being brought in",
    "redaction.checked": "a redacted version being checked",
    "pack.made": "a pack being made for {}",
    "bundle.made": "a bundle of papers being made",
    "task.done": "the task {}",
    "meeting.offered": "the offer of {}",
    "meeting.planned": "the day planned for {}",
    "meeting.declined": "the complainant declining {}",
    "meeting.cancelled": "the cancelling of {}",
    "meeting.held": "the meeting {}",
    "stage.requested": "the request for {}",
    "point.late": "a point raised late",
    "request.late": "a late request for {}",
    "stage.passed-on": "points being passed on to {}",
    "stage.opened": "the start of {}",
    "stage.closed": "the end of {}",
    "criteria.tested": "the test of {}",
    "criteria.met": "the criteria being met for {}",
    "criteria.not-met": "the criteria not being met for {}",
    "gate.opened": "the way being opened through {}",
    "gate.declined": "the way being declined through {}",
    "panelist.appointed": "an appointment to {}",
    "panelist.removed": "somebody standing down from {}",
    "sitting.booked": "a day being set for {}",
    "sitting.planned": "the day planned for {}",
    "sitting.quorate": "a quorate sitting of {}",
    "sitting.inquorate": "a sitting of {} without a quorum",
    "decision.made": "the decision {}",
    "decision.lost": "the decision {} not being carried",
    "sitting.adjourned": "an adjournment of {}",
    "further-sitting.set": "the day set for the further sitting of {}",
    "sitting.concluded": "the last sitting of {}",
    "concern.communicated": "a concern going to an agency",
    "learning.acknowledged": "an agency acknowledging its learning",
    "conference.arranged": "the arranging of {}",
    "conference.planned": "the day planned for {}",
    "attendee.expected": "somebody being expected at {}",
    "attendee.briefed": "somebody being briefed for {}",
    "conference.held": "the conference {}",
    "challenge.raised": "a challenge to {}",
    "challenge.decided": "the outcome at {}",
    "case.suspended": "work being paused",
    "case.resumed": "work going on",
    "limit.extended": "the extension of {}",
    "case.closed": "the case being closed",
    "case.reopened": "the case being opened again",
}


def event(definition: Definition, ref: Ref) -> str:
    """Return a happening as a noun, with the label of what it is about."""
    section = HAPPENINGS[ref.kind].about
    rule = definition.by_id[section].get(ref.about or "") if section else None
    label = f"‘{rule.label}’" if rule is not None else (ref.about or "of any kind")
    return NOUNS[ref.kind].format(label)


def events(definition: Definition, refs: Iterable[Ref]) -> str:
    """Return several happenings as nouns, any of which will do."""
    return joined((event(definition, ref) for ref in refs), "or")


def limit_from(definition: Definition, rule: DutyRule | RightRule) -> str:
    """Return how long a rule gives and from when: "5 working days from the letter ‘X’"."""
    start = events(definition, rule.counted_from or rule.arises_from)
    if isinstance(rule, DutyRule) and rule.as_agreed:
        return "by the day agreed, or no limit stated where none was"
    if not rule.limit.is_stated:
        return "no limit stated"
    if rule.limit.is_before:
        return f"{rule.limit} {start}"
    return f"{rule.limit} from {start}"


def changed_limit(old: Limit, new: Limit) -> str:
    """Return a limit beside the one it replaces: "5 working days, not 3"."""
    if not new.is_stated:
        return f"no stated limit, where it was {old}"
    if not old.is_stated:
        return f"{new}, where no limit was stated"
    is_same_kind = (old.unit, old.is_before) == (new.unit, new.is_before)
    return f"{new}, not {old.amount if is_same_kind else old}"


def role_names(definition: Definition, roles: Iterable[str]) -> str:
    """Return roles by their labels: "the conference chair or the line manager"."""
    known = definition.by_id["roles"]
    names = (lower(known[role].label) if role in known else role for role in roles)
    return joined((f"the {name}" for name in names), "or")


def condition_words(conditions: Iterable[Condition]) -> str:
    """Return conditions as written: "form spoken and matter decision or category"."""
    said = (f"{one.kind} is {joined(one.words, 'or')}" for one in conditions)
    return joined(said, "and") or "always"


def joined(words: Iterable[str], last: str) -> str:
    """Return words as a list in a sentence; empty for none."""
    *first, final = tuple(words) or ("",)
    return f"{', '.join(first)} {last} {final}" if first else final


def lower(label: str) -> str:
    """Return a label for the middle of a sentence: its first letter small, unless it is a name."""
    first, *later = label.split() or [""]
    is_name = first[1:] != first[1:].lower() or any(word[0].isupper() for word in later)
    return label if is_name else label[:1].lower() + label[1:]


def upper(words: str) -> str:
    """Return words with their first letter large, to begin a sentence."""
    return words[:1].upper() + words[1:]
