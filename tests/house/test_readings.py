"""Readings: each is written down once, and somewhere a rule rests on it."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.support.tree import LIBRARY, ROOT

NUMBER = re.compile(r"R-\d{3}")
CITATION = re.compile(r"(?:^|[\s{,])readings?:\s*(?P<cited>[^}\n]*R-\d{3}[^}\n]*)", re.MULTILINE)


def written(folder: Path) -> list[str]:
    """Return the number of each reading's file, in order."""
    return sorted(path.name[:5] for path in folder.glob("R-*.md"))


def cited(files: Iterable[Path]) -> set[str]:
    """Return the number of every reading that a definition cites."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    citations = [citation["cited"] for text in texts for citation in CITATION.finditer(text)]
    return {number for citation in citations for number in NUMBER.findall(citation)}


def test_a_citation_is_found_alone_in_a_list_and_in_a_row() -> None:
    text = "reading: R-001\nsteps:\n  - reading: R-002\n    readings: [R-003, R-004]\nnote: R-009\n"

    citations = " ".join(citation["cited"] for citation in CITATION.finditer(text))
    assert NUMBER.findall(citations) == ["R-001", "R-002", "R-003", "R-004"]


def test_readings_are_written_once_each() -> None:
    numbers = written(ROOT / "docs" / "readings")

    assert len(set(numbers)) == len(numbers)


def test_every_reading_cited_is_written_and_every_one_written_is_cited() -> None:
    assert cited(LIBRARY.glob("procedures/**/*.yaml")) == set(written(ROOT / "docs" / "readings"))


def test_every_reading_says_its_own_number() -> None:
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in (ROOT / "docs" / "readings").glob("R-*.md")
    }

    assert [name for name, text in texts.items() if not text.startswith(f"# {name[:5]}")] == []
