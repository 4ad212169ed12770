"""Limits in hours and minutes: the instant they run out, and the day it falls on."""

from datetime import UTC, datetime
from typing import Any

import pytest

from reconvene.core.duties.anchors import moment
from reconvene.core.kinds.limit import Limit
from reconvene.core.procedure.definition import Suspension
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import received, suspended
from tests.support.days import day
from tests.support.given import SP, Story, given, with_rule, with_section


def within(limit: str, at: datetime | None, **changes: Any) -> Story:
    """A complaint that must be acknowledged within so many hours of an instant."""
    under = with_rule(procedure(SP), "duties", "acknowledge", limit=Limit.read(limit), **changes)
    return given(received(at=at), under=under)


AT_NOON = datetime(2025, 4, 22, 11, 0, tzinfo=UTC)  # noon in London, in summer


@pytest.mark.parametrize(
    ("limit", "last_at", "last_on"),
    [
        ("24 hours", datetime(2025, 4, 23, 11, 0, tzinfo=UTC), "Wed 23 Apr 2025"),
        ("90 minutes", datetime(2025, 4, 22, 12, 30, tzinfo=UTC), "Tue 22 Apr 2025"),
        ("13 hours", datetime(2025, 4, 23, 0, 0, tzinfo=UTC), "Wed 23 Apr 2025"),
        ("12 hours before", datetime(2025, 4, 21, 23, 0, tzinfo=UTC), "Tue 22 Apr 2025"),
        ("13 hours before", datetime(2025, 4, 21, 22, 0, tzinfo=UTC), "Mon 21 Apr 2025"),
    ],
)
def test_hours_run_from_the_instant_and_end_on_its_london_day(
    limit: str, last_at: datetime, last_on: str
) -> None:
    duty = within(limit, AT_NOON).duty("acknowledge")

    assert (duty.last_at, duty.last_on) == (last_at, day(last_on))


def test_without_the_hour_the_limit_cannot_be_told() -> None:
    duty = within("24 hours", None).duty("acknowledge")

    assert (duty.status, duty.needs, duty.last_on, duty.last_at) == (
        "not determined",
        "hour",
        None,
        None,
    )


def test_a_limit_in_days_has_no_instant() -> None:
    story = given(received(at=AT_NOON))

    assert story.duty("acknowledge").last_at is None
    assert moment(story.case.happenings[-1], Limit.read("3 working days")) is None


def test_a_pause_stops_hours_too() -> None:
    hourly = with_rule(procedure(SP), "duties", "acknowledge", limit=Limit.read("24 hours"))
    under = with_section(hourly, suspension=Suspension(clock="stops", source=("3.2",)))
    story = given(received(at=AT_NOON), suspended("Tue 22 Apr 2025"), under=under)

    assert story.duty("acknowledge").status == "not determined"
