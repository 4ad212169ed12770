"""Days and counts in words."""

from datetime import date

import pytest

from reconvene.web.components.wording import day, days_left, plural, short_day, weekday


def test_a_day_is_said_with_its_weekday_first() -> None:
    assert day(date(2025, 8, 19)) == "Tuesday 19 August 2025"


def test_a_short_day_keeps_its_weekday() -> None:
    assert short_day(date(2025, 9, 1)) == "Mon 1 Sep 2025"


def test_a_weekday_stands_alone() -> None:
    assert weekday(date(2025, 4, 20)) == "Sun"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1204, "1,204 days")]
)
def test_a_count_agrees_with_its_noun(count: int, said: str) -> None:
    assert plural(count, "day") == said


def test_a_noun_may_bring_its_own_many() -> None:
    assert plural(3, "duty", "duties") == "3 duties"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (4, "4 working days left"),
        (1, "1 working day left"),
        (0, "today"),
        (-1, "1 working day late"),
        (-12, "12 working days late"),
    ],
)
def test_how_far_off_a_last_day_is(count: int, said: str) -> None:
    assert days_left(count) == said.replace(" ", "\u00a0")


def test_how_far_off_is_said_in_the_days_that_were_counted() -> None:
    assert days_left(28, "day") == "28\u00a0days\u00a0left"
