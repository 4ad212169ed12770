"""Letters in every language there are words for: the same things stated, days as that language has them."""

from collections.abc import Iterator
from datetime import date

import page
import pytest

from reconvene.core.letters.vocabulary import Kind
from reconvene.library.procedure_files import procedure
from reconvene.post.specimens import Specimen, specimens
from reconvene.post.typeset.glyphs import set_in_type
from reconvene.post.typeset.in_language import paper_for
from reconvene.post.typeset.pdf import pdf_of, typst_inputs
from reconvene.post.typeset.plain import plain
from reconvene.post.typeset.word import word_of, words_in
from reconvene.post.wording.reading import languages, shipped_wording
from reconvene.post.wording.saying import folded, is_shown, said, said_day
from reconvene.post.wording.shape import Wording
from reconvene.stories.telling import OFFICE
from tests.support.printed import Printed

EVERY = pytest.mark.parametrize("language", languages())
DAY = date(2025, 6, 6)
SAID = {"en": "Friday 6 June 2025", "pl": "piątek, 6 czerwca 2025", "ar": "الجمعة 6 يونيو 2025"}
PROCEDURES = ("sp-cpc/1", "ox-cpc/1")


def outline(wording: Wording) -> Iterator[tuple[object, ...]]:
    """Everything a wording is but its words."""
    for content, one_of_all in wording.contents.items():
        for passage in one_of_all.passages:
            for one in passage.walk():
                yield content, one.states, one.when, one.each, one.style, len(one.bullets)


def every(language: str) -> Iterator[Specimen]:
    for reference in PROCEDURES:
        yield from specimens(procedure(reference), shipped_wording(language), OFFICE)


def test_there_are_words_in_three_languages() -> None:
    assert set(languages()) == set(SAID)
    assert languages()[0] == "en"


@EVERY
def test_each_states_the_same_in_the_same_order(language: str) -> None:
    assert list(outline(shipped_wording(language))) == list(outline(shipped_wording()))
    assert shipped_wording(language).language == language


@EVERY
def test_a_day_is_said_as_that_language_says_it(language: str) -> None:
    assert said_day(shipped_wording(language), DAY) == SAID[language]


@EVERY
def test_every_letter_is_whole(language: str) -> None:
    for one in every(language):
        assert one.letter.gaps == ()
        assert not set("{}") & set(one.letter.text)


@pytest.mark.parametrize("language", languages()[1:])
def test_what_a_procedure_calls_something_is_translated(language: str) -> None:
    """Labels stand inside sentences, so a letter has none of its procedure's own English."""
    labels = shipped_wording(language).labels
    untold = {
        label for reference in PROCEDURES for label in labels_of(reference) if label not in labels
    }

    assert untold == set()


def labels_of(reference: str) -> set[str]:
    definition = procedure(reference)
    return {
        *(one.label for one in definition.matters),
        *(one.label for one in definition.roles),
        *(one.label for one in definition.channels),
        *(one.label for one in definition.letters),
        *(one.label for one in definition.conferences),
        *(one.label for one in definition.rights),
        *(one.said for one in definition.stages),
        *(one.label for one in (definition.results.one_of if definition.results else ())),
        *(one.label for gate in definition.gates for one in gate.criteria),
        *(one.label for panel in definition.panels for one in panel.decisions),
    }


@EVERY
def test_as_a_pdf_it_is_for_everybody_and_says_its_language(language: str) -> None:
    for one in [*every(language)][::5]:  # in English test_every_letter tries each
        made = pdf_of(one.letter, paper_for(one.letter))

        assert [*page.validate_pdf_bytes(made, profile="ua1").failures] == []
        assert Printed(made).language == ("en-GB" if language == "en" else language)


@EVERY
def test_as_a_word_file_it_says_the_same(language: str) -> None:
    one = next(every(language))
    brought_back = words_in(word_of(one.letter, paper_for(one.letter)))

    assert one.letter.greeting in brought_back
    assert all(section.heading in brought_back for section in one.letter.sections)


class TestWordsOfAnotherDirection:
    """In a letter read from the right, English and numbers stay in their own order."""

    ARABIC, ENGLISH = shipped_wording("ar"), shipped_wording()

    @pytest.mark.parametrize("kind", [Kind.TEXT, Kind.QUOTATION, Kind.LABEL, Kind.NAME, Kind.TITLE])
    def test_each_fact_is_held_together(self, kind: Kind) -> None:
        assert said(self.ARABIC, kind, "01632 960001") == "\u206801632 960001\u2069"
        assert said(self.ENGLISH, kind, "01632 960001") == "01632 960001"

    def test_each_line_and_each_name_is(self) -> None:
        assert (
            said(self.ARABIC, Kind.TEXT, "One.\n\nTwo.") == "\u2068One.\u2069\n\n\u2068Two.\u2069"
        )
        names = said(self.ARABIC, Kind.NAMES, ("Ada", "Bo"))
        assert names.startswith("\u2068")

    def test_a_day_is_of_its_own_language(self) -> None:
        assert said(self.ARABIC, Kind.DAY, DAY) == SAID["ar"]

    def test_nobody_turns_the_words_around_theirs(self) -> None:
        hostile = "Ada\u202e\u2069\u2066 evil"

        assert said(self.ARABIC, Kind.TEXT, hostile) == "\u2068Ada evil\u2069"
        assert is_shown(self.ARABIC, hostile, folded(f"of {said(self.ARABIC, Kind.TEXT, hostile)}"))

    @pytest.mark.parametrize("kind", [Kind.TEXT, Kind.QUOTATION, Kind.LABEL, Kind.NAME, Kind.TITLE])
    def test_nobody_does_in_english_either(self, kind: Kind) -> None:
        assert said(self.ENGLISH, kind, "abc \u202edef\u2066") == "abc def"
        assert said(self.ENGLISH, Kind.NAMES, ("A\u202eda", "Bo")) == "Ada and Bo"

    def test_a_mark_at_their_beginning_is_none_of_the_sign_that_holds_them(self) -> None:
        held = said(self.ARABIC, Kind.TEXT, "\u0301 is a mark")

        assert set_in_type(plain(held)).startswith("\u2068")
        assert "ISOLATE" not in set_in_type(plain(held)).upper()

    def test_on_paper_too(self) -> None:
        letter = next(one.letter for one in every("ar") if one.rule.id == "stage-1-outcome")
        number = f"\u2068{OFFICE.phone}\u2069"

        assert number in letter.text
        assert r"\u2068" in typst_inputs(letter, paper_for(letter))["letter"]
        assert any("\u2068" in line for line in words_in(word_of(letter, paper_for(letter))))
