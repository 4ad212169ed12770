"""`python manage.py backup_keys FILE` copies the key file, sealed for people who hold no back-ups."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reconvene.backup.faults import RecipientUnusable
from reconvene.backup.keys import back_up_keys
from reconvene.logs.events import Event
from reconvene.logs.telling import tell


class Command(BaseCommand):
    help = "Copy the key file into a file sealed for the keys in RECONVENE_KEYS_TO."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, help="the file, which must not be there")

    def handle(self, *args: Any, **options: Any) -> None:
        if set(settings.KEYS_TO) & set(settings.BACKUP_TO):
            raise CommandError(
                "The keys were not backed up: one of the keys in RECONVENE_KEYS_TO opens back-ups "
                "too, and whoever had it could read everything. Give each a pair of its own."
            )
        if settings.KEY_MODULE is not None:
            raise CommandError(
                "The keys were not backed up: they lie in a token, which gives none away. Back it "
                "up by its own means, and again after each `manage.py rotate_keys`."
            )
        if settings.KEY_FILE is None:
            raise CommandError("The keys were not backed up: RECONVENE_KEY_FILE names none.")
        try:
            back_up_keys(settings.KEY_FILE, options["target"], settings.KEYS_TO)
        except RecipientUnusable as fault:
            raise CommandError(str(fault)) from fault
        except OSError as fault:
            raise CommandError(
                "The keys were not backed up: there is no key file, or the target is there already."
            ) from fault
        tell(Event.BACKED_UP, reason="keys")
        self.stdout.write(f"Written to {options['target']}.")
