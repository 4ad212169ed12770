"""`python manage.py replay_erasures` erases again what a restored copy brought back."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.desk.erasing import BookUnusable, NotScrubbed, replay_erasures


class Command(BaseCommand):
    help = "After a restore: erase again what the book of erasures says was erased."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = replay_erasures(settings.ERASURES, timezone.now())
        except (BookUnusable, NotScrubbed) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Erased again: {count}. The database agrees with the book of erasures.")
