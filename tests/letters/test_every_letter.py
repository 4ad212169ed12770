"""Every letter of both procedures in every form: whole, valid for everybody, and easily read."""

import page
import pytest

from reconvene.library.procedure_files import procedure
from reconvene.post.specimens import Specimen, specimens
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.typeset.word import word_of, words_in
from reconvene.post.wording.reading import shipped_wording
from reconvene.stories.telling import OFFICE
from tests.support.printed import Printed, squeezed

EVERY = [
    one
    for reference in ("sp-cpc/1", "ox-cpc/1")
    for one in specimens(procedure(reference), shipped_wording(), OFFICE)
]
EACH = pytest.mark.parametrize(
    "one", EVERY, ids=[f"{one.rule.id}-{one.rule.sent_by[0]}-{one.reader}" for one in EVERY]
)


def lines(one: Specimen) -> list[str]:
    """What it says, line by line."""
    return [
        line
        for section in one.letter.sections
        for block in section.blocks
        for line in (section.heading, *block.lines)
    ]


@EACH
@pytest.mark.parametrize("size", ["ordinary", "large"])
def test_as_a_pdf_it_is_for_everybody_and_says_it_all(one: Specimen, size: str) -> None:
    made = pdf_of(one.letter, Paper(size="large" if size == "large" else "ordinary"))
    read_out = squeezed("".join(part.text for part in Printed(made).elements()))

    assert [*page.validate_pdf_bytes(made, profile="ua1").failures] == []
    assert [line for line in lines(one) if squeezed(line) not in read_out] == []


@EACH
def test_as_a_word_file_it_says_it_all(one: Specimen) -> None:
    brought_back = words_in(word_of(one.letter, Paper()))

    assert [line for line in lines(one) if line not in brought_back] == []


@EACH
def test_it_states_all_that_it_has_to(one: Specimen) -> None:
    assert one.letter.gaps == ()
    assert {section.content for section in one.letter.sections} >= set(one.rule.says) - {"points"}
    assert "decision-stands" in one.rule.says
