"""A bank holiday proclaimed while cases run: what moves, what stands, and who is told."""

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from pytest_django import Settings

from reconvene.library import calendar_files
from reconvene.people import models
from reconvene.worklist.models import WorkRow
from reconvene.worklist.moved_days import Moved, moved_days
from reconvene.worklist.rebuilding import out_of_date, rebuild
from tests.support.days import day, written
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, noon

pytestmark = [pytest.mark.assures("TM-2"), pytest.mark.django_db]

SHIPPED = Path(calendar_files.__file__).parent / "calendars" / "england"
STAGE_1_TOLD = next(
    number
    for number, step in enumerate(STEPS, 1)
    if step.kind == "letter.sent" and step.details.get("letter") == "stage-1-outcome"
)


@pytest.fixture
def england(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Give a folder with a calendar of this copy's own, to which files can be added."""
    settings.CALENDARS = tmp_path
    shutil.copytree(SHIPPED, tmp_path / "england")
    models._calendar.cache_clear()
    yield tmp_path / "england"
    models._calendar.cache_clear()


def proclaim(folder: Path, known_on: str, text: str) -> None:
    """Add a file, as somebody does who looks after a copy, and start anew."""
    (folder / f"{day(known_on)}.yaml").write_text(
        f"known_from: {known_on}\nbecause: It was proclaimed.\n{text}", encoding="utf-8"
    )
    models._calendar.cache_clear()


def test_open_last_days_move_and_are_listed_and_the_worklist_follows(england: Path) -> None:
    desk = Desk.at()
    opened = desk.open()
    today = day("Fri 25 Apr 2025")
    rebuild(today)
    proclaim(england, "Fri 25 Apr 2025", "closes:\n  Wed 30 Apr 2025: Proclaimed\n")

    found = moved_days("england", today).moved
    stale = out_of_date(today)
    rebuild(today)

    assert (
        Moved(
            opened.reference, "hold-appointment", "A", day("Wed 7 May 2025"), day("Thu 8 May 2025")
        )
        in found
    )
    assert [moved for moved in found if moved.after_on < moved.before_on] == []
    assert "acknowledge" not in {moved.what for moved in found}
    assert stale == (opened.case_id,)
    assert out_of_date(today) == ()


def test_the_day_a_letter_named_is_listed_when_a_holiday_makes_it_later(england: Path) -> None:
    desk = Desk.at()
    desk.live(desk.open().case_id, STAGE_1_TOLD)
    proclaim(england, "Mon 12 May 2025", "closes:\n  Fri 6 Jun 2025: Proclaimed\n")

    found = moved_days("england", day("Mon 12 May 2025")).moved
    (moved,) = [one for one in found if one.what == "ask-for-stage-2"]

    assert moved.before_on == moved.promised_on == day("Fri 6 Jun 2025")
    assert moved.after_on == day("Mon 9 Jun 2025")


def test_a_holiday_taken_back_shortens_no_family_s_time(england: Path) -> None:
    proclaim(england, "Thu 1 May 2025", "closes:\n  Fri 6 Jun 2025: Proclaimed\n")
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, STAGE_1_TOLD)
    proclaim(england, "Mon 12 May 2025", "opens:\n  Fri 6 Jun 2025: Taken back\n")
    today = day("Mon 12 May 2025")

    assert moved_days("england", today).moved == ()
    rebuild(today)
    (asking,) = WorkRow.objects.filter(case_id=case_id, rule="ask-for-stage-2")
    assert asking.last_on == day("Mon 9 Jun 2025")


def test_closed_history_is_not_touched(england: Path) -> None:
    desk = Desk.at()
    opened = desk.open()
    desk.live(opened.case_id)
    today = STEPS[-1].happened_on
    rebuild(today)
    before = list(WorkRow.objects.order_by("key", "owner").values())
    proclaim(england, written(today), "closes:\n  Wed 30 Apr 2025: Proclaimed\n")

    assert moved_days("england", today).moved == ()
    assert out_of_date(today) == ()
    rebuild(today)
    assert list(WorkRow.objects.order_by("key", "owner").values()) == before


def test_a_person_is_given_the_list(england: Path) -> None:
    opened = Desk.at().open()
    proclaim(england, "Fri 25 Apr 2025", "closes:\n  Wed 30 Apr 2025: Proclaimed\n")

    out = StringIO()
    with time_machine.travel(noon(day("Fri 25 Apr 2025")), tick=False):
        call_command("moved_days", stdout=out)

    assert (
        f"{opened.reference}  hold-appointment (point A): Wed 7 May 2025 is now Thu 8 May 2025"
        in out.getvalue()
    )
    assert "Write to a family" in out.getvalue()


def test_a_calendar_without_news_moves_nothing(england: Path) -> None:
    Desk.at().open()

    out = StringIO()
    with time_machine.travel(noon(day("Fri 25 Apr 2025")), tick=False):
        call_command("moved_days", stdout=out)
        assert moved_days("another", day("Fri 25 Apr 2025")).moved == ()
    assert "moved no last day" in out.getvalue()


@pytest.mark.assures("TM-3")
def test_a_file_broken_later_takes_nothing_from_whoever_runs(england: Path) -> None:
    authority = Desk.at().people["ben"].authority
    before = authority.days
    (england / "2025-04.yaml").write_text("<html>503</html>", encoding="utf-8")

    assert authority.days == before
    assert authority.days.latest.closures
