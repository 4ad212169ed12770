"""The records of decisions in docs/adr."""

import re
from pathlib import Path

import pytest

from tests.support.tree import ROOT

DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
SECTIONS = [
    "## Context",
    "## Options",
    "## Decision",
    "## Consequences",
    "## How we would notice it was wrong",
]


def number(name: str) -> str:
    return name.partition("-")[0]


def test_numbers_run_from_one_without_gap_or_repeat() -> None:
    numbers = [number(path.name) for path in DECISIONS]

    assert numbers == [f"{count:04}" for count in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_its_own_number_and_has_every_section(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    heading = re.match(r"# (\d{4})\. \S", text)

    assert heading is not None
    assert heading[1] == number(path.name)
    assert [section for section in SECTIONS if f"\n{section}\n" not in text] == []
