"""`python manage.py lift_hold HOLD --by NAME` asks to lift a hold, or agrees to."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.desk.retention import ErasureRefused, lift_hold
from reconvene.jobs.acting import ask_who, who


class Command(BaseCommand):
    help = "Lift a hold: one person asks for it, another agrees."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hold", metavar="HOLD", help="its id, as propose_erasures lists it")
        ask_who(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            held = lift_hold(who(options["by"]), options["hold"], timezone.now())
        except ErasureRefused as refused:
            raise CommandError(str(refused)) from refused
        said = "The hold is lifted" if held.lifted_by else "Asked for: somebody else has to agree"
        self.stdout.write(f"{held.reference}: {said}.")
