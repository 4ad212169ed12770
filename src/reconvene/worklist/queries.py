# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""Every question a screen asks of the worklist. Each is one bounded statement over one index.

Where somebody has several roles, each role is asked on its own for no more rows than are wanted,
and the answers are put together: so a long list costs no more than a short one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reconvene.worklist.buckets import (
    DUTY_BUCKETS,
    RIGHT_BUCKETS,
    Bucket,
    Span,
    every_duty,
    span,
)
from reconvene.worklist.keeping import COLUMNS
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import searched
from reconvene.worklist.rows import NO_DAY, Row

PAGE = 50
COUNTED_TO = 100
"""Counts stop here: a page says "100 or more", which is all that anybody acts on."""

_THE_AUTHORITY = ("",)
_SELECTED = ", ".join(COLUMNS)
_STRETCH = "FROM worklist_row WHERE authority = %s AND shelf = %s AND owner = %s AND sort_on BETWEEN %s AND %s"
_IS_CASE = "shelf IN ('case', 'closed')"
_AFTER = "AND (sort_on, case_id, key) > (%s, %s, %s)"
_BEFORE = "AND (sort_on, case_id) < (%s, %s)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a list ended, so that the next can begin after it."""

    sort_on: date
    case_id: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, in its order, and where the next page begins; None after the last."""

    rows: tuple[Row, ...]
    next: Place | None


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose list it is: an authority, the person, and the roles they hold in it by post."""

    authority: str
    person: str
    roles: frozenset[str]

    @property
    def owners(self) -> tuple[str, ...]:
        return (self.person, *sorted(self.roles))


def my_duties(
    who: Audience,
    today: date,
    bucket: Bucket | None = None,
    *,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """
    Return open duties of a person: bound to them in a case, or owed by a role they hold and
    nobody is bound to. Soonest first; those without a last day stand at their target.
    """
    spans = every_duty() if bucket is None else (span(bucket, today),)
    return _page(who.authority, who.owners, spans, after, size)


def rights(
    authority: str,
    today: date,
    bucket: Bucket = Bucket.WAITING,
    *,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """Return what an authority waits for: rights that families may still use, soonest end first."""
    return _page(authority, _THE_AUTHORITY, (span(bucket, today),), after, size)


def counts(who: Audience, today: date) -> dict[Bucket, int]:
    """Return how much lies in each bucket, at most `COUNTED_TO` for each; one statement."""
    asked = [(bucket, who.owners) for bucket in DUTY_BUCKETS]
    asked += [(bucket, _THE_AUTHORITY) for bucket in RIGHT_BUCKETS]
    statements, values = [], []
    for bucket, owners in asked:
        where = span(bucket, today)
        stretches = [
            f"SELECT * FROM (SELECT case_id, key {_STRETCH} LIMIT {COUNTED_TO}) AS one"
            for _ in owners
        ]
        statements.append(
            f"SELECT '{bucket}', COUNT(*) FROM ({' UNION '.join(stretches)}) AS distinct_ones"
        )
        values += [value for owner in owners for value in _bounds(who.authority, where, owner)]
    found = dict(_fetched(" UNION ALL ".join(statements), values))
    return {bucket: min(found[bucket], COUNTED_TO) for bucket, _ in asked}


def cases(
    authority: str, *, is_closed: bool = False, after: Place | None = None, size: int = PAGE
) -> Page:
    """Return the open, or the closed, cases of an authority, latest received first."""
    shelf = Shelf.CLOSED if is_closed else Shelf.CASE
    bounds = _bounds(authority, Span(shelf, date.min, NO_DAY), "")
    beyond = _BEFORE if after else ""
    values = [*bounds, *((after.sort_on, after.case_id) if after else ()), size + 1]
    statement = (
        f"SELECT {_SELECTED} {_STRETCH} {beyond} ORDER BY sort_on DESC, case_id DESC LIMIT %s"
    )
    return _cut([Row(*row) for row in _fetched(statement, values)], size)


def case_by_reference(authority: str, reference: str) -> Row | None:
    """Return the case an authority calls by a reference, however it is typed; None without one."""
    statement = (
        f"SELECT {_SELECTED} FROM worklist_row WHERE authority = %s AND reference = %s"
        f" AND {_IS_CASE}"
    )
    found = _fetched(statement, [authority, reference.strip().upper()])
    return next((Row(*row) for row in found), None)


def cases_by_surname(authority: str, text: str, *, size: int = PAGE) -> tuple[Row, ...]:
    """Return cases whose complainant's surname begins so, by surname; accents do not matter."""
    wanted = searched(text)
    if not wanted:
        return ()
    match = {"sqlite": ("GLOB", "*"), "postgresql": ("LIKE", "%")}[connection.vendor]
    statement = (
        f"SELECT {_SELECTED} FROM worklist_row WHERE authority = %s AND surname {match[0]} %s"
        f" AND {_IS_CASE} ORDER BY surname, case_id LIMIT %s"
    )
    return tuple(Row(*row) for row in _fetched(statement, [authority, wanted + match[1], size]))


def _page(
    authority: str,
    owners: Sequence[str],
    spans: Sequence[Span],
    after: Place | None,
    size: int,
) -> Page:
    """Return the rows of several stretches together, in order, each duty once."""
    statements: list[str] = []
    values: list[Any] = []
    for where in spans:
        for owner in owners:
            statements.append(
                f"SELECT * FROM (SELECT {_SELECTED} {_STRETCH} {_AFTER if after else ''}"
                " ORDER BY sort_on, case_id, key LIMIT %s) AS one"
            )
            beyond = (after.sort_on, after.case_id, after.key) if after else ()
            values += [*_bounds(authority, where, owner), *beyond, size + 1]
    statement = f"{' UNION ALL '.join(statements)} ORDER BY sort_on, case_id, key"
    once: dict[tuple[str, str], Row] = {}
    for row in (Row(*columns) for columns in _fetched(statement, values)):
        once.setdefault((row.case_id, row.key), row)
    return _cut(list(once.values()), size)


def _bounds(authority: str, where: Span, owner: str) -> tuple[str, str, str, date, date]:
    return authority, where.shelf.value, owner, where.from_on, where.to_on


def _cut(rows: list[Row], size: int) -> Page:
    """Return a page of one row more than it shows: the one more tells that there is a next."""
    if len(rows) <= size:
        return Page(tuple(rows), None)
    last = rows[size - 1]
    return Page(tuple(rows[:size]), Place(last.sort_on, last.case_id, last.key))


def _fetched(statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
