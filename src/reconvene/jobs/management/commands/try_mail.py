"""`python manage.py try_mail` asks whatever carries email whether a letter could go now."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reconvene.library.words.sentences import read_names
from reconvene.outbox.carrier import NotReached

_NO_CARRIER = "Nothing carries email for this copy: RECONVENE_MAIL is not set."
_NOT_NOW = (
    "No letter could go by email now: {why}. docs/how-to/send-letters-by-email.md and "
    "docs/how-to/send-letters-by-notify.md say what has to be so."
)


class Command(BaseCommand):
    help = "Ask whatever carries email whether a letter could go now. Nothing is sent to anybody."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.CARRIER is None:
            raise CommandError(_NO_CARRIER)
        try:
            with settings.CARRIER.opened():
                self.stdout.write("A letter could go by email now.")
        except NotReached as shut:
            raise CommandError(_NOT_NOW.format(why=read_names("sending")[shut.why])) from shut
