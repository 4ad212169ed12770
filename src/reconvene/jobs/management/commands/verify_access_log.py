"""`python manage.py verify_access_log` says whether the access log is what was written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reconvene.access_log.verifying import broken, newest
from reconvene.desk.witnessing import beside, looks_differing
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.witness.verifier import Refused


class Command(BaseCommand):
    help = (
        "Read every look, compare with what was witnessed, and print how many there are of each "
        "reader and the link of the newest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--log", type=Path, default=settings.WITNESS, help="the folder of the record's log"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = [f"{reader}/{number}" for reader, number in broken()]
        if found:
            tell(Event.RECORD_BROKEN, reason="access-log", count=len(found))
            raise CommandError(
                f"The access log is not what was written, first at {found[0]}: {len(found)} looks "
                "were changed, or follow one that was taken out. Compare it with a back-up."
            )
        folder: Path | None = options["log"]
        if folder:
            _demand_as_witnessed(folder)
        for one in newest():
            self.stdout.write(f"{one.reader} {one.number} {one.link.hex()}")
        if not folder:
            self.stderr.write("No log was compared: name one with --log.")


def _demand_as_witnessed(folder: Path) -> None:
    """Refuse what differs from the log that was named, and a log that is not there."""
    try:
        differing = looks_differing(folder)
    except Refused as fault:
        raise CommandError(
            f"The log of who looked is not sound: {fault}. It lies in {beside(folder)}: see that this "
            "is the folder, and bring back what is missing of it. Only where there never was one, "
            "`manage.py checkpoint` begins it."
        ) from fault
    if differing:
        tell(Event.WITNESS_DIFFERS, reason="looks", count=len(differing))
        raise CommandError(
            f"The access log is not what was witnessed: {'; '.join(map(str, differing[:5]))}; "
            f"in all: {len(differing)}. Compare it with a back-up; after a restore, begin a log in "
            "another folder with `manage.py checkpoint --after`."
        )
