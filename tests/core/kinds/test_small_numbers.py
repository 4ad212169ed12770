"""Small numbers stay hidden, also from somebody who lays two tables beside each other."""

from itertools import product

import pytest

from reconvene.core.kinds.small_numbers import FEW, SMALLEST, said_counts, tells_too_much


def test_a_count_below_five_is_never_said_and_none_at_all_reads_the_same() -> None:
    said = said_counts({"none": 0, "one": 1, "four": 4, "five": 5, "many": 12})

    assert said == {"none": FEW, "one": FEW, "four": FEW, "five": "5", "many": "12"}


@pytest.mark.parametrize(
    ("first", "second", "is_too_much"),
    [
        ({"a": 5, "b": 4}, {"x": 9}, True),
        ({"a": 5, "b": 0}, {"x": 5}, True),
        ({"a": 5, "b": 2}, {"x": 3, "y": 4}, True),
        ({"a": 5, "b": 2}, {"x": 2, "y": 2, "z": 3}, False),
        ({"a": 7}, {"x": 7}, False),
        ({}, {}, False),
        ({"a": 1, "b": 1}, {"x": 1, "y": 1}, False),
    ],
)
def test_two_tables_are_not_told_together_where_one_gives_away_the_other(
    first: dict[str, int], second: dict[str, int], is_too_much: bool
) -> None:
    assert tells_too_much(first, second) is is_too_much
    assert tells_too_much(second, first) is is_too_much


def test_what_is_told_leaves_each_hidden_count_every_value_it_could_have() -> None:
    for first in product(range(8), repeat=2):
        for second in product(range(8), repeat=2):
            if sum(first) == sum(second) and not tells_too_much(_named(first), _named(second)):
                seen = _said(first), _said(second)
                for place, count in enumerate(first):
                    if count < SMALLEST:
                        assert _values(seen, place) == set(range(SMALLEST)), (first, second)


def _named(counts: tuple[int, ...]) -> dict[str, int]:
    return {str(number): count for number, count in enumerate(counts)}


def _said(counts: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(said_counts(_named(counts)).values())


def _values(seen: tuple[tuple[str, ...], tuple[str, ...]], place: int) -> set[int]:
    """Return what a count of the first table may be for somebody who knows only what is told."""
    first, second = ([_could_be(one) for one in table] for table in seen)
    totals = {sum(counts) for counts in product(*second)}
    return {counts[place] for counts in product(*first) if sum(counts) in totals}


def _could_be(said: str) -> range:
    return range(SMALLEST) if said == FEW else range(int(said), int(said) + 1)
