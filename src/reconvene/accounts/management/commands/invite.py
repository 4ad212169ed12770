"""`python manage.py invite NAME` prints a link by which somebody chooses a password and a factor."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from reconvene.accounts.invitations import invite
from reconvene.accounts.management.commands._people import person_named
from reconvene.logs.events import Event
from reconvene.logs.telling import tell


class Command(BaseCommand):
    help = "Print a link, good once and for three days, by which somebody can sign in (again)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what they sign in with")
        parser.add_argument("--site", help="where people reach this copy, as https://host")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_named(options["name"])
        if not person.is_active:
            raise CommandError(
                f"No invitation was made: {person.username} is switched off. "
                "Switch them on first: `manage.py switch NAME on`."
            )
        word, until_at = invite(person, timezone.now())
        tell(Event.INVITED, reason="by-command", actor=person.pk)
        site = options["site"] or _site()
        until = timezone.localtime(until_at)
        self.stdout.write(f"{site.rstrip('/')}{reverse('invitation', args=[word])}")
        self.stderr.write(
            f"Hand this to {person.username} and nobody else. It is good once, until "
            f"{until:%A} {until.day} {until:%B %Y, %H:%M}. It does away with their earlier "
            "links; once used, also with their password, factors and sessions."
        )


def _site() -> str:
    scheme, port = ("http", ":8000") if settings.IS_DEMO else ("https", "")
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}{port}"
