"""`python manage.py certificate REFERENCE` writes the certificate of an erasure."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.erasing import certificate_of
from reconvene.desk.retention import ErasureRefused
from reconvene.jobs.acting import ask_who, who


class Command(BaseCommand):
    help = "Write the certificate of an erasure: what is gone, and since when nobody has it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", metavar="REFERENCE")
        parser.add_argument("--to", type=Path, help="a file; it must not be there")
        ask_who(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        person, typed = who(options["by"]), options["reference"]
        reference = person.authority.called(typed)
        try:
            _, _, text = certificate_of(person, reference, london_day(timezone.now()))
            if options["to"] is None:
                self.stdout.write(text)
                return
            with options["to"].open("x", encoding="utf-8") as file:
                file.write(text)
        except ErasureRefused as refused:
            raise CommandError(str(refused)) from refused
        except FileExistsError as fault:
            raise CommandError(
                "The certificate was not written: there is a file of that name. Name another."
            ) from fault
