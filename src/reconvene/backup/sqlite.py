"""Copies of a SQLite file while others write to it, by SQLite's own means."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.backup.faults import CopyFailed
from reconvene.backup.unverified import MARK


def copy(connection: BaseDatabaseWrapper, to: Path) -> None:
    """
    Copy the whole database as it stands at one moment, and look it through.

    In one step, so that no writer has to wait and none makes it begin again. What comes out is
    one file that needs no other beside it.
    """
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        _look_through(target)


def put(connection: BaseDatabaseWrapper, copied: Path) -> None:
    """Fill an empty database from a copy, marked as not verified yet."""
    connection.ensure_connection()
    with closing(sqlite3.connect(f"{copied.absolute().as_uri()}?mode=rw", uri=True)) as source:
        _look_through(source)
        source.execute(MARK)
        source.commit()
        source.backup(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")


def _look_through(database: sqlite3.Connection) -> None:
    try:
        (found,) = database.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as fault:
        raise CopyFailed(found="SQLite cannot read it") from fault
    if found != "ok":
        raise CopyFailed(found="SQLite finds it damaged")
