"""
Ask what screens ask, with ever more cases in the database: what must not grow is the time.

    python -m benchmarks.worklist [CASES ...]       1,000, 10,000 and 100,000 where none are given

One person in ten thousand has much to do and much overdue. Each question is asked of people and
cases picked anew, and what it answers is counted, so that nothing is timed that finds nothing;
except where that is the point: lists narrowed by what fits nothing cost the most. They are looked
through up to a bound that the smallest size does not reach: judge those by the larger two.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from msgspec import structs

from benchmarks.stage import on_each_database, set_up, table

if TYPE_CHECKING:
    from benchmarks.lives import Lives
    from reconvene.worklist.paging import Page
    from reconvene.worklist.rows import Row

SIZES = (1_000, 10_000, 100_000)
TIMES = 200
TODAY = date(2025, 6, 11)
AUTHORITY = "partnership"
CASES_A_PERSON = 25
BUSY = "busy00000"
ROLES = frozenset({"line-manager", "complaints-officer"})
Ask = Callable[[], int]


def main() -> None:
    """Measure on each database."""
    on_each_database("benchmarks.worklist", measure)


def measure(database: str) -> None:
    """Fill the database to each size, ask every question many times, and print a table."""
    set_up()
    from benchmarks.lives import Lives

    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    lives = Lives()
    lives.live("one of many")
    found: dict[str, list[str]] = {}
    first: dict[str, float] = {}
    filled = 0
    for size in sizes:
        fill(range(filled, size))
        filled = size
        for name, ask in _questions(size, lives).items():
            middle, slow = _timed(ask)
            first.setdefault(name, slow)
            found.setdefault(name, [name]).append(f"{middle:.2f} / {slow:.2f}")
            growth = f"{slow / first[name]:.2f}"
            if size == sizes[-1]:
                found[name].append(growth)
    head = ("median / p95, ms", *(f"{size:,}" for size in sizes), "growth of p95")
    table(f"Worklist on {database}", head, list(found.values()))


def _questions(size: int, lives: "Lives") -> dict[str, Ask]:
    from django.db import connection

    from reconvene.desk.look import load
    from reconvene.worklist.admitting import Audience
    from reconvene.worklist.buckets import Bucket
    from reconvene.worklist.finding import cases_named
    from reconvene.worklist.narrowing import Narrow
    from reconvene.worklist.queries import (
        case_by_reference,
        cases,
        counts,
        my_duties,
        rights,
    )

    chance = Random(size)  # noqa: S311  whom to ask
    ben = lives.people["ben"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_case WHERE length > 1")
        (whole,) = cursor.fetchone()

    def somebody() -> Audience:
        person = f"p{chance.randrange(max(1, size // CASES_A_PERSON)):08}"
        return Audience(AUTHORITY, person, frozenset())

    busy = Audience(AUTHORITY, BUSY, ROLES)

    def both(who: Audience) -> int:
        return len(my_duties(who, TODAY).rows) + sum(counts(who, TODAY).values())

    def reference() -> str:
        return f"SP-2024-{chance.randrange(size):07}"

    nowhere, nobody = Narrow(stage="stage-9"), Narrow(text="nobody")

    def none(page: "Page") -> int:
        return int(not page.rows)

    return {
        "my duties, first 50": lambda: len(my_duties(somebody(), TODAY).rows),
        "the same with counts": lambda: both(somebody()),
        "busy person, overdue": lambda: len(my_duties(busy, TODAY, Bucket.OVERDUE).rows),
        "busy person with counts": lambda: both(busy),
        "find by reference": lambda: int(case_by_reference(busy, reference()) is not None),
        "find by a name": lambda: len(cases_named(busy, f"name{chance.randrange(size)}").rows),
        "find by a common name": lambda: len(cases_named(busy, "Some").rows),
        "latest cases": lambda: len(cases(busy).rows),
        "nothing fits, busy": lambda: none(my_duties(busy, TODAY, narrow=nobody)),
        "nothing fits, of rights": lambda: none(rights(busy, TODAY, narrow=nobody)),
        "nothing fits, of cases": lambda: none(cases(busy, narrow=nowhere)),
        "a common name nowhere": lambda: none(cases_named(busy, "Some", stage="stage-9")),
        "two words, no one both": lambda: none(cases_named(busy, "Kit Wren")),
        "one case, whole history": lambda: len(load(ben, whole, TODAY).events),
    }


def _timed(ask: Ask) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds; something must be found."""
    ask()
    took, answered = [], 0
    for _ in range(TIMES):
        began = perf_counter()
        answered += ask()
        took.append((perf_counter() - began) * 1000)
    assert answered >= TIMES
    cuts = quantiles(took, n=20)
    return cuts[9], cuts[18]


def fill(numbers: range, authority: str = AUTHORITY) -> None:
    """Put rows of so many cases into an authority's worklist, a few hundred cases at a time."""
    from django.db import connection, transaction

    from reconvene.worklist.keeping import keep
    from tests.support.sealing import kept_rows

    batch = 500
    for start in range(numbers.start, numbers.stop, batch):
        some = range(start, min(start + batch, numbers.stop))
        with transaction.atomic(), connection.cursor() as cursor:
            rows = [row for number in some for row in _rows(number, authority)]
            keep(cursor, kept_rows(cursor, rows), is_new=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _rows(number: int, authority: str) -> "Iterator[Row]":
    """Yield the rows of a made-up case: itself, its names, three duties, one right."""
    from reconvene.worklist.models import Shelf
    from reconvene.worklist.names import words_kept
    from reconvene.worklist.rows import Row

    chance = Random(number)  # noqa: S311  made-up cases
    case = Row(
        case_id=f"{number:013}",
        authority=authority,
        reference=f"SP-2024-{number:07}",
        family=f"Some Name{number}",
        procedure="sp-cpc/1",
        shelf=Shelf.CASE.value,
        sort_on=TODAY - timedelta(days=chance.randrange(400)),
    )
    yield case
    for opened in ("complaints-officer", "line-manager", f"p{number // CASES_A_PERSON:08}"):
        yield structs.replace(case, shelf=Shelf.OPEN.value, owner=opened, reference="", family="")
    for word in words_kept([case.family, "Kit" if number % 2 else "Wren"]):
        yield structs.replace(case, shelf=Shelf.NAME.value, owner=word, reference="", family="")
    person = BUSY if number % 20 == 0 else f"p{number // CASES_A_PERSON:08}"
    for key, owner, shelf in (
        ("acknowledge/1", person, Shelf.DATED),
        ("hold-appointment/1", person if number % 3 else "line-manager", Shelf.DATED),
        ("stage-1-letter/5", person, Shelf.UNDATED),
        ("ask-for-stage-2/7/A", "", Shelf.RIGHT),
    ):
        on = TODAY + timedelta(days=chance.randrange(-20, 40))
        yield structs.replace(
            case,
            shelf=shelf.value,
            key=key,
            owner=owner,
            stage="stage-1",
            role="line-manager",
            rule=key.partition("/")[0],
            label="Something that is owed",
            points="A",
            sort_on=on,
            last_on=None if shelf is Shelf.UNDATED else on,
        )


if __name__ == "__main__":
    main()
