"""Versions of a calendar, and which was in force when."""

from datetime import date

import pytest

from reconvene.core.workdays import CalendarHistory, HistoryBroken, WorkingCalendar
from tests.support.days import day


def _version(
    version: str,
    known_from: str,
    first_day: str = "Wed 1 Jan 2025",
    last_day: str = "Thu 31 Dec 2026",
    closures: dict[date, str] | None = None,
) -> WorkingCalendar:
    return WorkingCalendar(
        name="exampleshire",
        version=version,
        known_from=day(known_from),
        first_day=day(first_day),
        last_day=day(last_day),
        closures=closures or {},
    )


FIRST = _version("2025-01", "Wed 1 Jan 2025")
SECOND = _version("2025-06", "Sun 1 Jun 2025")
THIRD = _version("2025-09", "Mon 1 Sep 2025")
HISTORY = CalendarHistory("exampleshire", (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("on", "known"),
    [
        ("Tue 31 Dec 2024", FIRST),
        ("Wed 1 Jan 2025", FIRST),
        ("Sat 31 May 2025", FIRST),
        ("Sun 1 Jun 2025", SECOND),
        ("Thu 31 Dec 2026", THIRD),
    ],
)
def test_the_version_known_on_a_day_is_the_newest_by_then(on: str, known: WorkingCalendar) -> None:
    assert HISTORY.as_known_on(day(on)) is known


@pytest.mark.parametrize(
    ("first_on", "last_on", "known"),
    [
        ("Tue 3 Dec 2024", "Tue 31 Dec 2024", [FIRST]),
        ("Tue 3 Dec 2024", "Wed 1 Jan 2025", [FIRST]),
        ("Sat 31 May 2025", "Sat 31 May 2025", [FIRST]),
        ("Sat 31 May 2025", "Sun 1 Jun 2025", [FIRST, SECOND]),
        ("Sun 1 Jun 2025", "Mon 2 Jun 2025", [SECOND]),
        ("Thu 2 Jan 2025", "Thu 31 Dec 2026", [FIRST, SECOND, THIRD]),
    ],
)
def test_the_versions_over_a_span_start_with_the_one_already_known(
    first_on: str, last_on: str, known: list[WorkingCalendar]
) -> None:
    assert HISTORY.known_between(day(first_on), day(last_on)) == tuple(known)


def test_the_latest_version_is_the_last() -> None:
    assert HISTORY.latest is THIRD


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ((), "there are no versions"),
        ((SECOND, FIRST), "2025-01 is not known from later than 2025-06"),
        ((FIRST, FIRST), "2025-01 is not known from later than 2025-01"),
        (
            (FIRST, _version("short", "Sun 1 Jun 2025", last_day="Wed 30 Dec 2026")),
            "short covers less than 2025-01",
        ),
        (
            (FIRST, _version("short", "Sun 1 Jun 2025", first_day="Thu 2 Jan 2025")),
            "short covers less than 2025-01",
        ),
    ],
)
def test_a_history_that_does_not_only_grow_is_refused(
    versions: tuple[WorkingCalendar, ...], found: str
) -> None:
    with pytest.raises(HistoryBroken, match=found) as fault:
        CalendarHistory("exampleshire", versions)

    assert (fault.value.name, fault.value.found) == ("exampleshire", found)
