"""
In: instants (aware, any zone), London days, and limits in hours or minutes.
Out: the London day of an instant, the end of a day, and whether something came in time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.workdays.counting import LimitNotStated

LONDON = ZoneInfo("Europe/London")


class InstantNaive(ValueError):
    """An instant came without a time zone, so it names no one moment."""

    def __init__(self, *, at: datetime) -> None:
        self.at = at
        super().__init__(
            f"The London day could not be told: found {at.isoformat()} without a time zone. "
            "Give an aware instant, in UTC unless there is a reason."
        )


class LimitNeedsDays(ValueError):
    """A limit in days or longer was counted as if it were elapsed time."""

    def __init__(self, *, limit: Limit) -> None:
        self.limit = limit
        super().__init__(
            f"The last moment could not be told: found a limit of {limit}. "
            "Count it with last_day, against a calendar."
        )


def london_day(at: datetime) -> date:
    """
    Return the day it was in London at an instant.

    Raises:
        InstantNaive: The instant has no time zone.
    """
    return _aware(at).astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """
    Return the first instant after a day in London, in UTC; nothing is late before it.

    Source: reading SP 3.2 (a limit runs to the end of its last day, London time).
    """
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=LONDON)
    return midnight.astimezone(UTC)


def is_in_time(at: datetime, last_day: date) -> bool:
    """
    Return whether an instant falls on or before a last day, London time.

    Raises:
        InstantNaive: The instant has no time zone.

    Source: reading SP 3.2 (a limit runs to the end of its last day, London time).
    """
    return _aware(at) < end_of(last_day)


def last_moment(start_at: datetime, limit: Limit) -> datetime:
    """
    Return the instant at which a limit in hours or minutes runs out, in UTC.

    Time is what really passes: across a clock change an hour is still sixty minutes.

    Args:
        start_at: Instant of the event.
        limit: Hours or minutes, after the event or before it.

    Raises:
        InstantNaive: The instant has no time zone.
        LimitNeedsDays: The limit is in days or longer.
        LimitNotStated: The procedure states no limit.
    """
    if limit.unit is Unit.HOURS:
        span = timedelta(hours=limit.amount)
    elif limit.unit is Unit.MINUTES:
        span = timedelta(minutes=limit.amount)
    elif limit.is_stated:
        raise LimitNeedsDays(limit=limit)
    else:
        raise LimitNotStated
    start = _aware(start_at).astimezone(UTC)
    return start - span if limit.is_before else start + span


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise InstantNaive(at=at)
    return at
