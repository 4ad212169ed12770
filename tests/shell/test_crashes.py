"""Being killed in the middle of work: nothing told of is lost, nothing is there twice."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from reconvene.ledger.chain import short_code
from reconvene.ledger.verifying import verify
from tests.shell.test_worklist_rebuilt import TODAY, emptied_and_rebuilt, everything
from tests.support.cast import partnership
from tests.support.tree import ROOT

ROUNDS = 50
MANY = 100
WRITERS = "killed-writers"


def address() -> str:
    """Return the address of the database this test runs on, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server = urlsplit(os.environ["RECONVENE_DATABASE_URL"])
    query = "&".join(filter(None, (server.query, f"application_name={WRITERS}")))
    return server._replace(path=f"/{name}", query=query).geturl()


def receipts(folder: Path) -> list[tuple[str, str, int, str]]:
    """Return what writers told of that were killed fifty times: key, case, number, code."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killed_writers", str(ROUNDS)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "DJANGO_SETTINGS_MODULE": "reconvene.config.settings",
            "RECONVENE_DEMO": "1",
            "RECONVENE_VAR": str(folder),
            "RECONVENE_KEY_FILE": str(settings.KEY_FILE),
            "RECONVENE_DATABASE_URL": address(),
        },
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
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


@pytest.mark.django_db(transaction=True)
def test_fifty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
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
