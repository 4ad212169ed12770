"""
What sealing costs: the same acts, records and lists in turn, sealed and in clear, in one run.

Both are done by the same code on the same database; in clear, ciphers and digests of words do
nothing. First it is proven that both come to the same. Only the ratios mean anything: of the time
that passes, waiting for the disk included, and of the time our processor works for it.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from benchmarks.stage import on_each_database, set_up, table

if TYPE_CHECKING:
    from benchmarks.lives import Lives

ROUNDS, TIMES, CASES = 15, 30, 2_000
Do = Callable[[], int]


def main() -> None:
    """Measure on each database."""
    on_each_database("benchmarks.sealing_cost", measure)


def measure(database: str) -> None:
    """Do everything in both ways, in turn, and print how much longer it takes where it is sealed."""
    set_up()
    from benchmarks.lives import Lives
    from benchmarks.unsealed import unsealed
    from benchmarks.worklist import fill

    ways: dict[str, Callable[[], AbstractContextManager[None]]] = {
        "sealed": nullcontext,
        "clear": unsealed,
    }
    lives = Lives()
    doing: dict[str, Mapping[str, Do]] = {}
    for place, (name, way) in enumerate(ways.items()):
        with way():
            fill(range(place * CASES, (place + 1) * CASES), name)
            doing[name] = _doing(lives, name, place * CASES)
    rows = []
    for what in doing["sealed"]:
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        came_to = set()
        for _ in range(ROUNDS):
            for name, way in ways.items():
                with way():
                    passed, worked, result = _timed(doing[name][what])
                took[name].append((passed, worked))
                came_to.add(result)
        assert len(came_to) == 1, (what, came_to)
        rows.append((what, _ratio(took, 0), _ratio(took, 1)))
    head = ("sealed / in clear", "time", "processor")
    table(f"What sealing costs on {database}", head, rows)


def _doing(lives: "Lives", name: str, first: int) -> Mapping[str, Do]:
    """Return what is measured, with its name; each says what it came to."""
    from django.db import connection

    from benchmarks.worklist import BUSY, ROLES, TODAY
    from reconvene.core.casefile.fold import fold
    from reconvene.ledger.history import History, load
    from reconvene.library.procedure_files import procedure
    from reconvene.worklist.admitting import Audience
    from reconvene.worklist.finding import cases_named
    from reconvene.worklist.queries import my_duties
    from reconvene.worklist.rebuilding import rows_of

    who, ben, number = Audience(name, BUSY, ROLES), lives.people["ben"], count()

    def live() -> int:
        return len(lives.live(f"{name} {next(number)}"))

    live()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_case LIMIT 1")
        (case_id,) = cursor.fetchone()

    def record() -> History:
        with connection.cursor() as cursor:
            return load(cursor, ben.authority_id, case_id)

    def again(do: Do) -> Do:
        return lambda: sum(do() for _ in range(TIMES))

    return {
        "a life of 30 steps": live,
        "a record read back": again(lambda: len(record().events)),
        "and folded": again(lambda: len(fold(procedure("sp-cpc/1"), record().events).points)),
        "and what is owed": again(lambda: len(rows_of(record(), ben.authority.days, TODAY))),
        "my work, 50 rows": again(lambda: len(my_duties(who, TODAY).rows)),
        "a case found by name": again(lambda: len(cases_named(who, f"name{first}").rows)),
    }


def _timed(do: Do) -> tuple[float, float, int]:
    began, worked = perf_counter(), process_time()
    result = do()
    return perf_counter() - began, process_time() - worked, result


def _ratio(took: Mapping[str, list[tuple[float, float]]], which: int) -> str:
    sealed, clear = (median(one[which] for one in took[name]) for name in ("sealed", "clear"))
    return f"{sealed / clear:.2f}"


if __name__ == "__main__":
    main()
