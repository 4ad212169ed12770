"""
Take complaints through all three stages of one procedure, 29 recorded steps, each durable.

Beside it, in the same run and on the same disk, the same steps in hand-written SQL: the ceiling.
First it is proven that everything is there: every record verified, every count compared. Only the
ratios mean anything.
"""

import sqlite3
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.stage import on_each_database, set_up, table

ROUNDS, CASES, EDGE = 7, 6, 5
TO_BE_WEIGHED = 60
Life = Callable[[int], list[float]]


def main() -> None:
    """Measure on each database."""
    on_each_database("benchmarks.case_life", measure)


def measure(database: str) -> None:
    """Prove both ways do their work, time them in turn, and print a table."""
    set_up()
    from benchmarks.ceiling import Ceiling
    from benchmarks.lives import Lives

    lives = Lives()
    ceiling = Ceiling(*_bare())
    plain = lives.plain_steps()

    def by_hand(number: int) -> list[float]:
        moments = [perf_counter()]
        for step in plain:
            ceiling.take(number, step)
            moments.append(perf_counter())
        return _gaps(moments)

    def by_desk(number: int) -> list[float]:
        return _gaps(lives.live(f"{number}"))

    hand_size, desk_size = _weighed(by_hand), _weighed(by_desk)
    took: dict[str, list[list[float]]] = {"hand": [], "desk": []}
    for number in range(ROUNDS):
        those = range(TO_BE_WEIGHED + number * CASES, TO_BE_WEIGHED + (number + 1) * CASES)
        took["hand"] += [by_hand(one) for one in those]
        took["desk"] += [by_desk(one) for one in those]
    cases = TO_BE_WEIGHED + CASES * ROUNDS
    lives.prove(cases + 1)
    assert ceiling.counted()[0] == cases * len(plain)
    ceiling_rate, rate = _rate(took["hand"]), _rate(took["desk"])
    rows = [
        ("hand-written SQL (the ceiling)", f"{ceiling_rate:,.0f}", "1.00", "",
         _slowing(took["hand"]), f"{hand_size / 1024:.1f}"),
        ("Reconvene", f"{rate:,.0f}", f"{rate / ceiling_rate:.2f}", lives.statements(),
         _slowing(took["desk"]), f"{desk_size / 1024:.1f}"),
    ]  # fmt: skip
    head = ("steps/s", "of ceiling", "statements a step", "last five / first five", "KiB a case")
    table(f"Case life on {database}", ("", *head), rows)


def _rate(took: list[list[float]]) -> float:
    return median(len(steps) / sum(steps) for steps in took)


def _slowing(took: list[list[float]]) -> str:
    """Return how much longer the last steps take than the first ones after the opening."""
    first = median(sum(steps[1 : EDGE + 1]) for steps in took)
    return f"{median(sum(steps[-EDGE:]) for steps in took) / first:.2f}"


def _weighed(life: Life) -> float:
    """Return how many bytes a case keeps for good, and warm everything up on the way."""
    before = _size()
    for number in range(TO_BE_WEIGHED):
        life(number)
    return (_size() - before) / TO_BE_WEIGHED


def _gaps(moments: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(moments)]


def _bare() -> tuple[Any, str]:
    """Return a connection with nothing between it and the database, and its mark for a value."""
    from django.db import connection

    if connection.vendor == "postgresql":
        import psycopg

        connection.ensure_connection()
        return psycopg.connect(connection.connection.info.dsn, autocommit=True), "%s"
    bare = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=20)
    bare.execute("PRAGMA synchronous=FULL")
    return bare, "?"


def _size() -> int:
    """Return how many bytes the database keeps, once what is not used has been given back."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM FULL")
            cursor.execute("ANALYZE")  # as a server does by itself after a minute
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("VACUUM")
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
