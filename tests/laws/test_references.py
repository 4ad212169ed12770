"""What always holds of what cases are called, whatever is drawn and however it is typed."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reconvene.core.kinds.reference import ALPHABET, MANY, meant, reference
from tests.support.depth import tried

law = tried(usually=200, deeply=20_000)
pytestmark = pytest.mark.assures("AZ-5")

TAIL = 9
drawn = st.integers(0, MANY - 1)
prefixes = st.sampled_from(["SP", "EXS", "E2", "X", "LONDON20"])
separators = st.sampled_from(["", " ", "-", " - ", "\N{NON-BREAKING HYPHEN}"])
BY_THE_YEAR = re.compile(r"[A-Z0-9]+-20[0-9]{2}-[0-9]{5}")
"""What nine digits may read as: the ten-thousandth complaint of a year, which nobody ever had."""
LETTERS = st.characters(exclude_categories=("Z", "C", "Pd"))
"""All but blanks, dashes and what nobody sees: those are passed over, and leave a letter out."""


def letters(called: str) -> str:
    """Return what is drawn of a reference, without what it is joined with."""
    return called.replace("-", "")[-TAIL:]


@law
@given(prefixes, drawn, drawn)
def test_two_that_were_drawn_differently_differ_in_two_letters_at_least(
    prefix: str, one: int, other: int
) -> None:
    assume(one != other)
    pairs = zip(letters(reference(prefix, one)), letters(reference(prefix, other)), strict=True)
    assert sum(first != second for first, second in pairs) >= 2


@law
@given(
    prefixes, drawn, st.lists(separators, min_size=30, max_size=30), st.booleans(), st.booleans()
)
def test_it_is_found_however_it_is_typed(
    prefix: str, number: int, between: list[str], is_small: bool, is_whole: bool
) -> None:
    called = reference(prefix, number)
    bare = called.replace("-", "") if is_whole else letters(called)
    typed = "".join(part for pair in zip(bare, between, strict=False) for part in pair)
    assert meant(typed.lower() if is_small else typed, prefix) == called


@law
@given(prefixes, prefixes, drawn, separators)
def test_it_is_found_whatever_the_prefix_was_changed_to(
    now: str, before: str, number: int, between: str
) -> None:
    called = reference(before, number)
    typed = between.join((before, letters(called))).lower()
    assert meant(typed, now) == meant(called, now) == called


@law
@given(prefixes, drawn, st.data())
def test_one_wrong_letter_leads_to_no_other_case(
    prefix: str, number: int, data: st.DataObject
) -> None:
    called = reference(prefix, number)
    places = [place for place, letter in enumerate(called) if letter != "-"]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.one_of(st.sampled_from(ALPHABET), LETTERS))
    assume(other.upper() != called[place])
    found = meant(called[:place] + other + called[place + 1 :], prefix)
    is_drawn_there = found is not None and found.startswith(f"{prefix}-")
    assert not is_drawn_there or BY_THE_YEAR.fullmatch(str(found)), "another case of theirs"


@law
@given(prefixes, drawn, st.sampled_from([(one, two) for two in range(TAIL) for one in range(two)]))
def test_two_letters_that_changed_places_are_refused(
    prefix: str, number: int, places: tuple[int, int]
) -> None:
    tail = list(letters(reference(prefix, number)))
    one, two = places
    assume(tail[one] != tail[two])
    tail[one], tail[two] = tail[two], tail[one]
    assert meant("".join(tail), prefix) is None
