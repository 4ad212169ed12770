"""Keeps the marks that say which clauses a test shows, and can write them to a file."""

import json
from collections import defaultdict
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--clauses-to",
        type=Path,
        help="write which tests show which clause to this file, as JSON",
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    target: Path | None = session.config.getoption("--clauses-to")
    if target is not None:
        target.write_text(json.dumps(tests_by_clause(session.items), indent=2), encoding="utf-8")


def tests_by_clause(items: list[pytest.Item]) -> dict[str, list[str]]:
    """Return the ids of the tests that show each clause named, in the order collected."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for mark in item.iter_markers("clauses"):
            for clause in mark.args:
                found[clause].append(item.nodeid)
    return dict(found)
