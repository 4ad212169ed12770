# ruff: noqa: S608  statements are made of our own column names; values are always parameters
"""Every question a screen asks of the worklist, each bounded however many cases there are.

Only rows of cases that are there for somebody are counted, listed or looked through: see `admitting`.

A list comes from stretches of one index that lie in its order: one for each shelf and each role
of somebody. Each stretch is asked on its own for no more rows than are wanted, and the answers are
put together: so a long list costs no more than a short one.

A narrowed list cannot be asked for so: no index knows which rows fit. Each of its stretches is
looked through from where the page begins, at most as far as `Narrow.reach`, and a page that stops
there says so. It costs the same whether much fits or nothing; that, not less, is its bound. For
the same reason a narrowed list is not counted.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from reconvene.worklist.admitting import Audience, answered_for
from reconvene.worklist.bearing import looked_at
from reconvene.worklist.buckets import (
    DUTY_BUCKETS,
    LETTER_BUCKETS,
    PAPER_BUCKETS,
    RIGHT_BUCKETS,
    Bucket,
    Span,
    every_duty,
    overdue_and_rest,
    span,
)
from reconvene.worklist.fetching import fetched
from reconvene.worklist.models import Shelf
from reconvene.worklist.narrowing import Narrow
from reconvene.worklist.paging import (
    IS_CASE,
    PAGE,
    SELECTED,
    Page,
    Place,
    as_day,
    cut,
    opened_parts,
    opened_rows,
    place_at,
)
from reconvene.worklist.rows import NO_DAY, Row

COUNTED_TO = 100
"""Counts stop here: a page says "100 or more", which is all that anybody acts on."""

_THE_AUTHORITY = ""
_OF_WORK = frozenset({Shelf.DATED, Shelf.UNDATED})
_STRETCH = (
    "FROM worklist_row WHERE authority = %s AND shelf = %s AND owner = %s"
    " AND sort_on BETWEEN %s AND %s AND {admits}"
)
_EVERYTHING = Narrow()
_AFTER = "AND (sort_on, case_id, key) > (%s, %s, %s)"
_UP_TO = "AND (sort_on, case_id, key) <= (%s, %s, %s)"
_BEFORE = "AND (sort_on, case_id, key) < (%s, %s, %s)"
_PLACE = "sort_on, case_id, key"
_SOONEST_FIRST = "page.part, page.sort_on, page.case_id, page.key"
_LATEST = "sort_on DESC, case_id DESC, key DESC"
_LATEST_FIRST = "page.sort_on DESC, page.case_id DESC, page.key DESC"


class Stretch(NamedTuple):
    """What one look at the index finds: rows of a span that somebody owns, in part of a list."""

    where: Span
    owner: str
    part: int = 0


@answered_for
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
    nobody is bound to. Overdue first, then soonest first; those without a last day stand at their
    target. A narrowed list is in the order of days alone. Letters that are still to go, which have
    a bucket of their own, are theirs in the same way.
    """
    if bucket is not None:
        parts: tuple[tuple[Span, ...], ...] = ((span(bucket, today),),)
    elif narrow:
        parts = (every_duty(),)
    else:
        parts = overdue_and_rest(today)
    stretches = [
        Stretch(where, owner, part)
        for part, spans in enumerate(parts)
        for where in spans
        for owner in who.owners
    ]
    return _page(who, stretches, narrow, after, size)


@answered_for
def rights(
    who: Audience,
    today: date,
    bucket: Bucket = Bucket.WAITING,
    *,
    narrow: Narrow = _EVERYTHING,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """
    Return what an authority waits for, in cases that are there for somebody: rights that families
    may still use, soonest end first.
    """
    return _page(who, [Stretch(span(bucket, today), _THE_AUTHORITY)], narrow, after, size)


@answered_for
def to_read(who: Audience, today: date) -> tuple[Row, ...]:
    """Return the papers that somebody on panels may read today, what ends first first; 100 at most."""
    where = Stretch(span(Bucket.TO_READ, today), who.person)
    return tuple(_page(who, [where], _EVERYTHING, None, COUNTED_TO).rows)


@answered_for
def counts(who: Audience, today: date) -> dict[Bucket, int]:
    """Return how much lies in each bucket, at most `COUNTED_TO` for each; one statement."""
    asked = [(bucket, who.owners) for bucket in (*DUTY_BUCKETS, *LETTER_BUCKETS)]
    asked += [(bucket, (who.person,)) for bucket in PAPER_BUCKETS]
    asked += [(bucket, (_THE_AUTHORITY,)) for bucket in RIGHT_BUCKETS]
    statements: list[str] = []
    values: list[Any] = []
    for bucket, owners in asked:
        where = span(bucket, today)
        stretches = [
            f"SELECT * FROM (SELECT case_id, key {_stretch(who, where)} LIMIT {COUNTED_TO}) AS one"
            for _ in owners
        ]
        statements.append(
            f"SELECT '{bucket}', COUNT(*) FROM ({' UNION '.join(stretches)}) AS distinct_ones"
        )
        for owner in owners:
            values += _bounds(who, where, owner)
    found = dict(fetched(" UNION ALL ".join(statements), values))
    return {bucket: min(found[bucket], COUNTED_TO) for bucket, _ in asked}


@answered_for
def cases(
    who: Audience,
    *,
    is_closed: bool = False,
    narrow: Narrow = _EVERYTHING,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """Return the open, or the closed, cases that are there for somebody, latest received first."""

    where = Span(Shelf.CLOSED if is_closed else Shelf.CASE, date.min, NO_DAY)

    def ask(place: Place | None) -> Page:
        return _latest_that_may_fit(who, where, narrow, place, size)

    return _told_apart(who.authority, narrow, ask, after, size)


@answered_for
def agreed(
    who: Audience, *, is_mine: bool = False, after: Place | None = None, size: int = PAGE
) -> Page:
    """
    Return agreed actions that are still to be done, in cases that are there for somebody, soonest
    last day first: all of them, or those that are theirs to do.
    """
    owners = who.owners if is_mine else (_THE_AUTHORITY,)
    where = Span(Shelf.AGREED, date.min, NO_DAY)
    return _page(who, [Stretch(where, owner) for owner in owners], _EVERYTHING, after, size)


@answered_for
def latest(who: Audience, where: Span, *, after: Place | None = None, size: int = PAGE) -> Page:
    """
    Return what lies on a shelf that has no owners, such as agreed actions that were done, in cases
    that are there for somebody, latest first.
    """
    return _latest_that_may_fit(who, where, _EVERYTHING, after, size)


def _latest_that_may_fit(
    who: Audience, where: Span, narrow: Narrow, after: Place | None, size: int
) -> Page:
    values = [*_bounds(who, where, _THE_AUTHORITY), *_at(after)]
    stretch = f"{_stretch(who, where)} {_BEFORE if after else ''} ORDER BY {_LATEST} LIMIT %s"
    condition, narrowed = narrow.condition_in(who.authority)
    statement = (
        f"SELECT * FROM (SELECT {SELECTED} {stretch}) AS worklist_row WHERE true"
        f"{condition} ORDER BY {_LATEST} LIMIT %s"
    )
    reach = narrow.reach if narrow else size + 1
    found = opened_rows(statement, [*values, reach, *narrowed, size + 1], _LATEST_FIRST)
    looked_to = (
        place_at(f"SELECT {_PLACE} {stretch} OFFSET %s", [*values, 1, reach - 1])
        if narrow and len(found) <= size
        else None
    )
    return cut(found, size, looked_to)


@answered_for
def case_by_reference(who: Audience, reference: str) -> Row | None:
    """Return the case that goes by a reference, as it is kept; None where none is there for them."""
    statement = (
        f"SELECT {SELECTED} FROM worklist_row WHERE authority = %s AND reference = %s AND {IS_CASE}"
        f" AND {who.condition}"
    )
    values = [who.authority, reference, *who.values]
    found = opened_rows(statement, values, "page.case_id")
    return next(iter(found), None)


@answered_for
def next_last_days(who: Audience, cases: Sequence[str]) -> dict[str, date]:
    """Return the next last day of each of some cases that has one, by id; one statement."""
    if not cases:
        return {}
    marks = ", ".join(["%s"] * len(cases))
    statement = (
        f"SELECT case_id, MIN(last_on) FROM worklist_row WHERE case_id IN ({marks})"
        f" AND shelf = '{Shelf.DATED.value}' GROUP BY case_id"
    )
    return {case: as_day(found) for case, found in fetched(statement, cases)}


def _page(
    who: Audience,
    stretches: Sequence[Stretch],
    narrow: Narrow,
    after: Place | None,
    size: int,
) -> Page:
    """Return the rows of several stretches together, part by part in order, each duty once."""

    def ask(place: Place | None) -> Page:
        return _what_may_fit(who, stretches, narrow, place, size)

    return _told_apart(who.authority, narrow, ask, after, size)


def _told_apart(
    authority: str,
    narrow: Narrow,
    ask: Callable[[Place | None], Page],
    after: Place | None,
    size: int,
) -> Page:
    """Return a page without what shares no more than a tag with a name looked for."""

    def fitting(rows: Sequence[Row]) -> list[Row]:
        return narrow.fitting(authority, rows)

    if not narrow.words:
        return ask(after)
    return looked_at(ask, fitting, after, size=size, reach=narrow.reach)


def _what_may_fit(
    who: Audience,
    stretches: Sequence[Stretch],
    narrow: Narrow,
    after: Place | None,
    size: int,
) -> Page:
    stretches = [one for one in stretches if after is None or one.part >= after.part]
    looked_to = _looked_to(who, stretches, narrow.reach, after) if narrow and stretches else None
    reach = narrow.reach if narrow else size + 1
    statements: list[str] = []
    values: list[Any] = []
    condition, narrowed = narrow.condition_in(who.authority)
    for where, owner, part in stretches:
        begun = after if after and part == after.part else None
        statements.append(
            f"SELECT * FROM (SELECT {part} AS part, {SELECTED} FROM (SELECT {SELECTED}"
            f" {_onward(who, where, begun)}) AS worklist_row WHERE true{condition}"
            f" {_UP_TO if looked_to else ''} ORDER BY {_PLACE} LIMIT %s) AS one"
        )
        values += [*_bounds(who, where, owner), *_at(begun), reach]
        values += [*narrowed, *_at(looked_to), size + 1]
    once: dict[tuple[str, str], tuple[int, Row]] = {}
    every = " UNION ".join(statements)
    for part, row in opened_parts(every, values, _SOONEST_FIRST) if statements else ():
        once.setdefault((row.case_id, row.key), (part, row))
    found = list(once.values())
    return cut([row for _, row in found], size, looked_to, [part for part, _ in found])


def _looked_to(
    who: Audience, stretches: Sequence[Stretch], reach: int, after: Place | None
) -> Place | None:
    """
    Return the first place at which one of the stretches has been looked through as far as it may
    be: beyond it nothing can be shown in order. None where all come to their end before.
    """
    statements: list[str] = []
    values: list[Any] = []
    for where, owner, _ in stretches:
        onward = _onward(who, where, after)
        statements.append(f"SELECT * FROM (SELECT {_PLACE} {onward} OFFSET %s) AS one")
        values += [*_bounds(who, where, owner), *_at(after), 1, reach - 1]
    every = " UNION ALL ".join(statements)
    return place_at(f"{every} ORDER BY {_PLACE} LIMIT 1", values)


def _onward(who: Audience, where: Span, after: Place | None) -> str:
    return f"{_stretch(who, where)} {_AFTER if after else ''} ORDER BY {_PLACE} LIMIT %s"


def _at(place: Place | None) -> tuple[Any, ...]:
    return (place.sort_on, place.case_id, place.key) if place else ()


def _stretch(who: Audience, where: Span) -> str:
    """Return the conditions of a stretch; of duties those count that somebody owes who answers."""
    is_work = where.shelf in _OF_WORK
    return _STRETCH.format(admits=who.condition_of_work if is_work else who.condition)


def _bounds(who: Audience, where: Span, owner: str) -> tuple[Any, ...]:
    """Return the values of those conditions, in their order."""
    values = who.values_of_work if where.shelf in _OF_WORK else who.values
    return who.authority, where.shelf.value, owner, where.from_on, where.to_on, *values
