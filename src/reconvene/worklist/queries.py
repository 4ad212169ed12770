# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""Every question a screen asks of the worklist. Each is one bounded statement over one index.

Where somebody has several roles, each role is asked on its own for no more rows than are wanted,
and the answers are put together: so a long list costs no more than a short one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reconvene.worklist.buckets import (
    DUTY_BUCKETS,
    RIGHT_BUCKETS,
    Bucket,
    Span,
    every_duty,
    span,
)
from reconvene.worklist.models import Shelf
from reconvene.worklist.narrowing import Narrow
from reconvene.worklist.paging import IS_CASE, PAGE, SELECTED, Page, Place, cut, fetched
from reconvene.worklist.rows import NO_DAY, Row

COUNTED_TO = 100
"""Counts stop here: a page says "100 or more", which is all that anybody acts on."""

_THE_AUTHORITY = ""
_STRETCH = "FROM worklist_row WHERE authority = %s AND shelf = %s AND owner = %s AND sort_on BETWEEN %s AND %s"
_EVERYTHING = Narrow()
_AFTER = "AND (sort_on, case_id, key) > (%s, %s, %s)"
_BEFORE = "AND (sort_on, case_id) < (%s, %s)"


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
    narrow: Narrow = _EVERYTHING,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """
    Return open duties of a person: bound to them in a case, or owed by a role they hold and
    nobody is bound to. Soonest first; those without a last day stand at their target.
    """
    spans = every_duty() if bucket is None else (span(bucket, today),)
    stretches = [(where, owner) for where in spans for owner in who.owners]
    return _page(who.authority, stretches, narrow, after, size)


def rights(
    authority: str,
    today: date,
    bucket: Bucket = Bucket.WAITING,
    *,
    narrow: Narrow = _EVERYTHING,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """Return what an authority waits for: rights that families may still use, soonest end first."""
    return _page(authority, [(span(bucket, today), _THE_AUTHORITY)], narrow, after, size)


def counts(who: Audience, today: date, narrow: Narrow = _EVERYTHING) -> dict[Bucket, int]:
    """
    Return how much lies in each bucket, at most `COUNTED_TO` for each; one statement.

    Of a narrowed list only duties are counted: rights are the whole authority's, and to look
    through all of them for a few would cost more the more there are.
    """
    asked = [(bucket, who.owners) for bucket in DUTY_BUCKETS]
    asked += [] if narrow else [(bucket, (_THE_AUTHORITY,)) for bucket in RIGHT_BUCKETS]
    statements, values = [], []
    for bucket, owners in asked:
        where = span(bucket, today)
        stretches = [
            f"SELECT * FROM (SELECT case_id, key {_STRETCH}{narrow.condition}"
            f" LIMIT {COUNTED_TO}) AS one"
            for _ in owners
        ]
        statements.append(
            f"SELECT '{bucket}', COUNT(*) FROM ({' UNION '.join(stretches)}) AS distinct_ones"
        )
        for owner in owners:
            values += [*_bounds(who.authority, where, owner), *narrow.values]
    found = dict(fetched(" UNION ALL ".join(statements), values))
    return {bucket: min(found[bucket], COUNTED_TO) for bucket, _ in asked}


def cases(
    authority: str,
    *,
    is_closed: bool = False,
    narrow: Narrow = _EVERYTHING,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """Return the open, or the closed, cases of an authority, latest received first."""
    shelf = Shelf.CLOSED if is_closed else Shelf.CASE
    bounds = _bounds(authority, Span(shelf, date.min, NO_DAY), "")
    beyond = _BEFORE if after else ""
    place = (after.sort_on, after.case_id) if after else ()
    statement = (
        f"SELECT {SELECTED} {_STRETCH}{narrow.condition} {beyond}"
        " ORDER BY sort_on DESC, case_id DESC LIMIT %s"
    )
    found = fetched(statement, [*bounds, *narrow.values, *place, size + 1])
    return cut([Row(*row) for row in found], size)


def case_by_reference(authority: str, reference: str) -> Row | None:
    """Return the case an authority calls by a reference, however it is typed; None without one."""
    statement = (
        f"SELECT {SELECTED} FROM worklist_row WHERE authority = %s AND reference = %s AND {IS_CASE}"
    )
    found = fetched(statement, [authority, reference.strip().upper()])
    return next((Row(*row) for row in found), None)


def next_last_days(cases: Sequence[str]) -> dict[str, date]:
    """Return the next last day of each of some cases that has one, by id; one statement."""
    if not cases:
        return {}
    marks = ", ".join(["%s"] * len(cases))
    statement = (
        f"SELECT case_id, MIN(last_on) FROM worklist_row WHERE case_id IN ({marks})"
        f" AND shelf = '{Shelf.DATED.value}' GROUP BY case_id"
    )
    return {case: _day(found) for case, found in fetched(statement, cases)}


def _page(
    authority: str,
    stretches: Sequence[tuple[Span, str]],
    narrow: Narrow,
    after: Place | None,
    size: int,
) -> Page:
    """Return the rows of several stretches together, in order, each duty once."""
    statements: list[str] = []
    values: list[Any] = []
    for where, owner in stretches:
        statements.append(
            f"SELECT * FROM (SELECT {SELECTED} {_STRETCH}{narrow.condition}"
            f" {_AFTER if after else ''} ORDER BY sort_on, case_id, key LIMIT %s) AS one"
        )
        beyond = (after.sort_on, after.case_id, after.key) if after else ()
        values += [*_bounds(authority, where, owner), *narrow.values, *beyond, size + 1]
    statement = f"{' UNION ALL '.join(statements)} ORDER BY sort_on, case_id, key"
    once: dict[tuple[str, str], Row] = {}
    for row in (Row(*columns) for columns in fetched(statement, values)):
        once.setdefault((row.case_id, row.key), row)
    return cut(list(once.values()), size)


def _day(found: date | str) -> date:
    """Return a day that was worked out in SQL, which SQLite gives as text."""
    return date.fromisoformat(found) if isinstance(found, str) else found


def _bounds(authority: str, where: Span, owner: str) -> tuple[str, str, str, date, date]:
    return authority, where.shelf.value, owner, where.from_on, where.to_on
