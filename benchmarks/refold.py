"""
Read whole records back and work out where each case stands, as after a restore.

Three distances: the stored entries as events; the same folded to the state of the case; the same
with every open duty and right, which is what making the worklist again takes.
"""

import resource
from collections.abc import Callable
from datetime import date
from time import perf_counter

from benchmarks.stage import on_each_database, set_up, table

CASES = 300
TODAY = date(2025, 9, 1)


def main() -> None:
    """Measure on each database."""
    on_each_database("benchmarks.refold", measure)


def measure(database: str) -> None:
    """Make some records, read and fold all of them in three ways, and print a table."""
    set_up()
    from benchmarks.lives import Lives
    from reconvene.core.casefile.fold import fold
    from reconvene.ledger.history import History, load_batches
    from reconvene.library.procedure_files import procedure
    from reconvene.worklist.rebuilding import rows_of

    lives = Lives()
    for number in range(CASES):
        lives.live(f"{number}")
    authority = lives.people["ben"].authority
    days = authority.days

    def each(do: Callable[[History], object]) -> int:
        count = 0
        for batch in load_batches(authority.slug, 100):
            for history in batch.histories:
                assert do(history)
            count += len(batch.histories)
        return count

    ways: dict[str, Callable[[History], object]] = {
        "read back as events": lambda history: history.events,
        "and folded": lambda history: fold(procedure("sp-cpc/1"), history.events),
        "and what is owed": lambda history: rows_of(history, days, TODAY),
    }
    rows = []
    for name, do in ways.items():
        began = perf_counter()
        assert each(do) == CASES
        took = perf_counter() - began
        rows.append((name, f"{CASES / took:,.0f}", f"{took / CASES * 1e6:,.0f}"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    table(f"Refold on {database} ({peak} MiB at most)", ("", "cases/s", "us a case"), rows)


if __name__ == "__main__":
    main()
