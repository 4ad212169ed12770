"""A letter that is kept comes back word for word, and so do all files made of it."""

from dataclasses import replace

import pytest

from reconvene.core.record.event import decode, encode
from reconvene.core.record.exchange import LetterSent
from reconvene.library.procedure_files import procedure
from reconvene.library.words.plain import said_day
from reconvene.post.copying import copy_of, letter_of
from reconvene.post.letter import Letter
from reconvene.post.specimens import specimens
from reconvene.post.typeset.in_language import paper_for
from reconvene.post.typeset.pdf import typst_inputs
from reconvene.post.wording.reading import languages, shipped_wording
from tests.support.letters_by_hand import OFFICE, PLAIN


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("reference", ["sp-cpc/1", "ox-cpc/1"])
def test_every_letter_comes_back_from_the_record_as_it_went(reference: str, language: str) -> None:
    for one in specimens(procedure(reference), shipped_wording(language), OFFICE):
        went = without_proof(one.letter)
        kept = LetterSent(letter=one.rule.id, copy=copy_of(one.letter))
        read = decode("letter.sent", encode(kept))
        assert isinstance(read, LetterSent)
        assert read.copy is not None
        back = letter_of(read.copy, went.on)

        assert back == went
        assert typst_inputs(back, paper_for(back)) == typst_inputs(went, paper_for(went))


def test_a_letter_whose_language_writes_its_day_as_we_do_keeps_that_day() -> None:
    assert copy_of(PLAIN).dated == said_day(PLAIN.on)


def without_proof(letter: Letter) -> Letter:
    """The same letter without what each of its words was proven to state: that is not kept."""
    return replace(
        letter, sections=tuple(replace(section, stated=()) for section in letter.sections)
    )
