"""`python manage.py export_record` writes the record as a stranger can check it, without contents."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reconvene.witness.exporting import ALL, CaseNotFound, record_lines
from reconvene.witness.verifier import Log, Refused, read_log


class Command(BaseCommand):
    help = "Write headers, commitments and links of a case, or of all; nothing of what was said."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--case", help="its reference or id")
        which.add_argument("--all", action="store_const", const=ALL, dest="case")
        parser.add_argument("--to", type=Path, required=True, help="the file; it must not be there")
        parser.add_argument(
            "--log", type=Path, default=settings.WITNESS, help="the folder of the log, for proofs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            log = read_log(options["log"]) if options["log"] else Log()
            with connection.cursor() as cursor:
                lines = record_lines(cursor, log, options["case"])
                with options["to"].open("x", encoding="utf-8") as file:
                    file.writelines(f"{line}\n" for line in lines)
        except (CaseNotFound, Refused) as fault:
            raise CommandError(str(fault)) from fault
        except FileExistsError as fault:
            raise CommandError(
                "The record was not written: there is a file of that name. Name another."
            ) from fault
        self.stdout.write(f"Written to {options['to']}.")
