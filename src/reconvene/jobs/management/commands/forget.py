"""`python manage.py forget` deletes everything that was kept for a while only and is past its time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reconvene.jobs.forgetting import forget


class Command(BaseCommand):
    help = "Delete old drafts, tries to sign in, sessions and temporary files; run it every day."

    def handle(self, *args: Any, **options: Any) -> None:
        forgotten = forget(timezone.now())
        said = ", ".join(f"{sort} {count:,}" for sort, count in forgotten.items())
        self.stdout.write(f"Forgotten: {said}.")
