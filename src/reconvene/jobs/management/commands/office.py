"""`python manage.py office FILE` puts an authority and its people on record, as a file says."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.jobs.office import OfOtherAuthority, put_on_record
from reconvene.jobs.particulars import ChangeNotAskedFor
from reconvene.library.calendar_files import calendar_names
from reconvene.library.office_files import OfficeFileFaulty, read_office
from reconvene.library.procedure_files import load_procedures
from reconvene.people.house_roles import INFORMATION_GOVERNANCE


class Command(BaseCommand):
    help = "Put an authority and its people on record, or make them what a changed file says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="in YAML; the how-to shows a whole one")
        parser.add_argument(
            "--change",
            action="store_true",
            help="also its name, procedure, calendar or reference_prefix, if it is on record",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        text = _text(file)
        try:
            office = read_office(
                file.name,
                text,
                procedures=load_procedures().values(),
                house_roles=frozenset({INFORMATION_GOVERNANCE}),
                calendars=_calendars(),
            )
            put = put_on_record(office, london_day(timezone.now()), is_meant=options["change"])
        except (OfficeFileFaulty, ChangeNotAskedFor, OfOtherAuthority) as fault:
            raise CommandError(str(fault)) from fault
        said = put.changed or ["All of it is on record already."]
        self.stdout.write("\n".join([*said, *put.to_see_to]))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(
            f"Nothing was put on record: {file} could not be read. Check the path."
        ) from fault


def _calendars() -> frozenset[str]:
    try:
        return calendar_names(folder=settings.CALENDARS)
    except OSError as fault:
        raise CommandError(
            "Nothing was put on record: the folder of calendars could not be read: "
            f"{settings.CALENDARS} is not there, or closed to this command. "
            "Check RECONVENE_CALENDARS."
        ) from fault
