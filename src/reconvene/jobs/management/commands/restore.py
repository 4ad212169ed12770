"""`python manage.py restore FILE` puts a back-up into the empty database that the settings name."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from reconvene.backup.catalogue import read_catalogue
from reconvene.backup.faults import BackupRefused, CopyFailed, IdentityUnusable
from reconvene.backup.given_up import write_down
from reconvene.backup.restoring import Wanted, restore
from reconvene.core.workdays import london_day
from reconvene.desk.erasing import BookUnusable, cases_in
from reconvene.desk.files_verified import files_amiss
from reconvene.desk.witnessing import looks_differing
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.witness.verifier import Refused
from reconvene.witness.whole import passed_over

_TO_LOOK_FOR = tuple(
    event.code
    for event in (
        Event.PASSWORD_CHANGED,
        Event.FACTOR_CHANGED,
        Event.SESSIONS_ENDED,
        Event.INVITED,
    )
)
_PEOPLE = (
    "Nobody is signed in, and no invitation is open any more. Passwords, factors, roles and who may "
    "sign in are those of {made_at}, and a recovery code that was used since is good again. Look "
    "through the log since then for {events}, and do each again."
)
_LOOKS_GONE = (
    "Looks that were witnessed since then are gone, of so many people: {count}. No checkpoint follows "
    "the log any more: before anybody works in this copy, begin another with `manage.py checkpoint "
    "--to ANOTHER --after {log}`, and name that in RECONVENE_WITNESS."
)
_LOOKS_CHANGED = (
    "Who looked is not what was witnessed, nor an older copy of it: {first}; in all: {count}. Tell "
    "whoever answers for security."
)


class Command(BaseCommand):
    help = "Open a back-up, hold it against what was witnessed, and put it into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the back-up")
        parser.add_argument("--identity", type=Path, required=True, help="the private key")
        parser.add_argument(
            "--log", type=Path, default=settings.WITNESS, help="the folder of the log of links"
        )
        parser.add_argument(
            "--recovery", default="", help="the mark of what may be missing, as it is named"
        )
        parser.add_argument("--reason", default="", help="why, and which two people decided it")

    def handle(self, *args: Any, **options: Any) -> None:
        recovery, reason = options["recovery"], options["reason"].strip()
        if recovery and not reason:
            raise CommandError("Nothing was restored: say why, and who decided it, with --reason.")
        now = timezone.now()
        in_book = _in_book()
        wanted = Wanted(
            options["file"],
            options["identity"],
            in_book,
            options["log"],
            recovery,
            listed=read_catalogue(settings.BACKUPS),
        )
        declared = {"at": now.isoformat(), "behind": recovery, "reason": reason}
        if recovery:
            write_down(settings.RECOVERIES, declared | {"is": "begun"})
        try:
            made = restore(
                connection,
                wanted,
                beside=settings.FILE_UPLOAD_TEMP_DIR,
                today=london_day(now),
                migrate=partial(call_command, "migrate", interactive=False, verbosity=0),
            )
        except BackupRefused as fault:
            tell(Event.RESTORE_REFUSED, reason=fault.code)
            raise CommandError(str(fault)) from fault
        except (CopyFailed, IdentityUnusable, Refused) as fault:
            raise CommandError(str(fault)) from fault
        if recovery:
            done = {"is": "done", "back-up of": made.made_at}
            write_down(settings.RECOVERIES, declared | done)
            tell(Event.RECOVERY_DECLARED, reason="restored", count=made.entries)
        tell(Event.RESTORED, reason=made.database, count=made.entries)
        compared = "" if options["log"] else " No log was compared: name one with --log."
        self.stdout.write(
            f"Restored: {made.entries:,} entries in {len(made.cases):,} cases, as of "
            f"{made.made_at}. Every one was verified, and the worklist made anew.{compared}"
        )
        with connection.cursor() as cursor:
            for each in passed_over(cursor):
                self.stdout.write(str(each))
            for broken in files_amiss(cursor):
                self.stdout.write(f"This file did not come back as it was kept: {broken}.")
        self.stdout.write(_PEOPLE.format(made_at=made.made_at, events=", ".join(_TO_LOOK_FOR)))
        if options["log"]:
            self.stdout.write(of_looks(options["log"]))
        if back := in_book & {one.case for one in made.cases} - set(made.erased):
            self.stdout.write(
                f"Erased since, and back with it: {len(back)}. Run `manage.py replay_erasures` now."
            )


def _in_book() -> frozenset[str]:
    try:
        return cases_in(settings.ERASURES)
    except BookUnusable as fault:
        tell(Event.RESTORE_REFUSED, reason="no-book")
        raise CommandError(
            f"Nothing was restored: it could bring back what was erased. {fault}"
        ) from fault


def of_looks(log: Path) -> str:
    """Return in words how who looked stands to what was witnessed of it."""
    try:
        differing = looks_differing(log)
    except Refused as fault:
        return f"Who looked was not compared: {fault}."
    changed = [one for one in differing if not one.is_older]
    if changed:
        tell(Event.WITNESS_DIFFERS, reason="looks", count=len(changed))
        return _LOOKS_CHANGED.format(first=changed[0], count=len(changed))
    if differing:
        return _LOOKS_GONE.format(count=len(differing), log=log)
    return "Who looked is what was witnessed."
