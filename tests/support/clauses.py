"""Keeps the marks that say which clauses a test shows, and can write them to a file."""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from reconvene.library.clauses import read_clauses


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the name of the file to write to."""
    parser.addoption(
        "--clauses-to",
        type=Path,
        help="write which tests show which clause to this file, as JSON",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a mark that names no clause; write all marks down where asked to."""
    if unknown := unknown_clauses(items):
        raise pytest.UsageError(
            f"Cannot tell what these tests show: {'; '.join(unknown)}. The clauses there are "
            "stand in src/reconvene/library/clauses.yaml."
        )
    target: Path | None = config.getoption("--clauses-to")
    if target is not None:
        target.write_text(json.dumps(tests_by_clause(items), indent=2), encoding="utf-8")


def tests_by_clause(items: Sequence[pytest.Item]) -> dict[str, list[str]]:
    """Return the ids of the tests that show each clause named, in the order collected."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for mark in item.iter_markers("clauses"):
            for clause in mark.args:
                found[clause].append(item.nodeid)
    return dict(found)


def unknown_clauses(items: Sequence[pytest.Item]) -> list[str]:
    """Return each clause that a mark names and the register does not hold, with the test."""
    return [
        f"{clause} (in {test})"
        for clause, tests in tests_by_clause(items).items()
        if clause not in read_clauses()
        for test in tests
    ]
