"""What a case is called, and what somebody means who types it."""

import math

import pytest

from reconvene.core.kinds.reference import ALPHABET, MANY, meant, reference

CALLED = "SP-RX9-M6X-7LP"


def test_a_number_is_always_written_the_same() -> None:
    assert reference("SP", 123_456_789_012 % MANY) == CALLED


def test_no_letters_look_alike_and_none_make_a_word() -> None:
    assert not set(ALPHABET) & set("AEIOUY01BGSZC")
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert 35 <= math.log2(MANY) <= 40


@pytest.mark.parametrize(
    "typed", [CALLED, "sp rx9 m6x 7lp", "RX9M6X7LP", " rx9-m6x-7lp ", "SP\N{EN DASH}RX9 M6X 7LP"]
)
def test_it_is_found_however_it_is_typed(typed: str) -> None:
    assert meant(typed, "SP") == CALLED


@pytest.mark.parametrize("typed", ["SP-2025-0007", "sp 2025 0007", "2025-0007", "20250007"])
def test_one_that_was_numbered_is_found_too(typed: str) -> None:
    assert meant(typed, "SP") == "SP-2025-0007"


@pytest.mark.parametrize("typed", ["SP-2025-10000", "sp 2025 10000", "2025\N{EN DASH}10000"])
def test_one_that_was_numbered_with_more_digits_is_found_too(typed: str) -> None:
    assert meant(typed, "SP") == "SP-2025-10000"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "SP",
        "Smith",
        "Ewa 2025",
        "SP-2025-00",
        "EL-2025-00",
        "EL-RX9-M6X-7LQ",
        "RX9-M6X-7L",
        "2-RX9-M6X-7LP",
        "Zoë-RX9-M6X-7LP",
        "NINELETTER-2025-0007",
    ],
)
def test_anything_else_is_none(typed: str) -> None:
    assert meant(typed, "SP") is None


@pytest.mark.parametrize("typed", ["EXS-2025-0007", "exs 2025 0007", "Exs20250007"])
def test_one_from_before_the_prefix_was_changed_keeps_its_own(typed: str) -> None:
    assert meant(typed, "SP") == "EXS-2025-0007"


@pytest.mark.parametrize("typed", ["EXS-RX9-M6X-7LP", "exs rx9 m6x 7lp", "exsrx9m6x7lp"])
def test_so_does_one_that_was_drawn(typed: str) -> None:
    assert meant(typed, "SP") == "EXS-RX9-M6X-7LP"


def test_a_prefix_may_look_like_what_was_drawn() -> None:
    called = reference("RX9", 7)
    assert meant(called, "RX9") == meant(called.removeprefix("RX9"), "RX9") == called
