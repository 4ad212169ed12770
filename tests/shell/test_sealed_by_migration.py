"""A record from before anything was sealed: sealed by its migration, in the tables there were then."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from reconvene.desk.answers import Receipt
from reconvene.ledger import guards
from reconvene.ledger.migrations._in_clear import EntryChanged
from reconvene.ledger.verifying import verify
from tests.shell.test_seal_record import (
    PLANTED,
    chain_of,
    execute,
    fetched,
    lived,
    parts_of,
    places_of,
    put_in_clear,
    said_in,
)
from tests.support.desk import Desk
from tests.support.sp_life import KNOWN_OF_OLD, Step

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, SEALS = ("ledger", "0002_guards"), ("ledger", "0003_seal_what_is_in_clear")


@contextmanager
def as_it_was_then() -> Iterator[None]:
    """Let the tests' database have the tables from before, and nothing that came after, for a while."""
    guards.take_down(connection)
    for serial, (case_id,) in enumerate(fetched("SELECT id FROM ledger_case ORDER BY id"), 1):
        execute("UPDATE ledger_case SET year = 2025, serial = %s WHERE id = %s", serial, case_id)
    guards.put_up(connection)
    try:
        with suppress(ProgrammingError):  # rights are then given to a column that is gone
            call_command("migrate", *BEFORE, verbosity=0)
        yield
    finally:
        call_command("migrate", verbosity=0)


def is_done(migration: tuple[str, str]) -> bool:
    return migration in MigrationRecorder(connection).applied_migrations()


def test_it_opens_afterwards_and_says_what_it_said_by_the_same_chain() -> None:
    desk = Desk.at()
    case_id, other = lived(desk, KNOWN_OF_OLD), lived(desk, 1)
    taken_back = {"entry": 2, "reason": "It was somebody else.", "struck": True}
    corrected = Step("ben", "Tue 22 Apr 2025", "entry.corrected", taken_back)
    assert isinstance(desk.act(case_id, corrected), Receipt)
    chains, said, places = (
        [find(one) for one in (case_id, other)] for find in (chain_of, said_in, places_of)
    )
    for one in (case_id, other):
        put_in_clear(one)

    with as_it_was_then():
        assert not is_done(SEALS)
        assert "ledger_sealed_off" not in connection.introspection.table_names()
        assert any(text.encode() in parts_of(case_id) for text in PLANTED)

        call_command("migrate", *SEALS, verbosity=0)

        assert [text for text in PLANTED if text.encode() in parts_of(case_id)] == []

    assert [chain_of(one) for one in (case_id, other)] == chains
    assert [places_of(one) for one in (case_id, other)] == places
    assert [said_in(one) for one in (case_id, other)] == said
    with connection.cursor() as cursor:
        assert verify(cursor) == ()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        execute("UPDATE ledger_entry SET sealed = link")


def test_of_one_that_is_not_what_was_written_nothing_is_sealed_and_nothing_is_done() -> None:
    desk = Desk.at()
    case_id = lived(desk, 1)
    put_in_clear(case_id)
    as_written = fetched("SELECT sealed FROM ledger_entry WHERE number = 2")[0][0]
    with as_it_was_then():
        guards.take_down(connection)
        execute("UPDATE ledger_entry SET sealed = %s WHERE number = 2", bytes(33) + b"{}")
        before = parts_of(case_id)

        with pytest.raises(EntryChanged, match=f"entry 2 of case {case_id}"):
            call_command("migrate", *SEALS, verbosity=0)

        assert parts_of(case_id) == before
        assert not is_done(SEALS)
        execute("UPDATE ledger_entry SET sealed = %s WHERE number = 2", as_written)

    with connection.cursor() as cursor:
        assert verify(cursor) == ()
