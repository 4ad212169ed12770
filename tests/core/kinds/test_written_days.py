"""Days as people write them down."""

from datetime import date

import pytest

from reconvene.core.kinds.written_days import (
    DayUnreadable,
    WeekdayMismatch,
    day,
    is_written_day,
    written,
)


@pytest.mark.parametrize("text", ["Tue 22 Apr 2025", " Tue 22 Apr 2025 "])
def test_a_day_is_read_with_its_weekday(text: str) -> None:
    assert day(text) == date(2025, 4, 22)


def test_a_day_is_written_as_it_is_read() -> None:
    assert written(date(2025, 6, 6)) == "Fri 6 Jun 2025"
    assert day(written(date(2024, 2, 29))) == date(2024, 2, 29)


def test_a_wrong_weekday_says_the_right_one() -> None:
    with pytest.raises(WeekdayMismatch, match="is a Tue") as caught:
        day("Wed 22 Apr 2025")

    assert (caught.value.text, caught.value.weekday) == ("Wed 22 Apr 2025", "Tue")


@pytest.mark.parametrize("text", ["22 Apr 2025", "Tue 22/4/2025", "Sun 30 Feb 2025", "soon"])
def test_what_is_no_day_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(DayUnreadable, match="Write it with its weekday") as caught:
        day(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "expected"), [("Tue 22 Apr 2025", True), ("Sun 30 Feb 2025", True), ("soon", False)]
)
def test_the_form_of_a_day_is_told_from_other_words(text: str, *, expected: bool) -> None:
    assert is_written_day(text) is expected
