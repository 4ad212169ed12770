"""One case that does not open holds up no list of others, and is named."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from reconvene.desk import erasing, retention
from reconvene.worklist.models import WorkRow
from reconvene.worklist.rebuilding import Rebuilt, out_of_date, rebuild
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    WEEK,
    Eraser,
    closed,
    damage,
    desk,
    eraser,
    keys_of_our_own,
)
from tests.support.lines import kept_lines

__all__ = ["desk", "eraser", "keys_of_our_own"]
pytestmark = pytest.mark.assures("AU-5")

TODAY = LONG_AFTER.date()


@pytest.fixture
def broken(desk: Desk) -> str:
    """Give the id of a case that was closed long ago and does not open, among two that do."""
    broken, *_sound = sorted(closed(desk).case_id for _ in range(3))
    damage(broken)
    return broken


def rows(case_id: str) -> set[tuple[object, ...]]:
    return set(WorkRow.objects.filter(case_id=case_id).values_list("shelf", "key", "owner"))


def test_every_other_is_made_again_and_it_keeps_its_rows(broken: str) -> None:
    before = rows(broken)
    WorkRow.objects.exclude(case_id=broken).delete()

    assert rebuild(TODAY) == Rebuilt(2, (broken,))
    assert len(set(WorkRow.objects.values_list("case_id", flat=True))) == 3
    assert before
    assert rows(broken) == before
    assert out_of_date(TODAY) == (broken,)


@pytest.mark.parametrize("command", ["rebuild", "moved_days"])
def test_a_command_does_what_it_can_and_names_it(
    command: str, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match=f"{broken}.*manage.py verify"):
        call_command(command)
    assert capsys.readouterr().out


def test_every_other_is_due_and_proposed_and_it_is_told_of(
    broken: str, desk: Desk, eraser: Eraser
) -> None:
    with kept_lines() as kept:
        due = retention.due(desk.people["ben"].authority, LONG_AFTER)
        made = retention.propose(eraser.first, LONG_AFTER)

    assert len(due) == len(made) == 2
    assert broken not in {one.case_id for one in due}
    assert broken in {one["case"] for one in kept.events if one["event"] == "seal.broken"}


def test_every_other_is_counted(broken: str, desk: Desk) -> None:
    for _ in range(3):
        closed(desk)  # so that there are enough to be told apart from none

    assert [one.cases for one in erasing.figures_of(desk.people["ben"].authority)] == [5]


def test_rows_of_a_case_that_was_sealed_off_go(desk: Desk, eraser: Eraser) -> None:
    case = closed(desk)
    WorkRow.objects.filter(case_id=case.case_id).update(label="As it was")
    left = list(WorkRow.objects.filter(case_id=case.case_id))
    eraser.approved(case.reference)
    eraser.carry_out(LONG_AFTER)
    WorkRow.objects.bulk_create(left)
    today = (LONG_AFTER + timedelta(days=1)).date()
    assert out_of_date(today) == (case.case_id,)

    rebuild(today)

    assert out_of_date(today) == ()
    assert not WorkRow.objects.filter(case_id=case.case_id).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ledger_sealed_off")
        assert cursor.fetchone() == (1,)
    assert eraser.carry_out(LONG_AFTER + WEEK).destroyed == 1
