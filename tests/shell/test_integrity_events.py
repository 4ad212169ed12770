"""What is done to the record behind the program's back is told of, once each."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from reconvene.desk.look import CaseNotOpened, load
from reconvene.ledger.guards import put_up, take_down
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.witness import Witness

pytestmark = [pytest.mark.assures("LOG-3"), pytest.mark.django_db(transaction=True)]


def tampered(change: str) -> None:
    """Change the record as somebody does who owns the database."""
    take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(change)
    put_up(connection)


def change_of(column: str) -> str:
    newest = "(SELECT MAX(number) FROM ledger_entry)"
    if connection.vendor == "postgresql":
        value = f"set_byte({column}, length({column}) - 1, get_byte({column}, length({column}) - 1) # 1)"
    else:
        value = f"substr({column}, 1, length({column}) - 1) || x'ff'"
        value = f"CAST({value} AS BLOB)"
    return f"UPDATE ledger_entry SET {column} = {value} WHERE number = {newest}"  # noqa: S608  own


def test_a_sealed_part_that_does_not_open_is_one_urgent_event() -> None:
    desk = Desk.at()
    opened = desk.open()
    tampered(change_of("sealed"))

    with kept_lines() as kept, pytest.raises(CaseNotOpened):
        load(desk.people["ben"], opened.case_id, day("Wed 23 Apr 2025"))

    (said,) = kept.events
    assert (said["event"], said["urgent"], said["case"], said["entry"]) == (
        "seal.broken", True, opened.case_id, 1,
    )  # fmt: skip


def test_a_record_that_was_changed_is_one_urgent_event() -> None:
    Desk.at().open()
    tampered(change_of("link"))

    with kept_lines() as kept, pytest.raises(CommandError):
        call_command("verify")

    assert [(line["event"], line["urgent"]) for line in kept.events] == [("record.broken", True)]


def test_a_record_that_is_not_what_was_witnessed_is_one_urgent_event(
    tmp_path: Path, settings: Settings
) -> None:
    Desk.at().open()
    witness = Witness.at(tmp_path)
    witness.checkpoint()
    settings.CHECKPOINT_KEY = witness.key
    tampered("DELETE FROM ledger_entry")

    with kept_lines() as kept, pytest.raises(CommandError):
        call_command("checkpoint", "--to", str(witness.log))

    assert [(line["event"], line["urgent"]) for line in kept.events] == [("witness.differs", True)]
