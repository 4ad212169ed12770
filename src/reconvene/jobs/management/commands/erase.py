"""`python manage.py erase` takes every approved erasure as far as it may go; once a day."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.erasing import BookUnusable, NotScrubbed, carry_out, keys_to_be_changed_by
from reconvene.library.words.plain import said_day


class Command(BaseCommand):
    help = "Seal off, destroy and certify what two people approved. Broken off, run it again."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            done = carry_out(settings.ERASURES, now, settings.RETENTION)
        except (BookUnusable, NotScrubbed) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Sealed off: {done.sealed_off}. Keys destroyed: {done.destroyed}.")
        for reference in done.certified:
            self.stdout.write(f"{reference}: no copy opens it any more. Print its certificate.")
        day = keys_to_be_changed_by()
        if day:
            when = "now; it was due" if day < london_day(now) else "by"
            self.stdout.write(
                f"Run `manage.py rotate_keys` {when} {said_day(day)}: until then a back-up of the "
                "time still opens what was erased."
            )
        if done.not_opened:
            raise CommandError(
                "Not taken any further, since the record does not open: "
                f"{', '.join(done.not_opened)}. Everything else was. Run `manage.py verify` to see "
                "where it was changed, and compare it with a back-up. Where none has what is lost, it "
                "can be proposed anew on the page “Kept and erased”."
            )
