"""Somebody who takes everything that PostgreSQL keeps on its disk, as a process of its own.

    python -m tests.support.thief_of_logs FOLDER

A server of its own is started in a folder. Cases are closed in it and one is erased, before and
after keys are changed. Each time its write-ahead log and its data files are searched, segments that
were put by for later use among them, for the wrapped keys and the sealed parts that a copy from
before the erasure had. What could be opened of them with every key that is alive is printed as JSON.
"""

import json
import os
import sys
from pathlib import Path

from tests.support.cluster import Cluster

WORDS = "token-{}-zqx"
CASES = 3
GONE = 1


def main(folder: Path) -> None:
    """Erase one case of some, and print what was found in the log of it at each time."""
    cluster = Cluster(folder)
    os.environ["RECONVENE_DATABASE_URL"] = cluster.address

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from reconvene.library.procedure_files import load_procedures
    from reconvene.sealing.rotation import rotate
    from tests.support.desk import Desk
    from tests.support.erasing import LONG_AFTER, WEEK, Copy, Eraser, closed

    call_command("migrate", verbosity=0)
    load_procedures()
    desk = Desk.at()
    cases = [closed(desk, words=WORDS.format(number)) for number in range(CASES)]
    before = Copy.taken()
    eraser = Eraser.of(desk, folder)
    eraser.erased(cases[GONE].reference)
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        kept = Path(cursor.fetchone()[0])

    def found() -> dict[str, object]:
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_switch_wal()")
            cursor.execute("CHECKPOINT")
        log, data = _bytes(kept / "pg_wal"), _bytes(kept / "base")
        taken = before.within(log + data)
        opened = taken.opened()
        return {
            "keys of it in the log": sum(
                key[0] == cases[GONE].case_id and bytes(key[-1]) in log for key in before.keys
            ),
            "in clear": [n for n in range(CASES) if WORDS.format(n).encode() in log + data],
            "opened": [n for n in range(CASES) if WORDS.format(n).encode() in opened],
        }

    told = {"erased": found()}
    rotate(settle=lambda: None)
    certified = eraser.carry_out(LONG_AFTER + 2 * WEEK).certified
    told["keys changed"] = found()
    print(json.dumps(told | {"certified": certified == (cases[GONE].reference,)}))  # noqa: T201
    connection.close()
    cluster.kill()


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
