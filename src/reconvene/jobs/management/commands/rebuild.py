"""`python manage.py rebuild` makes the worklist again from the record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.jobs.not_opened import demand_all_opened
from reconvene.worklist.rebuilding import out_of_date, rebuild


class Command(BaseCommand):
    help = "Make the worklist again from the record, as after a new calendar; work can go on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; name the cases whose rows are out of date, and fail on any",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = london_day(timezone.now())
        if options["check"]:
            self._check(out_of_date(today))
            return
        made = rebuild(today)
        self.stdout.write(f"The worklist was made again: {_cases(made.cases)}.")
        left = _cases(len(made.not_opened))
        demand_all_opened(made.not_opened, f"The rows of {left} are as they were")

    def _check(self, found: tuple[str, ...]) -> None:
        if found:
            raise CommandError(
                f"The worklist is out of date for {_cases(len(found))}: {', '.join(found)}. "
                "Run `manage.py rebuild`."
            )
        self.stdout.write("The worklist says what the record says.")


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count:,} cases"
