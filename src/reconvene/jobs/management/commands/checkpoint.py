"""`python manage.py checkpoint` adds the record, and who looked, to logs kept elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from reconvene.desk.witnessing import checkpoint_looks
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.witness.checkpointing import HistoryDiffers, checkpoint
from reconvene.witness.signing import SigningKeyUnusable, public_key
from reconvene.witness.verifier import Refused


class Command(BaseCommand):
    help = "Add what came onto the record, and who looked, to logs of links; sign how far they go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="the folder of the log")
        parser.add_argument(
            "--after", type=Path, help="the folder of the log before a restore, to begin another"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        key = settings.CHECKPOINT_KEY
        if key is None:
            raise CommandError(
                "No checkpoint was made: there is no key to sign it. Name the file that holds "
                "it in RECONVENE_CHECKPOINT_KEY; docs/explanation/proof.md says how to make one."
            )
        try:
            with connection.cursor() as cursor:
                made = checkpoint(
                    cursor, options["to"], key, now=timezone.now(), after=options["after"]
                )
            public = public_key(key, made.origin)
        except (HistoryDiffers, SigningKeyUnusable, Refused) as fault:
            if isinstance(fault, HistoryDiffers):
                tell(Event.WITNESS_DIFFERS, reason="checkpoint", count=len(fault.differences))
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Lines: {made.size}. Cases: {made.cases}. Signed with: {public}")
        self._add_looks(key, **options)

    def _add_looks(self, key: Path, *, to: Path, after: Path | None, **_others: Any) -> None:
        """Add who looked at what, which is kept beside the record's log."""
        try:
            made = checkpoint_looks(to, key, now=timezone.now(), after=after)
        except (HistoryDiffers, Refused) as fault:
            if isinstance(fault, HistoryDiffers):
                tell(Event.WITNESS_DIFFERS, reason="looks", count=len(fault.differences))
            raise CommandError(f"Who looked: {fault}") from fault
        public = public_key(key, made.origin)
        self.stdout.write(f"Of looks: {made.size}. Readers: {made.cases}. Signed with: {public}")
