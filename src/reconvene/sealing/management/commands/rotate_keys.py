"""`python manage.py rotate_keys` begins a new epoch of keys and destroys the old one."""

from argparse import ArgumentParser
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.sealing.rotation import rotate

_LONGER_THAN_ANY_REQUEST = 60


class Command(BaseCommand):
    help = (
        "Wrap every data key under a new epoch and destroy the old one; work can go on. "
        "Broken off, run it again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait",
            type=float,
            default=_LONGER_THAN_ANY_REQUEST,
            metavar="SECONDS",
            help="how long to wait, before the old epoch is destroyed, for requests under way",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = rotate(settle=lambda: sleep(options["wait"]))
        tell(Event.KEYS_CHANGED, reason="rotated", count=count)
        keys = "1 key was" if count == 1 else f"{count:,} keys were"
        self.stdout.write(f"{keys} wrapped under a new epoch, and the old one is destroyed.")
