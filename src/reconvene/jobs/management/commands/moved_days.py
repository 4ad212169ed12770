"""`python manage.py moved_days` lists the last days that the newest calendar moved, for a person."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reconvene.core.kinds.written_days import written
from reconvene.core.workdays import london_day
from reconvene.jobs.not_opened import demand_all_opened
from reconvene.worklist.moved_days import Moved, moved_days


class Command(BaseCommand):
    help = "List open duties and rights whose last day the newest version of a calendar moved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--calendar", default="england", help="its name")

    def handle(self, *args: Any, **options: Any) -> None:
        days = moved_days(options["calendar"], london_day(timezone.now()))
        found = days.moved
        for moved in found:
            self.stdout.write(_line(moved))
        cases = len({moved.reference for moved in found})
        self.stdout.write(
            f"Moved: {len(found)} last days in {cases} cases. Write to a family whose letter named "
            "a day that is later now; the day it named stands in any case."
            if found
            else "The newest version of this calendar moved no last day that is still open."
        )
        demand_all_opened(days.not_opened, "Of some cases nobody can tell")


def _line(moved: Moved) -> str:
    point = f" (point {moved.point})" if moved.point else ""
    told = f"; a letter named {written(moved.promised_on)}" if moved.promised_on else ""
    return (
        f"{moved.reference}  {moved.what}{point}: {written(moved.before_on)} is now "
        f"{written(moved.after_on)}{told}"
    )
