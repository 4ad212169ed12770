"""A reading age: higher for longer words and longer sentences, and never below five."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconvene.library.procedure_files import procedure
from reconvene.library.words.reading_age import reading_age, syllables
from reconvene.post.specimens import specimens
from reconvene.post.wording.reading import shipped_wording
from reconvene.stories.telling import OFFICE


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        *(("day", 1), ("named", 1), ("makes", 1), ("wanted", 2), ("table", 2), ("people", 2)),
        *(("complaint", 2), ("conference", 3), ("decision", 3), ("different", 3), ("the", 1)),
        *(("stage", 1), ("review", 2), ("chair’s", 1), ("nth", 1), ("Sunday", 2)),
    ],
)
def test_syllables_are_counted_as_they_are_heard(word: str, heard: int) -> None:
    assert syllables(word) == heard


def test_a_text_for_small_children_and_one_for_lawyers() -> None:
    assert reading_age("The cat sat. The dog ran.") < 7
    assert (
        reading_age(
            "Notwithstanding the aforementioned determination, the complainant retains "
            "discretionary entitlement to supplementary adjudication thereof."
        )
        > 18
    )


@pytest.mark.parametrize("nothing", ["", " \n", "1 2 3.", "…"])
def test_nothing_to_read_is_for_anybody(nothing: str) -> None:
    assert reading_age(nothing) == 5


@given(st.text())
def test_any_text_has_an_age(text: str) -> None:
    assert reading_age(text) >= 5


@given(st.lists(st.sampled_from(("cat", "table", "conference")), min_size=2, max_size=20))
def test_two_short_sentences_are_no_harder_than_one_long_one(words: list[str]) -> None:
    half = len(words) // 2
    short = f"{' '.join(words[:half])}. {' '.join(words[half:])}."

    assert reading_age(short) <= reading_age(" ".join(words))


@pytest.mark.parametrize("reference", ["sp-cpc/1", "ox-cpc/1"])
def test_every_letter_is_read_at_eleven_and_a_childs_before_that(reference: str) -> None:
    for one in specimens(procedure(reference), shipped_wording(), OFFICE):
        assert reading_age(one.letter.text) <= (11 if one.reader == "adult" else 10.5)
