"""`python manage.py make_backup_key FILE` makes the pair of keys that back-ups are sealed with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reconvene.backup.keys import new_pair


class Command(BaseCommand):
    help = "Write a private key to a file, and say its public half. Then take the file away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file; it must not be there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            public = new_pair(options["file"])
        except OSError as fault:
            raise CommandError(
                "No key was made: the file is there already, or cannot be written. Name another."
            ) from fault
        self.stdout.write(public)
        self.stderr.write(
            "Set RECONVENE_BACKUP_TO (or RECONVENE_KEYS_TO) to the line above. Take the file to a "
            "place this machine cannot reach, twice, and delete it here: without it no back-up "
            "opens, and with it every one does."
        )
