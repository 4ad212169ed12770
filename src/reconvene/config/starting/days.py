"""Whether the bank holidays that are known reach far enough; short ones stop nothing yet."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from reconvene.core.workdays import CalendarHistory, london_day
from reconvene.library.calendar_files import read_calendar_history
from reconvene.logs.events import Event
from reconvene.logs.telling import tell

A_YEAR = timedelta(days=366)
_AUTHORITIES = "people_authority"


def tell_of_short_calendars() -> None:
    """Tell of each calendar in use that ends within a year."""
    today = london_day(timezone.now())  # noqa: TID251  a server as it starts is a door too
    for short in short_calendars(map(read_calendar_history, sorted(_in_use())), today):
        tell(Event.CALENDAR_DOUBTED, reason="runs-out", calendar=short)


def short_calendars(histories: Iterable[CalendarHistory], today: date) -> list[str]:
    """Return the names of the calendars that do not cover the next 366 days."""
    return [one.name for one in histories if one.latest.last_day < today + A_YEAR]


def _in_use() -> set[str]:
    with connection.cursor() as cursor:
        if _AUTHORITIES not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute(f"SELECT DISTINCT calendar FROM {_AUTHORITIES}")  # noqa: S608  own name
        return {name for (name,) in cursor.fetchall()}
