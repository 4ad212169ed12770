"""`python manage.py make_key_file PATH` makes the file that holds the keys of a real copy."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reconvene.sealing.key_store import make
from reconvene.sealing.provider import KeysRefused


class Command(BaseCommand):
    help = "Make a key file, readable by us alone. One that is there is never written over."
    requires_system_checks = ()  # they ask for what is only made here

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="away from the database and its back-ups")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"].resolve()
        if path.exists():
            raise CommandError(
                f"No key file was made: there is one at {path} already. "
                "Choose another path, or keep using that one."
            )
        try:
            make(path)
        except KeysRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Made {path}. Set RECONVENE_KEY_FILE to it, and keep a copy of it in a safe place "
            "apart from every back-up of the database: without it nothing can be opened again."
        )
