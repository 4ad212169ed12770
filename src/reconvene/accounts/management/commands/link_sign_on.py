"""`python manage.py link_sign_on NAME SUBJECT` says whom an authority's single sign-on means."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from reconvene.accounts.management.commands._people import person_named
from reconvene.accounts.models import SignOnLink
from reconvene.accounts.sessions import end_sessions
from reconvene.logs.events import Event
from reconvene.logs.telling import tell


class Command(BaseCommand):
    help = "Link somebody to the subject ('sub') their authority's single sign-on knows them by."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what they sign in with")
        parser.add_argument("subject", help="as the provider states it; '' unlinks")

    def handle(self, *args: Any, **options: Any) -> None:
        person, subject = person_named(options["name"]), options["subject"]
        try:
            with transaction.atomic():
                SignOnLink.objects.filter(person=person).delete()
                if subject:
                    SignOnLink.objects.create(
                        person=person, authority=person.authority, subject=subject
                    )
                end_sessions(person)
        except IntegrityError as fault:
            raise CommandError(
                f"{person.username} was not linked: that subject is linked to somebody else of "
                "the same authority. Unlink them first."
            ) from fault
        done = "linked" if subject else "unlinked"
        tell(Event.FACTOR_CHANGED, reason=f"sign-on-{done}", actor=person.pk)
        tell(Event.SESSIONS_ENDED, reason=f"sign-on-{done}", actor=person.pk)
        self.stdout.write(f"{person.username} is {'linked' if subject else 'not linked any more'}.")
