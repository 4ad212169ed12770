"""The database server itself is killed while people work: nothing told of is lost."""

import json

import pytest

from tests.support.folder import temporary_folder
from tests.support.processes import own, said_by
from tests.support.sizes import sized

SERVERS = sized(3, 100, "kills of PostgreSQL itself")
SERVING_AGAIN = 5.0
WRITERS_AT_ONCE = 3


@pytest.mark.assures("CS-1", size=SERVERS)
def test_kills_of_the_database_server_lose_and_double_nothing() -> None:
    folder = temporary_folder() / "killed-server"  # pytest's own are closed to who runs a server
    folder.mkdir()
    said = said_by("tests.support.killed_server", folder, SERVERS, environment=own(folder))

    found = json.loads(said)
    told = {(case, int(number), code) for _, case, number, code in found["told"]}
    kept = {(case, number, code) for case, number, code in found["kept"]}
    assert found["wrong"] == []
    assert len(told) == len(found["told"]) > 3 * SERVERS
    assert told <= kept
    assert len(kept - told) <= WRITERS_AT_ONCE, (
        "each may have been stopped between doing and telling"
    )
    assert found["slowest"] < SERVING_AGAIN
