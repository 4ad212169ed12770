"""Whether the calendars in use can be read, and reach far enough."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from reconvene.config.starting.refusal import Refusal
from reconvene.core.workdays import CalendarHistory, HistoryBroken, london_day
from reconvene.library.calendar_files import CalendarUnknown, read_calendar_history
from reconvene.library.calendar_revision import CalendarFileFaulty
from reconvene.logs.events import Event
from reconvene.logs.telling import tell

A_YEAR = timedelta(days=366)
_AUTHORITIES = "people_authority"


def unreadable_calendars() -> Iterator[Refusal]:
    """
    Return why a calendar in use cannot be counted by: none is ever taken as if it were empty.

    One that ends within a year can; that is told, urgently.
    """
    histories = []
    for name in sorted(_in_use()):
        try:
            histories.append(read_calendar_history(name, folder=settings.CALENDARS))
        except (CalendarFileFaulty, CalendarUnknown, HistoryBroken, OSError, ValueError) as fault:
            yield Refusal("calendar", f"{fault} Put back the files as they were.")
    today = london_day(timezone.now())  # noqa: TID251  a server as it starts is a door too
    for short in short_calendars(histories, today):
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
