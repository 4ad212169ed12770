"""
Run every test that is marked as showing a check, take every control out, and write the page.

In full it takes hours, and a run that was broken off is gone on with by `--go-on`. `--small` does the
same in the size of every day, to see that it would run; names of checks run only their tests, and
leave what is known of the others as it was.
"""

import argparse
import sys
from datetime import UTC, datetime
from functools import partial
from secrets import randbelow

from assurance.checks import read_checks
from assurance.last_run import (
    LastRun,
    read_last_run,
    shown_elsewhere_left_out,
    tally,
    write_last_run,
)
from assurance.marks import marks
from assurance.mutations.counting import mutated, not_noticed
from assurance.mutations.subjects import OF_EACH, read_subjects
from assurance.page import PAGE, page
from assurance.running import WHERE, Ended, outcomes
from assurance.sabotage import copied, demand_green, noticed
from assurance.saboteur import read_saboteurs
from assurance.under_way import UnderWay


def main() -> int:
    """Run, write and sum up; return 0 where all passed and everything taken out was noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checks", nargs="*", metavar="CHECK", help="ids, as in AU-1; else all")
    parser.add_argument("--small", action="store_true", help="in the size of every day")
    parser.add_argument("--no-saboteurs", action="store_true", help="take nothing out")
    parser.add_argument("--go-on", action="store_true", help="after a run that was broken off")
    chosen = parser.parse_args()
    kept = (UnderWay.go_on if chosen.go_on else UnderWay.begin)(is_full=not chosen.small)
    found, names = marks(), chosen.checks or list(read_checks())
    before = read_last_run()
    run = LastRun(
        on=datetime.now(UTC).date().isoformat(),
        is_full=not chosen.small,
        checks=dict(before.checks) if before and chosen.checks else {},
        saboteurs=dict(before.saboteurs) if before else {},
        mutations=dict(before.mutations) if before else {},
    )
    _run_checks(run, kept, names, found["assures"])
    if not chosen.no_saboteurs:
        _run_saboteurs(run, kept, names)
    if run.is_full and "SU-4" in names and not chosen.no_saboteurs:
        _run_mutations(run)
    write_last_run(run)
    kept.end()
    PAGE.write_text(page(found, run), "utf-8")
    return _summed_up(run)


def _run_checks(
    run: LastRun, kept: UnderWay, names: list[str], tests: dict[str, list[str]]
) -> None:
    """Run the tests of checks on each database, file by file, and keep what they came to."""
    wanted = sorted({test.split("::")[0] for name in names for test in tests.get(name, [])})
    ended: dict[str, dict[str, Ended]] = {}
    for database, folders in WHERE.items():
        for file in (one for one in wanted if one.startswith(tuple(folders))):
            tried = partial(_tried, file, database, is_full=run.is_full)
            ended.setdefault(database, {}).update(kept.outcomes(database, file, tried))
    for database, found in shown_elsewhere_left_out(ended).items():
        for name in names:
            one = tally(tests.get(name, []), found)
            if one is not None:
                run.checks.setdefault(name, {})[database] = one


def _tried(file: str, database: str, *, is_full: bool) -> dict[str, Ended]:
    print(f"On {database}: {file}", flush=True)
    words = ["--quiet", "--numprocesses=1", "-m", "assures", file]
    return outcomes(words, database=database, is_full=is_full, aloud=True)


def _run_saboteurs(run: LastRun, kept: UnderWay, names: list[str]) -> None:
    """Take out each control that one of the checks is about, and keep what noticed."""
    chosen = {name: one for name, one in read_saboteurs().items() if {*one.assures} & {*names}}
    with copied() as tree:
        demand_green(list(chosen.values()), tree)
    for name, one in chosen.items():
        run.saboteurs[name] = kept.noticed(name, partial(noticed, one))
        print(f"Taken out: {name}: {', '.join(run.saboteurs[name]) or 'NOT NOTICED'}", flush=True)


def _run_mutations(run: LastRun) -> None:
    """Mutate each subject by chance, and keep how much was noticed."""
    today, seed = datetime.now(UTC).date(), randbelow(10**6)
    print(f"Mutations drawn by --seed {seed}.", flush=True)
    for name in read_subjects():
        run.mutations[name] = mutated(name, OF_EACH, seed, today)


def _summed_up(run: LastRun) -> int:
    """Name what did not pass and what was not noticed; return 0 where that is too little."""
    for name, found in run.checks.items():
        for database, one in found.items():
            for test in one.not_passed:
                print(f"{name} on {database}: did not pass: {test}")
    unnoticed = [
        name
        for name, one in read_saboteurs().items()
        if name in run.saboteurs and {*one.assures} - {*run.saboteurs[name]}
    ]
    for mutations in run.mutations.values():
        print(*not_noticed(mutations), sep="\n")
    print(f"Not noticed: {', '.join(unnoticed) or 'nothing'}. Every test passed: {run.is_sound}.")
    return 0 if run.is_sound and not unnoticed and run.notices_enough else 1


if __name__ == "__main__":
    sys.exit(main())
