"""The end of a day in London, through both clock changes, and limits in hours and minutes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from reconvene.core.kinds.limit import NONE_STATED, Limit
from reconvene.core.workdays import (
    LONDON,
    InstantNaive,
    LimitNeedsDays,
    LimitNotStated,
    end_of,
    is_in_time,
    last_moment,
    london_day,
)
from tests.support.days import day

SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.assures("TM-4")


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "ends_at"),
    [
        ("Thu 15 Jan 2026", "2026-01-16 00:00"),
        ("Tue 30 Jun 2026", "2026-06-30 23:00"),
        ("Sat 28 Mar 2026", "2026-03-29 00:00"),
        ("Sun 29 Mar 2026", "2026-03-29 23:00"),
        ("Sat 24 Oct 2026", "2026-10-24 23:00"),
        ("Sun 25 Oct 2026", "2026-10-26 00:00"),
        ("Wed 28 Feb 2024", "2024-02-29 00:00"),
        ("Thu 29 Feb 2024", "2024-03-01 00:00"),
        ("Wed 31 Dec 2025", "2026-01-01 00:00"),
    ],
)
@pytest.mark.clauses("SP 3.2")
def test_a_day_ends_at_midnight_in_london(on: str, ends_at: str) -> None:
    end = end_of(day(on))

    assert end == _utc(ends_at)
    assert end.tzinfo is UTC
    assert is_in_time(end - SECOND, day(on))
    assert not is_in_time(end, day(on))
    assert london_day(end - SECOND) == day(on)
    assert london_day(end) == day(on) + timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "on"),
    [
        ("2026-06-30 23:30", "Wed 1 Jul 2026"),
        ("2026-06-30 22:59:59.999999", "Tue 30 Jun 2026"),
        ("2026-10-25 00:30", "Sun 25 Oct 2026"),
        ("2026-10-25 01:30", "Sun 25 Oct 2026"),
        ("2026-03-29 00:59:59", "Sun 29 Mar 2026"),
        ("2026-03-29 01:00", "Sun 29 Mar 2026"),
    ],
)
def test_the_day_is_londons_and_not_greenwichs(at: str, on: str) -> None:
    assert london_day(_utc(at)) == day(on)


def test_half_past_midnight_in_summer_is_late_by_a_day_although_greenwich_says_not() -> None:
    at = datetime(2026, 7, 1, 0, 30, tzinfo=LONDON)

    assert at.astimezone(UTC).date() == day("Tue 30 Jun 2026")
    assert not is_in_time(at, day("Tue 30 Jun 2026"))


def test_an_instant_in_any_zone_is_the_same_instant() -> None:
    in_new_york = datetime(2025, 6, 6, 18, 59, 59, tzinfo=timezone(timedelta(hours=-4)))

    assert is_in_time(in_new_york, day("Fri 6 Jun 2025"))
    assert not is_in_time(in_new_york + SECOND, day("Fri 6 Jun 2025"))


@pytest.mark.parametrize(
    ("start_at", "limit", "ends_at"),
    [
        ("2026-01-14 10:00", "48 hours", "2026-01-16 10:00"),
        ("2026-01-14 10:00", "1 hour before", "2026-01-14 09:00"),
        ("2026-01-14 10:00", "20 minutes before", "2026-01-14 09:40"),
        ("2026-01-14 10:00", "1 minute", "2026-01-14 10:01"),
        ("2026-03-28 12:00", "24 hours", "2026-03-29 12:00"),
        ("2026-10-24 12:00", "24 hours", "2026-10-25 12:00"),
    ],
)
def test_hours_and_minutes_are_time_that_really_passes(
    start_at: str, limit: str, ends_at: str
) -> None:
    assert last_moment(_utc(start_at), Limit.read(limit)) == _utc(ends_at)


@pytest.mark.parametrize(
    ("noon", "shown"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=LONDON), "2026-03-29T13:00:00+01:00"),
        (datetime(2026, 10, 24, 12, tzinfo=LONDON), "2026-10-25T11:00:00+00:00"),
    ],
)
def test_a_day_of_hours_over_a_clock_change_ends_at_another_hour_in_london(
    noon: datetime, shown: str
) -> None:
    ends_at = last_moment(noon, Limit.read("24 hours"))

    assert ends_at.tzinfo is UTC
    assert ends_at.astimezone(LONDON).isoformat() == shown


@pytest.mark.parametrize("text", ["3 working days", "1 week before", "1 year"])
def test_days_are_not_counted_in_hours(text: str) -> None:
    with pytest.raises(LimitNeedsDays, match=f"a limit of {text}"):
        last_moment(_utc("2026-01-14 10:00"), Limit.read(text))


def test_silence_has_no_last_moment() -> None:
    with pytest.raises(LimitNotStated):
        last_moment(_utc("2026-01-14 10:00"), NONE_STATED)


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = _utc("2026-01-14 10:00").replace(tzinfo=None)

    for ask in (
        lambda: london_day(naive),
        lambda: is_in_time(naive, day("Wed 14 Jan 2026")),
        lambda: last_moment(naive, Limit.read("1 hour")),
    ):
        with pytest.raises(InstantNaive, match="2026-01-14T10:00:00 without a time zone"):
            ask()
