"""`python manage.py demo` makes the demo, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.jobs.demo.building import Progress, build, progress

_NOT_A_DEMO = (
    "The demo was not made: this copy is not a demo, and made-up cases have no place in a real "
    "one. Set RECONVENE_DEMO=1 on a copy of its own, or use `make run`."
)


class Command(BaseCommand):
    help = "Fill a demo with made-up authorities, people and cases; does nothing where it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError(_NOT_A_DEMO)
        found = progress()
        if found is Progress.WHOLE:
            self.stdout.write(f"The demo is here already. {_start_over()}")
            return
        if found is Progress.PART:
            raise CommandError(f"The demo is only half made: it was broken off. {_start_over()}")
        self.stdout.write("Making the demo: this takes some seconds, once.")
        built = build(timezone.now())
        self.stdout.write(
            f"Made {built.cases} cases and {built.people} people of {built.authorities} "
            "authorities, all of them made up."
        )


def _start_over() -> str:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return f"To start over, stop it, delete {database['NAME']} and run this again."
    return "To start over, stop it, make its database anew and run this again."
