"""`python manage.py forget_guesses` deletes counts of tries at a sign-in that are long forgiven."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reconvene.people.guesses import forget_old


class Command(BaseCommand):
    help = "Delete what was counted of tries to sign in and no longer matters; once a night."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_old(timezone.now())
        self.stdout.write(f"Forgotten: {count:,} {'row' if count == 1 else 'rows'}.")
