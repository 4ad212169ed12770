"""`python manage.py rotate_keys` begins a new epoch of keys and destroys the old one."""

from argparse import ArgumentParser
from collections.abc import Sequence
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.backup.changing_keys import (
    BackupNeeded,
    KeysNotOpened,
    NotGivenUp,
    WrappedKey,
    change_keys,
    give_up_keys,
)
from reconvene.jobs.giving_up import forget_kept_under
from reconvene.logs.events import Event
from reconvene.logs.telling import tell

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
        parser.add_argument(
            "--without-a-backup",
            action="store_true",
            help="destroy it also where the newest back-up does not open without it",
        )
        parser.add_argument(
            "--give-up",
            action="append",
            default=[],
            metavar="KEY",
            help="first throw away a data key that does not open; what it sealed is lost",
        )
        parser.add_argument("--reason", default="", help="why, and which two people decided it")

    def handle(self, *args: Any, **options: Any) -> None:
        for key in _give_up(options["give_up"], options["reason"].strip()):
            self.stdout.write(f"Given up: {key}. Lost is {key.loses}.")
        try:
            changed = change_keys(
                settings.BACKUPS,
                settle=lambda: sleep(options["wait"]),
                now=timezone.now,
                is_forced=options["without_a_backup"],
            )
        except BackupNeeded as needed:
            tell(Event.KEYS_CHANGED, reason="old-kept", count=needed.count)
            raise CommandError(str(needed)) from needed
        except KeysNotOpened as broken:
            tell(Event.SEAL_BROKEN, reason="rotate-keys", count=len(broken.found))
            raise CommandError(str(broken)) from broken
        tell(Event.KEYS_CHANGED, reason="rotated", count=changed.count)
        keys = "1 key was" if changed.count == 1 else f"{changed.count:,} keys were"
        self.stdout.write(f"{keys} wrapped under a new epoch, and the old one is destroyed.")
        if changed.lost:
            self.stdout.write(
                f"{len(changed.lost):,} back-ups open no more, up to that of "
                f"{changed.lost[-1].made_at}: throw them away. See `manage.py backups`."
            )


def _give_up(keys: Sequence[str], reason: str) -> tuple[WrappedKey, ...]:
    if not keys:
        return ()
    if not reason:
        raise CommandError("No key was given up: say why, and who decided it, with --reason.")
    try:
        return give_up_keys(
            keys,
            reason,
            noted_in=settings.RECOVERIES,
            now=timezone.now(),
            forget=forget_kept_under,
        )
    except NotGivenUp as refused:
        raise CommandError(str(refused)) from refused
