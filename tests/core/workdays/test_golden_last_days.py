"""A table of last days that a person can check, and two calculators that agree with it."""

from datetime import date
from pathlib import Path

import pytest

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import Roll, derive, last_day
from reconvene.library.calendar_files import read_calendar_history
from tests.core.workdays.calculators import (
    YEARS,
    by_numpy,
    by_walking,
    closed_as_typed,
    closed_by_package,
)
from tests.support.days import day

ENGLAND = read_calendar_history("england").latest

Row = tuple[date, Limit, Roll, date]


def _rows() -> list[Row]:
    text = (Path(__file__).parent / "golden_last_days.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [_row(*(cell.strip() for cell in line.split("|"))) for line in lines]


def _row(start: str, limit: str, roll: str, last_on: str) -> Row:
    return day(start), Limit.read(limit), Roll(roll), day(last_on)


ROWS = _rows()


@pytest.mark.assures("TM-1")
def test_the_table_is_long_enough_repeats_nothing_and_uses_every_roll_and_year() -> None:
    assert len(ROWS) >= 250
    assert len({row[:3] for row in ROWS}) == len(ROWS)
    assert {roll for _, _, roll, _ in ROWS} == set(Roll)
    assert {start.year for start, _, _, _ in ROWS} >= set(YEARS)


@pytest.mark.assures("TM-1")
@pytest.mark.parametrize(("start", "limit", "roll", "last_on"), ROWS)
def test_a_last_day_is_the_one_in_the_table(
    start: date, limit: Limit, roll: Roll, last_on: date
) -> None:
    assert last_day(start, limit, ENGLAND, roll=roll) == last_on
    assert derive(start, limit, ENGLAND, roll=roll).last_day == last_on


@pytest.mark.assures("TM-1")
@pytest.mark.parametrize(("start", "limit", "roll", "last_on"), ROWS)
def test_two_calculators_that_know_nothing_of_the_product_agree_with_the_table(
    start: date, limit: Limit, roll: Roll, last_on: date
) -> None:
    for calculator in (by_walking, by_numpy):
        found = calculator(start, limit.amount, limit.unit, before=limit.is_before, roll=roll)
        assert found == last_on, calculator.__name__


@pytest.mark.assures("TM-1")
def test_no_working_day_differs_from_an_independent_list_between_2012_and_2031() -> None:
    weekdays_closed = {on for on in ENGLAND.closures if on.weekday() < 5}

    assert weekdays_closed == closed_as_typed()
    assert set(ENGLAND.closures) == set(closed_by_package())


@pytest.mark.assures("TM-1")
def test_no_last_day_from_2020_to_2030_differs_from_either_calculator() -> None:
    first_on, last_on = date(2020, 1, 1).toordinal(), date(2030, 12, 31).toordinal()
    texts = ("3 working days", "15 working days", "28 calendar days")

    for start in map(date.fromordinal, range(first_on, last_on + 1)):
        for limit in map(Limit.read, texts):
            found = last_day(start, limit, ENGLAND, roll=Roll.FORWARD)
            for calculator in (by_walking, by_numpy):
                independent = calculator(
                    start, limit.amount, limit.unit, before=False, roll=Roll.FORWARD
                )
                assert found == independent, (start, limit, calculator.__name__)
