"""`python manage.py send` sends the letters that were let go by email, for as long as it runs."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

from reconvene.desk.undelivered import ask_what_was_delivered
from reconvene.jobs.sending import send_all, send_and_ask
from reconvene.jobs.working import ended_by_hand
from reconvene.library.words.sentences import read_names
from reconvene.logs.events import Event as LogEvent
from reconvene.logs.telling import tell
from reconvene.outbox.carrier import NotReached

_NO_CARRIER = (
    "Nothing was sent: nothing carries email for this copy. Set RECONVENE_MAIL, as "
    "docs/how-to/send-letters-by-email.md says."
)
_NOT_ASKED = "What was delivered could not be asked: {why}. Run this again later."


class Command(BaseCommand):
    help = "Send letters by email as they are let go; several may run at once. Ctrl-C ends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.CARRIER is None:
            raise CommandError(_NO_CARRIER)
        import_string(settings.FIT_TO_SERVE)()  # what may not serve people may not write to them
        if options["once"]:
            self.stdout.write(f"Letters seen to: {send_all(settings.CARRIER)}.")
            try:
                count = ask_what_was_delivered(settings.CARRIER, timezone.now())
            except NotReached as shut:
                tell(LogEvent.MAIL_NOT_REACHED, reason=shut.why)
                raise CommandError(_NOT_ASKED.format(why=read_names("sending")[shut.why])) from shut
            if count:
                self.stdout.write(f"Letters found not to have been delivered: {count}.")
            return
        ended = ended_by_hand()
        self.stdout.write("Letters are sent as they are let go. Press Ctrl-C to stop.")
        send_and_ask(settings.CARRIER, ended)
