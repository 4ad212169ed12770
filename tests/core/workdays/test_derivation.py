"""How a last day was reached, day by day and in sentences."""

from pathlib import Path

import pytest

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import Derivation, Roll, Span, derive, explain
from reconvene.library.calendar_files import read_calendar_history
from tests.support.days import day, written

ENGLAND = read_calendar_history("england").latest
LIMITS_PAGE = Path(__file__).parents[3] / "docs" / "reference" / "limits.md"


def _derived(
    start: str, limit: str, roll: Roll = Roll.NONE, paused: tuple[Span, ...] = ()
) -> Derivation:
    return derive(day(start), Limit.read(limit), ENGLAND, roll=roll, paused=paused)


def _listed(derivation: Derivation) -> list[tuple[str, int | None, str]]:
    return [(written(step.on), step.number, step.why) for step in derivation.days]


def test_working_days_are_numbered_and_the_others_say_why_not() -> None:
    derivation = _derived("Wed 16 Apr 2025", "2 working days")

    assert _listed(derivation) == [
        ("Thu 17 Apr 2025", 1, "working day"),
        ("Fri 18 Apr 2025", None, "Good Friday"),
        ("Sat 19 Apr 2025", None, "Saturday"),
        ("Sun 20 Apr 2025", None, "Sunday"),
        ("Mon 21 Apr 2025", None, "Easter Monday"),
        ("Tue 22 Apr 2025", 2, "working day"),
    ]
    assert derivation.calendar == "england 2022-11"
    assert derivation.nominal_closure is None


def test_calendar_days_all_count_and_those_rolled_over_are_listed_after() -> None:
    derivation = _derived("Wed 16 Apr 2025", "2 calendar days", Roll.FORWARD)

    assert _listed(derivation) == [
        ("Thu 17 Apr 2025", 1, "working day"),
        ("Fri 18 Apr 2025", 2, "Good Friday"),
        ("Sat 19 Apr 2025", None, "Saturday"),
        ("Sun 20 Apr 2025", None, "Sunday"),
        ("Mon 21 Apr 2025", None, "Easter Monday"),
        ("Tue 22 Apr 2025", None, "working day"),
    ]
    assert derivation.nominal_day == day("Fri 18 Apr 2025")
    assert derivation.nominal_closure == "Good Friday"
    assert derivation.last_day == day("Tue 22 Apr 2025")


def test_a_day_moved_back_is_listed_backwards() -> None:
    derivation = _derived("Wed 16 Apr 2025", "3 calendar days", Roll.BACK)

    assert _listed(derivation)[-3:] == [
        ("Sat 19 Apr 2025", 3, "Saturday"),
        ("Fri 18 Apr 2025", None, "Good Friday"),
        ("Thu 17 Apr 2025", None, "working day"),
    ]


@pytest.mark.clauses("SP 4.3")
def test_a_day_that_stays_says_when_to_act() -> None:
    derivation = _derived("Wed 16 Apr 2025", "2 calendar days")

    assert derivation.last_day == day("Fri 18 Apr 2025")
    assert derivation.act_by == day("Thu 17 Apr 2025")


def test_a_limit_before_the_event_is_listed_backwards() -> None:
    assert _listed(_derived("Tue 22 Apr 2025", "2 working days before")) == [
        ("Mon 21 Apr 2025", None, "Easter Monday"),
        ("Sun 20 Apr 2025", None, "Sunday"),
        ("Sat 19 Apr 2025", None, "Saturday"),
        ("Fri 18 Apr 2025", None, "Good Friday"),
        ("Thu 17 Apr 2025", 1, "working day"),
        ("Wed 16 Apr 2025", 2, "working day"),
    ]


def test_months_are_listed_step_by_step_and_then_each_day_pushed_on() -> None:
    two_days = (day("Wed 12 Feb 2025"), day("Fri 14 Feb 2025"))

    assert _listed(_derived("Fri 31 Jan 2025", "2 months", Roll.NONE, (two_days,))) == [
        ("Fri 28 Feb 2025", 1, "working day"),
        ("Mon 31 Mar 2025", 2, "working day"),
        ("Tue 1 Apr 2025", None, "pushed on for 2025-02-12, when time was paused"),
        ("Wed 2 Apr 2025", None, "pushed on for 2025-02-13, when time was paused"),
    ]


def test_an_explanation_can_be_checked_by_a_person() -> None:
    assert explain(_derived("Thu 10 Apr 2025", "10 working days")) == [
        "10 working days after Thursday 10 April 2025, by calendar england 2022-11.",
        "The day of the event is day 0 and is not counted.",
        (
            "Not counted: 6 weekend days; Friday 18 April 2025, Good Friday; "
            "Monday 21 April 2025, Easter Monday."
        ),
        "Day 10 is Monday 28 April 2025.",
        "The last day is Monday 28 April 2025: in time until the end of that day, London time.",
    ]


PAUSED_WEDNESDAY = (day("Wed 4 Jun 2025"), day("Thu 5 Jun 2025"))
PAUSED_THREE_DAYS = (day("Wed 4 Jun 2025"), day("Sat 7 Jun 2025"))


@pytest.mark.parametrize(
    ("derivation", "sentences"),
    [
        (
            _derived("Sat 10 May 2025", "28 calendar days", Roll.FORWARD),
            [
                "Day 28 is Saturday 7 June 2025.",
                (
                    "Saturday 7 June 2025 is not a working day, "
                    "so the last day moves forward to Monday 9 June 2025."
                ),
            ],
        ),
        (
            _derived("Mon 28 Jul 2025", "4 weeks", Roll.BACK),
            [
                "Day 28 is Monday 25 August 2025.",
                (
                    "Monday 25 August 2025, Summer bank holiday, is not a working day, "
                    "so the last day moves back to Friday 22 August 2025."
                ),
            ],
        ),
        (
            _derived("Fri 21 Mar 2025", "28 calendar days"),
            [
                "Day 28 is Friday 18 April 2025.",
                (
                    "Friday 18 April 2025, Good Friday, is not a working day. The date stands; "
                    "the day to act by is Thursday 17 April 2025."
                ),
            ],
        ),
        (
            _derived("Mon 9 Jun 2025", "1 working day before"),
            ["Not counted: 2 weekend days.", "Day 1 is Friday 6 June 2025."],
        ),
        (
            _derived("Tue 3 Jun 2025", "1 working day", paused=(PAUSED_WEDNESDAY,)),
            ["Not counted: 1 day on which time was paused.", "Day 1 is Thursday 5 June 2025."],
        ),
        (
            _derived("Tue 3 Jun 2025", "2 calendar days", Roll.FORWARD, (PAUSED_THREE_DAYS,)),
            [
                "Not counted: 3 days on which time was paused.",
                "Day 2 is Sunday 8 June 2025.",
                (
                    "Sunday 8 June 2025 is not a working day, "
                    "so the last day moves forward to Monday 9 June 2025."
                ),
            ],
        ),
        (
            _derived("Tue 3 Jun 2025", "1 month", paused=(PAUSED_THREE_DAYS,)),
            [
                "The same day of the month is Thursday 3 July 2025.",
                "Time was paused for 3 days, so the last day is pushed on by 3 days.",
                (
                    "Sunday 6 July 2025 is not a working day. The date stands; "
                    "the day to act by is Friday 4 July 2025."
                ),
            ],
        ),
        (
            _derived("Thu 29 Feb 2024", "1 year"),
            ["That month has no day 29; its last is Friday 28 February 2025."],
        ),
    ],
)
def test_an_explanation_says_what_was_passed_over_reached_and_moved(
    derivation: Derivation, sentences: list[str]
) -> None:
    opening, day_nought, *found, ending = explain(derivation)

    assert str(derivation.limit) in opening
    assert "day 0" in day_nought
    assert found == sentences
    assert "in time until the end of that day, London time" in ending


def test_a_limit_before_the_event_opens_without_the_word_after() -> None:
    opening = explain(_derived("Mon 9 Jun 2025", "1 working day before"))[0]

    assert opening == ("1 working day before Monday 9 June 2025, by calendar england 2022-11.")


@pytest.mark.parametrize("limit", ["0 calendar days", "0 working days before", "0 months"])
def test_a_limit_of_nought_says_the_day_itself(limit: str) -> None:
    assert explain(_derived("Tue 10 Jun 2025", limit)) == [
        "On Tuesday 10 June 2025 itself, by calendar england 2022-11.",
        "The last day is Tuesday 10 June 2025: in time until the end of that day, London time.",
    ]


def test_a_limit_of_nought_that_falls_on_a_closed_day_still_moves() -> None:
    assert explain(_derived("Sun 8 Jun 2025", "0 calendar days", Roll.FORWARD)) == [
        "On Sunday 8 June 2025 itself, by calendar england 2022-11.",
        (
            "Sunday 8 June 2025 is not a working day, "
            "so the last day moves forward to Monday 9 June 2025."
        ),
        "The last day is Monday 9 June 2025: in time until the end of that day, London time.",
    ]


def test_the_page_about_limits_shows_what_the_product_says() -> None:
    shown = "\n".join(explain(_derived("Sat 10 May 2025", "28 calendar days", Roll.FORWARD)))

    assert shown in LIMITS_PAGE.read_text(encoding="utf-8")
