"""
Make small changes by chance, one at a time, in a copy of the source, and see which tests notice.

`python -m assurance.mutations` draws as many of each subject as `--each` says, by a seed that it
prints; the same seed draws the same ones of the same source. With names only those subjects.
It writes what it came to on the page of assurance, and names every mutation that nothing noticed.
Returns 1 where of some subject fewer than 85 in 100 were noticed.
"""

import argparse
import sys
from datetime import UTC, datetime
from secrets import randbelow

from assurance.last_run import ENOUGH, LastRun, Mutated, in_percent, read_last_run, write_last_run
from assurance.marks import marks
from assurance.mutations.counting import mutated, not_noticed
from assurance.mutations.subjects import OF_EACH, read_subjects
from assurance.page import PAGE, page


def main() -> int:
    """Draw, run, write and sum up; return 0 where enough was noticed of every subject."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help="as in subjects.yaml")
    parser.add_argument("--each", type=int, default=OF_EACH, help="how many of each subject")
    parser.add_argument("--all", action="store_true", help="every one there is; many hours")
    parser.add_argument("--seed", type=int, default=randbelow(10**6), help="draw as before")
    chosen = parser.parse_args()
    names, today = chosen.subjects or list(read_subjects()), datetime.now(UTC).date()
    print(f"Drawn by --seed {chosen.seed}.", flush=True)
    found = dict[str, Mutated]()
    for name in names:
        found[name] = mutated(name, None if chosen.all else chosen.each, chosen.seed, today)
        _keep(name, found[name])
    return _summed_up(found)


def _keep(name: str, one: Mutated) -> None:
    """Put what a subject came to with what is known by now; another may have been run beside it."""
    run = read_last_run() or LastRun(on=one.on, is_full=False)
    run.mutations[name] = one
    write_last_run(run)
    PAGE.write_text(page(marks(), run), "utf-8")


def _summed_up(found: dict[str, Mutated]) -> int:
    """Name what was not noticed, and how many of 100 were; return 0 where these are enough."""
    print(
        "\nNot noticed:", *(each for one in found.values() for each in not_noticed(one)), sep="\n"
    )
    percents = {name: in_percent(one.modules.values()) for name, one in found.items()}
    for name, percent in percents.items():
        print(f"{name}: {'none counts' if percent is None else f'{percent} in 100 were noticed'}.")
    print(f"Of each, {ENOUGH} in 100 are wanted.")
    return 0 if all(one is None or one >= ENOUGH for one in percents.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
