"""When a record has been kept long enough, and what is counted of it for good.

In: the state of a case, or its headers, and its authority's schedule. Out: plain values; nothing is stored.
"""

from calendar import monthrange
from datetime import date

import msgspec

from reconvene.core.casefile.case import Case
from reconvene.ledger.headers import Headers
from reconvene.library.retention_files import Schedule


class Kept(msgspec.Struct, frozen=True):
    """By which rule a closed case is kept, and until the end of which London day."""

    rule: str
    until: date

    def is_over(self, today: date) -> bool:
        """Tell whether the case has been kept long enough."""
        return today > self.until


class Figure(msgspec.Struct, frozen=True):
    """What is counted of a closed case. `quarter` is that of its closing, as "2025-Q2"."""

    authority: str
    quarter: str
    stage: str
    outcome: str
    days: int


def kept(case: Case, schedule: Schedule) -> Kept | None:
    """Return how long a case is kept; None while it is open, since years count from closing."""
    if case.closed_on is None:
        return None
    name = record_class(case)
    return Kept(schedule.rule(name), years_on(case.closed_on, schedule.classes[name].keep.amount))


def kept_by_headers(known: Headers, schedule: Schedule) -> Kept:
    """
    Return how long a case is kept of which no more is known than its headers.

    Where they do not tell when it was closed, years count from the last day anything was recorded,
    so nothing goes sooner than its record would have it.
    """
    name = "panel" if known.did_sit else "complaint"
    since = known.closed_on or known.last_on
    return Kept(schedule.rule(name), years_on(since, schedule.classes[name].keep.amount))


def record_class(case: Case) -> str:
    """Return the class of record that a case is, one of `retention_files.CLASSES`."""
    return "panel" if any(panel.sittings for panel in case.panels.values()) else "complaint"


def years_on(day: date, years: int) -> date:
    """Return the same day so many years on, or back; 28 February where that year lacks the 29th."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def figure(authority: str, case: Case) -> Figure | None:
    """Return what is counted of a case; None while it is open."""
    if case.closed_on is None or case.received_on is None:
        return None
    reached = {stage for point in case.points.values() for stage in point.stages}
    stages = [stage.id for stage in case.definition.stages if stage.id in reached]
    return Figure(
        authority=authority,
        quarter=f"{case.closed_on.year}-Q{(case.closed_on.month + 2) // 3}",
        stage=stages[-1] if stages else "",
        outcome=" ".join(sorted(_outcomes(case))),
        days=(case.closed_on - case.received_on).days,
    )


def _outcomes(case: Case) -> set[str]:
    """Return how the points ended: with which results, or else in which way."""
    return {
        name
        for point in case.points.values()
        for name in [given.result for given in point.results.values()] or [point.status]
    }
