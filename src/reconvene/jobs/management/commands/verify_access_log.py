"""`python manage.py verify_access_log` says whether the access log is what was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reconvene.access_log.verifying import broken, lengths
from reconvene.logs.events import Event
from reconvene.logs.telling import tell


class Command(BaseCommand):
    help = "Read every look, and print how many there are of each reader, to be kept elsewhere."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [f"{reader}/{number}" for reader, number in broken()]
        if found:
            tell(Event.RECORD_BROKEN, reason="access-log", count=len(found))
            raise CommandError(
                f"The access log is not what was written, first at {found[0]}: {len(found)} looks "
                "were changed, or follow one that was taken out. Compare it with a back-up."
            )
        for reader, number in lengths().items():
            self.stdout.write(f"{reader} {number}")
