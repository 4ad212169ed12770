"""`python manage.py check_holidays FILE` holds our calendar against the government's own list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.core.kinds.written_days import written
from reconvene.core.workdays import london_day
from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.holiday_list import HolidayListDoubted, compared, read_holiday_list
from reconvene.logs.events import Event
from reconvene.logs.telling import tell

_DIFFERS = (
    "The calendar england is not what the government's list says. Look at it, and add a file with "
    "what is right (docs/how-to/add-a-calendar-day.md):"
)


class Command(BaseCommand):
    help = "Compare england's calendar with the list of www.gov.uk/bank-holidays.json, in a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the list, as something else fetched it")

    def handle(self, *args: Any, **options: Any) -> None:
        calendar = read_calendar_history("england", folder=settings.CALENDARS).latest
        try:
            raw = options["file"].read_bytes()
            listed = read_holiday_list(raw, today=london_day(timezone.now()))
        except OSError as fault:
            tell(Event.CALENDAR_DOUBTED, reason="not-there")
            raise CommandError(
                "The list was not taken: there is no such file, or it cannot be read. "
                "What was known before goes on being used."
            ) from fault
        except HolidayListDoubted as fault:
            tell(Event.CALENDAR_DOUBTED, reason=fault.code)
            raise CommandError(str(fault)) from fault
        if found := compared(listed, calendar):
            tell(Event.CALENDAR_DOUBTED, reason="differs")
            lines = [_DIFFERS]
            lines += [f"closes:  {written(day)}: {why}" for day, why in found.unknown_here.items()]
            lines += [f"opens:   {written(day)}: {why}" for day, why in found.unknown_there.items()]
            raise CommandError("\n".join(lines))
        self.stdout.write(f"The same, from {min(listed)} to {max(listed)}.")
