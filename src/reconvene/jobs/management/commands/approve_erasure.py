"""`python manage.py approve_erasure REFERENCE --by NAME` approves that a case be erased."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.desk.retention import ErasureRefused, approve
from reconvene.jobs.acting import ask_who, who


class Command(BaseCommand):
    help = "Approve that a proposed case be erased: the first of two people, or the second."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("references", nargs="+", metavar="REFERENCE")
        ask_who(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        person = who(options["by"])
        for reference in options["references"]:
            try:
                approved = approve(person, reference, timezone.now())
            except ErasureRefused as refused:
                raise CommandError(str(refused)) from refused
            which = "second" if approved.second_by else "first"
            self.stdout.write(f"{reference}: this is the {which} approval of two.")
