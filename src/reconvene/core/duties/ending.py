"""How a duty ends: what meets it, and why it may no longer be owed.

In: a case and a duty that arose. Out: happenings, or a stable code.
"""

from operator import attrgetter

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.duties.anchors import comes_after, same_scope, triggers
from reconvene.core.duties.arising import Arisen
from reconvene.core.procedure.duties import DutyRule

# What was decided must still be told to whoever has to know it, even when a point then ends.
TELLING = frozenset(
    {"notice.given", "document.sent", "concern.communicated", "learning.acknowledged"}
)
ANSWERING_LATENESS = frozenset({"request.late", "lateness.accepted", "lateness.refused"})
_BY_DAY = attrgetter("on", "number")


def what_meets(case: Case, one: Arisen) -> list[Happening]:
    """Return what could meet a duty, earliest day first; may be empty."""
    rule, raised, person = one
    found = [
        other
        for other in triggers(case, rule.met_by)
        if comes_after(raised, other)
        and same_scope(raised, other, person)
        and (not rule.as_agreed or other.about == raised.about)
        and not _was_called_off(case, rule, other)
    ]
    return sorted(found, key=_BY_DAY) if len(found) > 1 else found


def _was_called_off(case: Case, rule: DutyRule, met: Happening) -> bool:
    """
    Tell whether another date, offered because the family could not take one, was then called off.

    They have no date again, and not by their own doing, so another is owed as it was before.
    Source: reading R-008.
    """
    if met.kind != "meeting.offered" or all(
        ref.kind != "meeting.declined" for ref in rule.arises_from
    ):
        return False
    state = case.meetings.get(met.about or "")
    later = state.after(met.number) if state else ()
    became = next((act.kind for act in later if act.kind != "offered"), "offered")
    return became == "cancelled"


def why_not_owed(case: Case, one: Arisen) -> str:
    """Return why a duty that was not met is no longer owed, as a stable code; empty while it is."""
    rule, raised, person = one
    reason = case.withheld and case.withheld.get((rule.met_by[0].about or "", person))
    if reason:
        return f"withheld:{reason}"
    if rule.skips_author_of and _wrote(case, rule):
        return "own-letter"
    if rule.ceases_on and any(
        comes_after(raised, other) and same_scope(raised, other)
        for other in triggers(case, rule.ceases_on)
    ):
        return "ceased"
    if raised.kind == "attendee.expected" and not _is_expected(case, raised):
        return "ceased"
    if raised.points:
        ended = {case.points[name].status for name in raised.points}
        if "live" not in ended and ended <= _ending(rule, raised):
            return min(ended)
    return "closed" if case.closed_by and raised.number < case.closed_by else ""


def _is_expected(case: Case, raised: Happening) -> bool:
    """
    Tell whether somebody expected at a later conference still is, now that it may be arranged anew.

    Whoever is not shown a conference, since it is not theirs to chair, is told nothing of that.
    """
    later = case.conferences.get(raised.about or "")
    return later is None or any(person.id == raised.person for person in later.expected)


def _ending(rule: DutyRule, raised: Happening) -> set[str]:
    """
    Ways a point can end that end a duty about it too.

    Whoever asks for more, late, about a point settled before is answered all the same. What was
    agreed may be why they let a point rest, so it is still to be done. Source: SP 3.8, 4.6.
    """
    if rule.as_agreed:
        return {"withdrawn"}
    if raised.kind in ANSWERING_LATENESS:
        return {"withdrawn"}
    if any(ref.kind in TELLING for ref in rule.met_by):
        return set()
    ending = {"withdrawn", "settled"}
    return ending | {"referred", "not taken on"} if rule.stage else ending


def _wrote(case: Case, rule: DutyRule) -> bool:
    """Tell whether the person a copy is due to sent that letter themselves."""
    sender = case.senders.get(rule.skips_author_of or "")
    notice = case.definition.by_id["notices"].get(rule.met_by[0].about or "")
    if sender is None or notice is None:
        return False
    bound = case.roles.get(notice.to)
    return sender.role == notice.to or bool(bound and bound.id == sender.id)
