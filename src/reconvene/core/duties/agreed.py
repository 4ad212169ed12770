"""Who owes what was agreed with the family, and by when: as they were told, not as the rule says.

In: a case, a duty that arose from an agreed action. Out: the action, its owners, its count.
"""

from datetime import date

from reconvene.core.casefile.case import Case
from reconvene.core.duties.anchors import Count
from reconvene.core.duties.arising import Arisen
from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.procedure.duties import DutyRule
from reconvene.core.record.points import Action
from reconvene.core.workdays import Roll, WorkingCalendar

ON_THE_DAY = Limit(0, Unit.CALENDAR_DAYS)


def agreed_action(case: Case, one: Arisen) -> Action | None:
    """Return what was agreed, where the duty is to do it as agreed; None for any other duty."""
    if not one.rule.as_agreed:
        return None
    return case.actions[one.raised.about or ""].action


def agreed_owners(case: Case, rule: DutyRule, action: Action) -> tuple[str, ...]:
    """
    Return the role named in what was agreed, or the role of the person named there.

    Where that is nobody who has work here, whoever the rule names must see to it.
    """
    known = case.definition.by_id["roles"].get(action.owner)
    if known and known.held != "outside":
        return (action.owner,)
    held = (role for role, person in case.roles.items() if action.owner == person.id)
    role = next(held, None)
    return (role,) if role else rule.owner


def agreed_count(by_on: date, calendar: WorkingCalendar) -> Count:
    """Return the day agreed as a count: it is the last day itself, and no pause moves it."""
    return Count(by_on, ON_THE_DAY, calendar, Roll.NONE)
