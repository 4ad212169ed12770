"""`python manage.py make_erasures_book` makes the book of erasures, once for all time."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reconvene.desk.erasing import BookUnusable, make_book


class Command(BaseCommand):
    help = "Make the file that RECONVENE_ERASURES names. A lost book is brought back instead."
    requires_system_checks = ()  # a book holds no case, so it can be made before there are keys

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            entered = make_book(settings.ERASURES)
        except BookUnusable as fault:
            raise CommandError(f"No book was made. {fault}") from fault
        self.stdout.write(
            f"The book of erasures is begun, with {entered} cases that were erased here. Keep a "
            "copy of it apart from the data, and apart from its back-ups."
        )
