"""`python manage.py propose_erasures` lists what was kept long enough, and proposes to erase it."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.oversight import is_overseer
from reconvene.desk.retention import ErasureRefused, due, open_holds, propose
from reconvene.desk.unread import unread
from reconvene.jobs.acting import ask_who, who
from reconvene.library.words.plain import said_day
from reconvene.people.models import Person


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
        self._name_unread(person, now)
        if options["propose"]:
            try:
                made = propose(person, now, settings.RETENTION)
            except ErasureRefused as refused:
                raise CommandError(str(refused)) from refused
            self.stdout.write(
                f"Proposed: {len(made)}. Two people approve each, signed in as themselves."
            )

    def _name_unread(self, person: Person, now: datetime) -> None:
        """Name what was kept long enough and does not open, to whom it is for."""
        if not is_overseer(person, london_day(now)):
            return
        for one in unread(person, now, settings.RETENTION):
            until = said_day(one.kept.until)
            self.stdout.write(
                f"{one.known.reference}  does not open, kept until {until}  by {one.kept.rule}: "
                "decide on the page “Kept and erased”"
            )
