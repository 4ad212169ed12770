"""Links between documents: each leads to a file that is there, and to a heading or a mark in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tree import ROOT, kept_texts

LINK = re.compile(r"\]\((?!https?:|mailto:)(?P<file>[^)#\s]*)(?:#(?P<place>[^)\s]+))?\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ +(?P<words>.+)$", re.MULTILINE)
MARK = re.compile(r'\bid="(?P<mark>[^"]+)"')


def places(text: str) -> set[str]:
    """Return what a link can lead to within a document: its headings, as GitHub names them."""
    plain = (re.sub(r"[^\w\- ]", "", words.lower()) for words in HEADING.findall(text))
    return {words.replace(" ", "-") for words in plain} | set(MARK.findall(text))


def broken(path: Path, text: str) -> Iterator[str]:
    """Return each link of a document that leads nowhere, as it is written."""
    for link in LINK.finditer(CODE.sub("", text)):
        to = path.parent / link["file"] if link["file"] else path
        if not to.exists() or not has_place(to, link["place"]):
            yield link[0]


def has_place(path: Path, place: str | None) -> bool:
    """Say whether a document has the place a link names; of other files that is not asked."""
    return not place or path.suffix != ".md" or place in places(path.read_text(encoding="utf-8"))


DOCUMENTS = {name: text for name, text in kept_texts().items() if name.endswith(".md")}


def test_links_are_looked_for_in_the_documents_there_are() -> None:
    assert {"README.md", "docs/explanation/the-house.md"} <= DOCUMENTS.keys()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(name: str) -> None:
    assert list(broken(ROOT / name, DOCUMENTS[name])) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Here\n\n## What is left, and why\n", encoding="utf-8")
    text = (
        "[a](page.md#here) [b](page.md#what-is-left-and-why) [c](https://example.org/gone)\n"
        "[d](gone.md) [e](page.md#gone) `[f](code.md)`\n"
    )

    assert list(broken(page, text)) == ["](gone.md)", "](page.md#gone)"]
