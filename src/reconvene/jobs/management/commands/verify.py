"""`python manage.py verify` reads the whole record and says whether it is what was written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.witness.verifier import Refused
from reconvene.witness.whole import keys_given_up, problems


class Command(BaseCommand):
    help = "Read every entry, contents too, and compare it with what was witnessed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--log", type=Path, default=settings.WITNESS, help="the folder of the log"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with connection.cursor() as cursor:
                found = problems(cursor, options["log"])
                given_up = tuple(keys_given_up(cursor))
        except Refused as fault:
            raise CommandError(f"The log is not sound: {fault}") from fault
        if found:
            tell(Event.RECORD_BROKEN, reason="verify", count=len(found))
            raise CommandError("\n".join(["The record is not what was written:", *found]))
        for line in given_up:
            self.stdout.write(line)
        unseen = "" if options["log"] else " No log was compared: name one with --log."
        self.stdout.write(f"The record is what was written.{unseen}")
