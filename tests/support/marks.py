"""Keeps the marks that say which clauses and which checks a test shows, and writes them down."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assurance.checks import read_checks
from reconvene.library.clauses import read_clauses

if TYPE_CHECKING:
    from tests.support.sizes import Size

REGISTERS = {
    "clauses": (read_clauses, "src/reconvene/library/clauses.yaml"),
    "assures": (read_checks, "assurance/checks.yaml"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the names of the files to write to."""
    parser.addoption(
        "--marks-to", type=Path, help="write which tests show what to this file, as JSON"
    )
    parser.addoption(
        "--outcomes-to", type=Path, help="write how each test ended to this file, as JSON"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Listen to how tests end, once, where asked to."""
    target: Path | None = config.getoption("--outcomes-to")
    if target is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Outcomes(target))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a mark that names nothing; write all marks down where asked to."""
    for mark, (read, place) in REGISTERS.items():
        if unknown := unknown_ids(mark, items, read()):
            raise pytest.UsageError(
                f"Cannot tell what these tests show: {'; '.join(unknown)}. What there is to be "
                f"shown stands in {place}."
            )
    for item in items:  # travels with the report of each, also from another process
        if shown := [check for one in item.iter_markers("assures") for check in one.args]:
            item.user_properties.append(("assures", shown))
    target: Path | None = config.getoption("--marks-to")
    if target is not None:
        found = {mark: tests_by_id(mark, items) for mark in REGISTERS}
        target.write_text(json.dumps(found | {"sizes": sizes(items)}, indent=2), "utf-8")


def tests_by_id(mark: str, items: Sequence[pytest.Item]) -> dict[str, list[str]]:
    """Return the ids of the tests that show each thing named, in the order collected."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for one in item.iter_markers(mark):
            for name in one.args:
                found[name].append(item.nodeid)
    return dict(found)


def unknown_ids(mark: str, items: Sequence[pytest.Item], known: Mapping[str, Any]) -> list[str]:
    """Return each id that a mark names and its register does not hold, with the test."""
    return [
        f"{name} (in {test})"
        for name, tests in tests_by_id(mark, items).items()
        if name not in known
        for test in tests
    ]


def sizes(items: Sequence[pytest.Item]) -> dict[str, list[tuple[int, int, str]]]:
    """Return how much is done for each check: with every change, in full, and of what."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for item in items:
        for one in item.iter_markers("assures"):
            size: Size | None = one.kwargs.get("size")
            if size is None:
                continue
            for check in one.args:
                if (told := (size.push, size.full, size.of)) not in found[check]:
                    found[check].append(told)
    return dict(found)


class Outcomes:
    """Keeps how each test ended and how long it took, with what comes before and after it."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.ended: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add one phase of a test: the worst of its outcomes stands, and seconds add up."""
        shows = dict(report.user_properties).get("assures", ())
        beginning = {"outcome": "passed", "seconds": 0.0, "assures": shows}
        one = self.ended.setdefault(report.nodeid, beginning)
        one["seconds"] += report.duration
        if report.failed:  # a test that could not even begin has shown nothing
            one["outcome"] = "failed" if report.when == "call" else "error"
        elif report.skipped:
            one["outcome"] = "skipped"

    def pytest_sessionfinish(self) -> None:
        """Write everything down."""
        self.target.write_text(json.dumps(self.ended, indent=2), "utf-8")
