"""`python manage.py hold REFERENCE` keeps a case from being erased."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.desk.retention import ErasureRefused, HoldKind, Wanted, hold
from reconvene.jobs.acting import ask_who, who


class Command(BaseCommand):
    help = "Keep cases from being erased, also one that is sealed off already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("references", nargs="+", metavar="REFERENCE")
        parser.add_argument("--for", dest="kind", required=True, choices=HoldKind.values)
        parser.add_argument("--why", required=True, help="in words; they are sealed with the case")
        parser.add_argument(
            "--review", required=True, type=date.fromisoformat, help="look again by, 2030-01-31"
        )
        ask_who(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        person = who(options["by"])
        wanted = Wanted(HoldKind(options["kind"]), options["why"], options["review"])
        for typed in options["references"]:
            reference = person.authority.called(typed)
            try:
                held = hold(person, reference, wanted, timezone.now())
            except ErasureRefused as refused:
                raise CommandError(str(refused)) from refused
            self.stdout.write(
                f"{reference} is held. Two people lift it, signed in as themselves: hold {held.id}."
            )
