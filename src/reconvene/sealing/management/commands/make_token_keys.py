"""`python manage.py make_token_keys` makes the keys of a real copy in a token that is new."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reconvene.sealing.pkcs11_keys import make_keys, token_from_settings
from reconvene.sealing.provider import KeysRefused


class Command(BaseCommand):
    help = "Make the first epoch and the index key in the token that the settings name."
    requires_system_checks = ()  # they ask for what is only made here

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            make_keys(token_from_settings())
        except KeysRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            "The token holds the first epoch and the index key. Back it up by its own means, "
            "apart from every back-up of the database: without it nothing can be opened again."
        )
