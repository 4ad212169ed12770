"""`python manage.py switch NAME off` ends somebody's sessions at once, and keeps them out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from reconvene.accounts.management.commands._people import person_named
from reconvene.accounts.sessions import end_sessions
from reconvene.logs.events import Event
from reconvene.logs.telling import tell


class Command(BaseCommand):
    help = "Switch somebody off, who is then signed out within their next request, or on again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what they sign in with")
        parser.add_argument("to", choices=["on", "off"])

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_named(options["name"])
        with transaction.atomic():
            person.is_active = options["to"] == "on"
            person.save(update_fields=["is_active"])
            end_sessions(person)
        tell(Event.SESSIONS_ENDED, reason=f"switched-{options['to']}", actor=person.pk)
        self.stdout.write(f"{person.username} is switched {options['to']}.")
