"""Which last days of open cases a new version of a calendar has moved: a list for a person.

Nothing is changed here. Duties and rights are worked out twice, by what was known before and by
what is known now; whatever differs is named, with the day that a letter promised where one did.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.core.duties.held import Right, rights
from reconvene.core.duties.owed import Duty, open_duties
from reconvene.core.workdays import CalendarHistory
from reconvene.ledger.history import load_batches
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Authority


@dataclass(frozen=True, slots=True)
class Moved:
    """One last day that is another now. `promised_on` is what a letter told the family, if any."""

    reference: str
    what: str
    point: str
    before_on: date
    after_on: date
    promised_on: date | None = None


@dataclass(frozen=True, slots=True)
class MovedDays:
    """What moved, by authority and by case in order of id; and the ids of cases that do not open."""

    moved: tuple[Moved, ...]
    not_opened: tuple[str, ...]


def moved_days(calendar: str, today: date) -> MovedDays:
    """
    Return what the newest version of a calendar moved.

    Nothing where it moved nothing, or is the only version.
    """
    found, not_opened = list[Moved](), list[str]()
    for authority in Authority.objects.filter(calendar=calendar).order_by("slug"):
        for batch in load_batches(authority.slug):
            not_opened += batch.not_opened
            for history in batch.histories:
                case = fold(procedure(history.procedure), history.events)
                found += _of_case(history.reference, case, authority.days, today)
    return MovedDays(tuple(found), tuple(not_opened))


def without_newest(days: CalendarHistory) -> CalendarHistory | None:
    """Return a calendar as it was before its newest version; None where that was the first."""
    return CalendarHistory(days.name, days.versions[:-1]) if len(days.versions) > 1 else None


def _of_case(reference: str, case: Case, days: CalendarHistory, today: date) -> Iterator[Moved]:
    known_before = without_newest(days)
    if known_before is None:
        return
    owed = {_duty(one): one.last_on for one in open_duties(case, known_before, today)}
    for duty in open_duties(case, days, today):
        before = owed.get(_duty(duty))
        if duty.is_open and before and duty.last_on and before != duty.last_on:
            point = duty.points[0] if len(duty.points) == 1 else ""
            yield Moved(reference, duty.rule.id, point, before, duty.last_on)
    held = {_right(one): one.last_on for one in rights(case, known_before, today)}
    for right in rights(case, days, today):
        before = held.get(_right(right))
        if right.is_open and before and right.last_on and before != right.last_on:
            told = right.promised_on
            yield Moved(reference, right.rule.id, right.point, before, right.last_on, told)


def _duty(one: Duty) -> tuple[object, ...]:
    return (one.key, one.arose.kind, one.arose.on, one.points, one.child, one.agency, one.person)


def _right(one: Right) -> tuple[str, str]:
    return (one.key, one.point)
