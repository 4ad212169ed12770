"""`python manage.py check_files` looks at files that were brought in, for as long as it runs."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from reconvene.jobs.checking import Checking, go_on_checking
from reconvene.jobs.working import ended_by_hand
from reconvene.papers.untrusted.sandbox import why_not

_NO_SCANNER = (
    "No file was looked at: this copy has no scanner. Set RECONVENE_SCANNER, as "
    "docs/how-to/take-files.md says."
)


class Command(BaseCommand):
    help = (
        "Look at files that are brought in, as they come; several may run at once. Ctrl-C ends it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="look at what waits, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SCANNER:
            raise CommandError(_NO_SCANNER)
        if missing := why_not():
            raise CommandError(missing)
        import_string(settings.FIT_TO_SERVE)()
        if options["once"]:
            self.stdout.write(f"Files seen to: {Checking(settings.SCANNER).check_all()}.")
            return
        ended = ended_by_hand()
        self.stdout.write("Files are looked at as they come. Press Ctrl-C to stop.")
        go_on_checking(settings.SCANNER, ended)
