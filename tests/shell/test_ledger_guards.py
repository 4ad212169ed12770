"""What the database itself refuses to do to the record, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from reconvene.ledger.models import CaseHead, StoredEntry
from tests.support.desk import Desk

REFUSED = {
    "an entry changed": "UPDATE ledger_entry SET happened_on = '2020-01-01' WHERE number = 1",
    "an entry's contents changed": "UPDATE ledger_entry SET sealed = link WHERE number = 2",
    "an entry deleted": "DELETE FROM ledger_entry WHERE number = 2",
    "a case deleted": "DELETE FROM ledger_case",
    "a case renamed": "UPDATE ledger_case SET reference = 'SP-2020-0001'",
    "a case given away": "UPDATE ledger_case SET authority = 'elsewhere'",
    "a case set back": "UPDATE ledger_case SET length = length - 1",
    "a case moved on without an entry": "UPDATE ledger_case SET length = length + 1",
    "an entry after a gap": """
        INSERT INTO ledger_entry SELECT case_id, number + 2, kind, schema, happened_on, happened_at,
        recorded_at, actor, role, NULL, NULL, commitment, link, sealed
        FROM ledger_entry WHERE number = 2
    """,
    "an entry twice": """
        INSERT INTO ledger_entry SELECT case_id, number, kind, schema, happened_on, happened_at,
        recorded_at, actor, role, NULL, NULL, commitment, link, sealed
        FROM ledger_entry WHERE number = 2
    """,
    "a case that begins with a length": """
        INSERT INTO ledger_case (id, authority, reference, year, serial, opened_at, length, link)
        SELECT 'other', authority, 'SP-2025-0999', year, 999, opened_at, 1, link FROM ledger_case
    """,
}


@pytest.mark.assures("AU-3")
@pytest.mark.django_db
@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_the_database_refuses(statement: str) -> None:
    desk = Desk.at()
    case = desk.open()
    desk.live(case.case_id, steps=1)
    before = everything()

    with pytest.raises(DatabaseError, match=r"ledger|UNIQUE|unique"), transaction.atomic():
        connection.cursor().execute(statement)

    assert everything() == before


@pytest.mark.assures("AU-3")
@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_case"])
def test_no_table_of_the_record_can_be_emptied_at_a_stroke(table: str) -> None:
    Desk.at().open()
    verb = {"postgresql": "TRUNCATE", "sqlite": "DELETE FROM"}[connection.vendor]
    before = everything()

    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        connection.cursor().execute(f"{verb} {table}")

    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_the_guards_go_and_come_with_their_migration() -> None:
    Desk.at().open()
    call_command("migrate", "ledger", "0001", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_case SET year = 1999")
    call_command("migrate", verbosity=0)

    with pytest.raises(DatabaseError, match="ledger"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_case SET year = 2000")


@pytest.mark.django_db
def test_rows_name_themselves_by_ids_alone() -> None:
    case_id = Desk.at().open().case_id

    assert str(CaseHead.objects.get()) == case_id
    assert str(StoredEntry.objects.get()) == f"{case_id}/1"


def everything() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_case ORDER BY id")
        found = list(cursor.fetchall())
        cursor.execute("SELECT * FROM ledger_entry ORDER BY case_id, number")
        return [tuple(map(str, row)) for row in found + list(cursor.fetchall())]
