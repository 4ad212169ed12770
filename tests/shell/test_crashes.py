"""Being killed in the middle of work: nothing told of is lost, nothing is there twice."""

import time
from pathlib import Path

import pytest
from django.db import connection

from reconvene.ledger.chain import short_code
from reconvene.ledger.verifying import verify
from tests.shell.test_worklist_rebuilt import TODAY, emptied_and_rebuilt, everything
from tests.support.cast import partnership
from tests.support.processes import address, environment, said_by
from tests.support.sizes import sized

ROUNDS = sized(50, 500, "kills of three writers")
MANY = 2 * ROUNDS
WRITERS = "killed-writers"


def receipts(folder: Path) -> list[tuple[str, str, int, str]]:
    """Return what writers told of that were killed again and again: key, case, number, code."""
    said = said_by(
        "tests.support.killed_writers",
        ROUNDS,
        environment=environment(folder, RECONVENE_DATABASE_URL=address(WRITERS)),
    )
    lines = [line.split() for line in said.splitlines()]
    return [(key, case_id, int(number), code) for key, case_id, number, code in lines]


def no_session_is_left() -> None:
    """Wait until the server has noticed that every writer is gone."""
    with connection.cursor() as cursor:
        while connection.vendor == "postgresql":
            cursor.execute(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = %s", (WRITERS,)
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)


@pytest.mark.assures("CS-1", size=ROUNDS)
@pytest.mark.django_db(transaction=True)
def test_kills_of_writers_lose_and_double_nothing(tmp_path: Path) -> None:
    partnership()

    told = receipts(tmp_path)
    no_session_is_left()

    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, number, link FROM ledger_entry")
        kept = {(case, number, short_code(number, bytes(link))) for case, number, link in cursor}
        assert verify(cursor) == ()
    assert len({key for key, *_ in told}) == len(told) > MANY
    assert {(case, number, code) for _, case, number, code in told} == kept
    live = everything()
    assert live
    assert emptied_and_rebuilt(TODAY) == live
