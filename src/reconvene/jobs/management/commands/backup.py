"""`python manage.py backup FILE` copies the whole database into one sealed file, while people work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from reconvene.backup.archive import STANDARD_OUTPUT
from reconvene.backup.catalogue import Made, note_made
from reconvene.backup.faults import CopyFailed, RecipientUnusable
from reconvene.backup.looking_through import KeysAway, problems_here
from reconvene.backup.making import back_up
from reconvene.logs.events import Event
from reconvene.logs.telling import tell

_WARNING = (
    "WARNING: no server will start with this back-up once it is restored: the record it was made of "
    "is not what was written: {found}; in all: {count}. Keep the back-ups of before, and run "
    "`manage.py verify`. Where a data key does not open, docs/how-to/keep-the-keys.md says what to do."
)


class Command(BaseCommand):
    help = "Copy the whole database into one file, sealed for the keys in RECONVENE_BACKUP_TO."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target", type=Path, help="the file, which must not be there; - for standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["target"]
        try:
            made = back_up(
                connection,
                target,
                settings.BACKUP_TO,
                beside=settings.FILE_UPLOAD_TEMP_DIR,
                now=timezone.now(),
            )
        except (CopyFailed, RecipientUnusable) as fault:
            raise CommandError(str(fault)) from fault
        except OSError as fault:
            raise CommandError(
                f"No back-up was made: {target.name} could not be written "
                f"({type(fault).__name__}). Name a file that is not there yet, where there is room."
            ) from fault
        note_made(settings.BACKUPS, Made(made.made_at, target.name, made.entries, made.epochs))
        tell(Event.BACKED_UP, reason=made.database, count=made.entries)
        if target != STANDARD_OUTPUT:
            self.stdout.write(
                f"Written to {target}: {made.entries:,} entries in {len(made.cases):,} cases, "
                f"as of {made.made_at}. Keys needed, from their own back-up: "
                f"{', '.join(made.epochs) or 'none'}."
            )
        self._warn()

    def _warn(self) -> None:
        """Say what was copied as it should not be: it cannot be restored as long as that is so."""
        try:
            found = problems_here(connection)
        except KeysAway as away:
            self.stderr.write(str(away))
            return
        if found:
            tell(Event.RECORD_BROKEN, reason="backup", count=len(found))
            self.stderr.write(_WARNING.format(found=found[0], count=len(found)))
