"""`python manage.py backups` lists the back-ups that were made here, and which still open."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reconvene.backup.catalogue import Catalogue, Made, read_catalogue
from reconvene.backup.changing_keys import keys_held


class Command(BaseCommand):
    help = "List the back-ups that were made here, and until when each of them opens."

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue, held = read_catalogue(settings.BACKUPS), keys_held()
        opening = catalogue.opening(held)
        for one in catalogue.made:
            until = _until(one, held[-1]) if one in opening else _no_more(one, catalogue)
            self.stdout.write(f"{one.made_at}  {one.entries:>9,} entries  {until}  {one.name}")
        if not opening:
            self.stdout.write("No back-up that is listed here opens. Make one: `manage.py backup`.")


def _until(one: Made, current: str) -> str:
    if one.epochs in ((), (current,)):
        return "opens until the next change of keys"
    return "opens until the change of keys that is under way is done"


def _no_more(one: Made, catalogue: Catalogue) -> str:
    ended = catalogue.end_of(one.epochs)
    return f"opens no more, since {ended}" if ended else "needs keys that are not here"
