"""`python manage.py propose_erasures` lists what was kept long enough, and proposes to erase it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.desk.retention import ErasureRefused, due, open_holds, propose
from reconvene.jobs.acting import ask_who, who
from reconvene.library.words.plain import said_day


class Command(BaseCommand):
    help = "List closed cases that were kept long enough, and what is held; --propose puts them up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        ask_who(parser)
        parser.add_argument(
            "--propose", action="store_true", help="put what may go up for two people to approve"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person, now = who(options["by"]), timezone.now()
        found = due(person.authority, now, settings.RETENTION)
        self.stdout.write(f"Kept long enough: {len(found)}.")
        for one in found:
            mark = "  held" if one.is_held else ""
            until = said_day(one.kept.until)
            self.stdout.write(f"{one.reference}  kept until {until}  by {one.kept.rule}{mark}")
        for held in open_holds(person.authority_id):
            until = said_day(held.review_on)
            self.stdout.write(
                f"Hold {held.id}: {held.reference}  {held.get_kind_display()}  look again by {until}"
            )
        if options["propose"]:
            try:
                made = propose(person, now, settings.RETENTION)
            except ErasureRefused as refused:
                raise CommandError(str(refused)) from refused
            self.stdout.write(
                f"Proposed: {len(made)}. Two people approve each, signed in as themselves."
            )
