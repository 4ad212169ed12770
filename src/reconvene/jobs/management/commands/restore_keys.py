"""`python manage.py restore_keys FILE` lays the key file back from its back-up."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reconvene.backup.faults import BackupRefused, IdentityUnusable
from reconvene.backup.keys import restore_keys
from reconvene.logs.events import Event
from reconvene.logs.telling import tell


class Command(BaseCommand):
    help = "Lay the key file back from a sealed copy, where no file is yet."
    requires_system_checks = ()  # there are no keys yet to check

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `backup_keys` wrote")
        parser.add_argument("--identity", type=Path, required=True, help="the private key")
        parser.add_argument("--to", type=Path, required=True, help="where the key file goes")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restore_keys(options["file"], options["identity"], options["to"])
        except (BackupRefused, IdentityUnusable) as fault:
            raise CommandError(str(fault)) from fault
        except OSError as fault:
            raise CommandError(
                "The keys were not laid back: a file cannot be read, or there is a key file "
                "already. Keep that one until you know which is right, and name another."
            ) from fault
        tell(Event.RESTORED, reason="keys")
        self.stdout.write(f"Written to {options['to']}. Set RECONVENE_KEY_FILE to it.")
