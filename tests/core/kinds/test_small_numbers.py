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
        ({"a": 9, "b": 4}, {"x": 5, "y": 4}, True),
        ({"a": 5, "b": 0}, {"x": 4}, True),
        ({"a": 9}, {"x": 5, "y": 2, "z": 3}, False),
        ({"a": 5, "b": 2}, {"x": 5, "y": 2}, False),
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
    for first in product(range(12), repeat=2):
        for second in product(range(8), repeat=2):
            if _can_be(first, second) and not tells_too_much(_named(first), _named(second)):
                seen = _said(first), _said(second)
                for table, place in product(range(2), repeat=2):
                    if (first, second)[table][place] < SMALLEST:
                        could_be = _values(seen, table, place)
                        assert could_be == set(range(SMALLEST)), (first, second)


def _can_be(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Tell whether some cases can stand so in both tables, each in one row at least."""
    return max(*first, *second) <= min(sum(first), sum(second))


def _named(counts: tuple[int, ...]) -> dict[str, int]:
    return {str(number): count for number, count in enumerate(counts)}


def _said(counts: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(said_counts(_named(counts)).values())


def _values(seen: tuple[tuple[str, ...], tuple[str, ...]], table: int, place: int) -> set[int]:
    """Return what a count of a table may be for somebody who knows only what is told."""
    first, second = ([_could_be(one) for one in told] for told in seen)
    pairs = product(product(*first), product(*second))
    return {pair[table][place] for pair in pairs if _can_be(*pair)}


def _could_be(said: str) -> range:
    return range(SMALLEST) if said == FEW else range(int(said), int(said) + 1)
