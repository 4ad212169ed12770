"""Tests in a browser wait for what they look for: a click comes back before the next page does."""

import ast
from collections.abc import Iterator

from tests.support.tree import ROOT

AT_ONCE = {"is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled", "input_value"}
"""What a browser is asked as things stand this instant; `expect` asks until it is so."""

FAULTS = [
    'assert page.get_by_role("heading", name="My work").is_visible()',
    'assert not page.get_by_label("Yes").first.is_checked()',
    'assert page.get_by_label("Name").input_value() == "Ada"',
]


def looks_at_once(tree: ast.AST) -> Iterator[int]:
    """Return the lines that hold something of the page as it is this instant."""
    for held in ast.walk(tree):
        if isinstance(held, ast.Assert):
            for node in ast.walk(held.test):
                if isinstance(node, ast.Attribute) and node.attr in AT_ONCE:
                    yield node.lineno


def test_the_rule_sees_each_fault_it_is_for() -> None:
    assert [fault for fault in FAULTS if not [*looks_at_once(ast.parse(fault))]] == []


def test_no_test_holds_what_it_did_not_wait_for() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if (lines := [*looks_at_once(ast.parse(path.read_text("utf-8")))])
    }

    assert found == {}
