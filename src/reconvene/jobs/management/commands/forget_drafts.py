"""`python manage.py forget_drafts` deletes complaints begun and left for seven days."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils import timezone


class Command(BaseCommand):
    help = "Delete what was typed of complaints and left for seven days; run it every day."

    def handle(self, *args: Any, **options: Any) -> None:
        # By its name: a job and a page are doors side by side, and neither imports the other.
        kept: Any = apps.get_model("web", "KeptDraft")
        count = kept.objects.filter(kept_until__lt=timezone.now()).forget()
        drafts = "1 draft" if count == 1 else f"{count:,} drafts"
        self.stdout.write(f"Deleted {drafts} that nobody went on with.")
