"""Operations struck at one call to the system after another, as a process of its own.

    python -m tests.support.struck FOLDER SERVER STRIKES [WHICH]

Everything is kept in a folder; SERVER is "sqlite" or "postgres", which is then a cluster of its
own. Each operation is first traced as it is. Then it is done again and again, each time killed, or
given an error of the disk, at another of the calls it was seen to make: STRIKES of them, spread
over all, or every one where STRIKES is 0. After each the record is verified, and what was begun is
sent again. What was found is printed as JSON. WHICH is the place of one operation, from 0, that is
struck by itself: a record that holds what all others left takes ever longer to verify.
"""

import json
import os
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.support.tracing import Strike, strikes, traced

if TYPE_CHECKING:
    from tests.support.operations import Operation


def main(folder: Path, server: str, limit: int, which: slice) -> None:
    """Strike every operation among `which`, then print what was found."""
    cluster = None
    if server == "postgres":
        from tests.support.cluster import Cluster

        cluster = Cluster(folder)
        os.environ["RECONVENE_DATABASE_URL"] = cluster.address

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from reconvene.library.procedure_files import load_procedures
    from tests.support.desk import Desk
    from tests.support.operations import operations
    from tests.support.struck_erasing import erasing_operations

    call_command("migrate", verbosity=0)
    load_procedures()
    desk = Desk.at()
    assert desk.people["ben"].authority.days.versions
    desk.open(key="before anything")
    every = [*operations(desk, folder), *erasing_operations(desk, folder)]
    found = {one.name: _struck(one, folder / "trace", limit) for one in every[which]}
    print(json.dumps(found))  # noqa: T201  this is what is asked
    connection.close()
    if cluster is not None:
        cluster.kill()


def _struck(one: "Operation", trace: Path, limit: int) -> dict[str, object]:
    """Return how often an operation was struck, how it ended each time, and what was then wrong."""
    from django.db import connection

    made = one.prepare()
    connection.close()
    seen = traced(lambda: one.work(made), trace)
    assert seen.code == 0, f"{one.name} does not even end well by itself"
    every = strikes(seen)
    some = Random(one.name).sample(every, min(limit, len(every)))  # noqa: S311  the same each time
    chosen = some if limit else every
    wrong = [f"{strike}: {said}" for strike in chosen if (said := _trouble(one, strike, trace))]
    return {"strikes": len(chosen), "of": len(every), "wrong": wrong}


def _trouble(one: "Operation", strike: Strike, trace: Path) -> str:
    """Say what is wrong after an operation was struck and then done again; nothing if all is well."""
    from django.db import connection

    from tests.support.operations import entries, record_trouble

    made, before = one.prepare(), entries()
    connection.close()
    ended = traced(lambda: one.work(made), trace, *strike.words)
    _alone()
    added = entries() - before
    if one.name != "migration" and (said := record_trouble()):
        return f"afterwards {said}"
    if said := one.halfway():
        return f"halfway {said}"
    if added not in (0, one.adds) or (ended.told and added != one.adds):
        return f"{added} entries were added, and {ended.told or 'nothing'} was told"
    told = one.work(made)
    if one.adds and ended.told and told != ended.told:
        return f"{ended.told} was told, and {told} when it was sent again"
    if entries() - before != one.adds:
        return f"{entries() - before} entries are there after it was sent again"
    return one.trouble() or record_trouble()


def _alone() -> None:
    """Wait until the server has noticed that whoever was killed is gone."""
    from django.db import connection

    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT COUNT(*) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.01)


if __name__ == "__main__":
    place = int(sys.argv[4]) if len(sys.argv) > 4 else None
    some = slice(None) if place is None else slice(place, place + 1)
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), some)
