"""Copies of a PostgreSQL database while others write to it, by its own programs.

pg_dump and pg_restore and not something of ours: they bring tables, guards, functions and numbers
across releases of the server, and whoever looks after a PostgreSQL knows them.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.backup.faults import CopyFailed
from reconvene.backup.unverified import MARK, unmark


def copy(connection: BaseDatabaseWrapper, to: Path) -> None:
    """Copy the database as the transaction that is open sees it, whatever is written meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
    own = [
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={to}",
    ]
    _run("pg_dump", own, connection)


def put(connection: BaseDatabaseWrapper, copied: Path) -> None:
    """
    Fill an empty database from a copy, whole or not at all.

    It is marked as not verified before anything is in it. Nobody is served from it yet: that comes
    with its migrations, since an older one may lack what rights are given to.
    """
    with connection.cursor() as cursor:
        cursor.execute(MARK)
    connection.close()
    own = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    try:
        _run("pg_restore", own, connection, str(copied))
    except CopyFailed:
        unmark(connection)
        raise


def _run(program: str, own: Sequence[str], connection: BaseDatabaseWrapper, *files: str) -> None:
    words, env = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    *server, name = words[1:]
    try:
        done = subprocess.run(
            [program, *own, *server, f"--dbname={name}", *files],
            env={**os.environ, **(env or {})},
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError as fault:
        raise CopyFailed(found=f"{program} is not on this machine's PATH") from fault
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise CopyFailed(found=f"{program} said: {said[0]}")
