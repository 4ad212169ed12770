"""`python manage.py verify` reads the whole record, files too, and says whether it is what was written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reconvene.desk.files_verified import files_amiss
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.witness.verifier import Refused
from reconvene.witness.whole import passed_over, problems


class Command(BaseCommand):
    help = "Read every entry and file, contents too, and compare them with what was witnessed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--log", type=Path, default=settings.WITNESS, help="the folder of the log"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with connection.cursor() as cursor:
                found = (*problems(cursor, options["log"]), *map(str, files_amiss(cursor)))
                passed = tuple(passed_over(cursor))
        except Refused as fault:
            raise CommandError(f"The log is not sound: {fault}") from fault
        if found:
            tell(Event.RECORD_BROKEN, reason="verify", count=len(found))
            raise CommandError("\n".join(["The record is not what was written:", *found]))
        for each in passed:
            tell(Event.PASSED_OVER, reason="verify", case=each.case_id, count=len(each.numbers))
            self.stdout.write(str(each))
        unseen = "" if options["log"] else " No log was compared: name one with --log."
        self.stdout.write(f"The record is what was written.{unseen}")
