"""
Take one rule at a time out of a definition or the core, and name the clause tests that notice.

Every rule is taken out in memory only, in a process of its own. `python -m tools.take_out` prints
what failed; with --write it also writes docs/explanation/taken-out.md. It returns 1 where a rule
could be missing without any test noticing.
"""

import argparse
import contextlib
import io
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from reconvene.core.procedure.definition import Definition
from reconvene.library import procedure_files
from tools.taken_out import RULES, TakenOut

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/explanation/taken-out.md"
TESTS = "tests/core/clauses"
ABOUT_THIS_PAGE = f"{TESTS}/test_taken_out.py"
"""Fails whenever the page is behind, and so would seem to miss every rule."""

INTRODUCTION = """\
# Taken out

A test that cannot fail shows nothing.
So each of these rules is taken out in turn, from a definition or from the core, in memory, and the clause tests are run without it.
Every one of them is missed by at least one test.

`python -m tools.take_out --write` runs the proof anew and writes this page.
"""


@dataclass(eq=False)
class Failures:
    """A pytest plugin that keeps the names of the tests that fail."""

    names: list[str]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the test's name, once, without its example."""
        name = report.nodeid.split("::")[-1].split("[")[0]
        if report.failed and name not in self.names:
            self.names.append(name)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Count a file that can no longer even be read as one that failed."""
        if report.failed:
            self.names.append(report.nodeid)


class TestsBroken(RuntimeError):
    """The tests did not run at all, so their silence would prove nothing."""

    def __init__(self, *, rule: str, code: int) -> None:
        super().__init__(
            f"No tests could be run without a rule: found exit code {code} without {rule}. "
            f"See that `pytest {TESTS}` runs, then start again."
        )


def missed_by(number: int) -> list[str]:
    """Return the clause tests that fail without a rule; changes this process for good."""
    rule = RULES[number]
    rule.take_out()
    _use(rule.changed)
    failures = Failures([])
    quietly = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header", TESTS]
    quietly.append(f"--ignore={ABOUT_THIS_PAGE}")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main(quietly, plugins=[failures])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        raise TestsBroken(rule=rule.says, code=code)
    return failures.names


def _use(changed: Callable[[Definition], Definition]) -> None:
    """Hand every test the changed definitions in place of the shipped ones."""
    shipped = procedure_files.load_procedures()
    without = MappingProxyType({name: changed(one) for name, one in shipped.items()})
    vars(procedure_files)["load_procedures"] = lambda: without


def page(results: list[tuple[TakenOut, list[str]]]) -> str:
    """Return the page that lists every rule taken out with the tests that missed it."""
    lines = [INTRODUCTION]
    for heading in dict.fromkeys(rule.where for rule, _ in results):
        lines += [f"## {heading}\n", "| Taken out | Missed by |", "|---|---|"]
        for rule, names in results:
            if rule.where == heading:
                tests = "<br>".join(f"`{name}`" for name in names) or "**nothing**"
                lines.append(f"| {rule.says} | {tests} |")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Take every rule out, print what missed it, and return 1 where nothing did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    is_write = parser.parse_args().write
    afresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=afresh, max_tasks_per_child=1) as pool:
        results = list(zip(RULES, pool.map(missed_by, range(len(RULES))), strict=True))
    for rule, names in results:
        print(f"{rule.where}: {rule.says}\n    {', '.join(names) or 'MISSED BY NOTHING'}")
    if is_write:
        PAGE.write_text(page(results), encoding="utf-8")
    return 0 if all(names for _, names in results) else 1


if __name__ == "__main__":
    sys.exit(main())
