"""The page that lists every check: what is done for it, by which tests, and what they came to."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assurance.checks import Check, read_checks
from assurance.last_run import ENOUGH, LastRun, Score, Tally, in_percent, read_last_run
from assurance.marks import ROOT, marks
from assurance.saboteur import read_saboteurs

PAGE = ROOT / "docs/explanation/assurance.md"
INTRODUCTION = """\
# Assurance

Much is promised here: that nothing a family was told we received is ever lost, that nobody sees what they should not, that nobody changes the record quietly.
This page lists what has to hold for that, and for each check what is done to show it.
The codes, AZ-1 for one, are no more than names: tests say by them what they show. AUTH and SES are about signing in, AZ about who sees what, IN and OUT about what goes in and comes out, CR and KR about sealing and keys, AU about the record, LOG about logs, PR about forgetting, RL about guessing, CO, CS and ID about acts that meet, crashes and things sent twice, BK about back-ups, MG about changes of the database, SU about what is built in, TM about days, SC and JB about letters on their way.
What no test shows yet is said so, and what a test leaves out is said too.

A check that cannot fail shows nothing, so controls are taken out one at a time, in a copy, and the tests that show them have to fail: [those taken out](#taken-out-and-noticed).

`make test` runs every test in a small size with each change.
`make assurance` runs the tests of this page in full, for hours, on both databases, takes every control out, and writes this page.
`make clauses` lists each test by its name.
"""
ABOUT_SABOTEURS = (
    "Each stands in `assurance/saboteurs`. `python -m assurance.sabotage NAME` takes one out in a "
    "copy and runs its tests."
)
ABOUT_MUTATIONS = f"""\
Small changes drawn by chance, each made by itself to one module in a copy: another operator, a condition turned round or left out, another value.
`python -m assurance.mutations` draws them, and names those that no test of their subject notices; {ENOUGH} in 100 are wanted.
Not counted are [those that change nothing](../../assurance/mutations/harmless.yaml), each with the reason, and those with which nothing could be imported."""
HEAD = "| Check | What must hold, and what is done | Tests | With every change, in full | SQLite | PostgreSQL | Not covered |"


def page(found: dict[str, dict[str, Any]], last: LastRun | None) -> str:
    """
    Return the page.

    Args:
        found: The marks of all tests, as `tools.shown` collects them.
        last: What the last run came to, if there was one.
    """
    lines = [INTRODUCTION, _of_the_run(last), "", HEAD, "|---|---|---|---|---|---|---|"]
    for name, check in read_checks().items():
        tests, size = found["assures"].get(name, []), found["sizes"].get(name, [])
        tallies = last.checks.get(name, {}) if last else {}
        lines.append(_row(name, check, tests, size, tallies))
    return "\n".join([*lines, "", *_taken_out(last), "", *_mutated(last)]) + "\n"


def _of_the_run(last: LastRun | None) -> str:
    if last is None:
        return "It has not been run in full yet."
    how = "in full" if last.is_full else "in the small size"
    sound = "Every test passed" if last.is_sound else "Not every test passed: see below"
    return (
        f"The figures are those of a run {how} on {last.on}. {sound}. "
        "A check without figures was not part of it."
    )


def _row(
    name: str, check: Check, tests: Sequence[str], size: Any, tallies: dict[str, Tally]
) -> str:
    says = f"{check.says}<br>{check.done}" if check.done else check.says
    files = Counter(test.split("::")[0] for test in tests)
    where = "<br>".join(f"[{Path(one).name}](../../{one}) {count}" for one, count in files.items())
    none = check.reason or "**not yet shown**"
    counts = "<br>".join(f"{push:,}, {full:,} {of}".rstrip() for push, full, of in size)
    on = (_cell(tallies.get(database)) for database in ("sqlite", "postgres"))
    cells = (name, says, where or none, counts, *on, check.not_covered)
    return f"| {' | '.join(cells)} |"


def _cell(one: Tally | None) -> str:
    if one is None:
        return ""
    said = f"{one.seconds:,.0f} s"
    return f"**{len(one.not_passed)} not passed**, {said}" if one.not_passed else said


def _taken_out(last: LastRun | None) -> list[str]:
    """Return the section that lists the saboteurs."""
    lines = [
        "## Taken out, and noticed",
        "",
        ABOUT_SABOTEURS,
        "",
        "| Taken out | Has to be noticed by | Was noticed by, last |",
        "|---|---|---|",
    ]
    noticed = last.saboteurs if last else {}
    for name, one in read_saboteurs().items():
        by = ", ".join(noticed.get(name, ()))
        lines.append(f"| {one.removes} | {', '.join(one.assures)} | {by} |")
    return lines


def _mutated(last: LastRun | None) -> list[str]:
    """Return the section that says how much was noticed of what chance changed."""
    lines = [
        "## Mutated by chance, and noticed",
        "",
        ABOUT_MUTATIONS,
        "",
        "| Subject | Module | Noticed | Change nothing | Not imported | In 100 | Drawn |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in (last.mutations if last else {}).items():
        drawn, scores = f"{found.on}, seed {found.seed}", found.modules
        lines += [
            _score(f" | {Path(file).name}", [one], "")
            for file, one in scores.items()
            if one != Score()
        ]
        lines.append(_score(f"**{name}** | all", [*scores.values()], drawn))
    return lines


def _score(what: str, scores: Sequence[Score], drawn: str) -> str:
    noticed, counted = sum(one.noticed for one in scores), sum(one.counted for one in scores)
    harmless, not_run = sum(one.harmless for one in scores), sum(one.not_run for one in scores)
    percent = in_percent(scores)
    figures = (f"{noticed} of {counted}", harmless, not_run, "" if percent is None else percent)
    return f"| {what} | {' | '.join(str(one) for one in figures)} | {drawn} |"


def main() -> None:
    """Write the page anew from what is there; nothing is run."""
    PAGE.write_text(page(marks(), read_last_run()), "utf-8")
    print(f"Wrote: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
