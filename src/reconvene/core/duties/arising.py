"""Which duties ever arose in a case, before any day is counted.

In: a case, the calendars, the day it is asked. Out: rules with what raised them, and for whom.
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.duties.anchors import triggers
from reconvene.core.duties.conditions import applies
from reconvene.core.duties.held import was_lodged_late
from reconvene.core.duties.recipients import recipients
from reconvene.core.procedure.duties import DutyRule
from reconvene.core.workdays import CalendarHistory


class Arisen(NamedTuple):
    """One duty that arose: its rule, what raised it (and for which points), who it is for."""

    rule: DutyRule
    raised: Happening
    person: str


def arisen(
    case: Case, days: CalendarHistory, today: date, *, under: Collection[DutyRule] | None = None
) -> Iterator[Arisen]:
    """
    Yield every duty that ever arose, in the order of the definition, then of arising.

    `under` narrows it to some rules of the definition; None means all of them.
    """
    if not case.has_begun:
        return
    is_late = cache(lambda: was_lodged_late(case, days, today))
    for rule in case.definition.duties_raised_by(case.by_kind) if under is None else under:
        for raised in triggers(case, rule.arises_from):
            found = [
                Arisen(rule, scoped, person)
                for scoped, person in _scopes(case, rule, raised)
                if not rule.is_conditional
                or applies(case, rule, scoped.points, is_late=rule.asks_lateness and is_late())
            ]
            yield from found
            if found and rule.for_each == "once":
                break


def _scopes(case: Case, rule: DutyRule, raised: Happening) -> list[tuple[Happening, str]]:
    """Return what one happening raises: one duty, or one per point, child or recipient."""
    if rule.for_each == "point":
        return [(raised._replace(points=(point,)), "") for point in raised.points]
    if rule.for_each == "child":
        named = (raised.child,) if raised.child else _children(case, raised.points)
        return [(raised._replace(child=child), "") for child in named]
    if rule.for_each == "recipient":
        return [(raised, person) for person in recipients(case, rule.recipients)]
    return [(raised, raised.person if rule.for_each == "person" else "")]


def _children(case: Case, points: tuple[str, ...]) -> tuple[str, ...]:
    concerned = [case.points[name] for name in points] or list(case.points.values())
    return tuple(dict.fromkeys(child for point in concerned for child in point.children))
