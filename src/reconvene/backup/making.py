"""Making a back-up, while people write."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.backup import archive, postgresql, sqlite
from reconvene.backup.manifest import Manifest, manifest_of
from reconvene.backup.own_folder import own_folder


def back_up(
    connection: BaseDatabaseWrapper,
    target: Path,
    recipients: Sequence[str],
    *,
    beside: Path,
    now: datetime,
) -> Manifest:
    """
    Return what is said of the back-up that was made of a whole database.

    Everything that anybody was told is recorded before it began is in it. Of what is recorded
    meanwhile it holds what was done by one moment, and nothing after that.

    Args:
        connection: On the database; nothing is changed there, and no writer waits.
        target: The file; it must not be there.
        recipients: Public keys of those who may open it.
        beside: A folder for the unsealed copy while it is sealed: where the database itself
            lies, which is as unsealed.
        now: The instant it says.

    Raises:
        CopyFailed: The database could not be copied.
        RecipientUnusable: It cannot be sealed for those it is meant for.
        FileExistsError: There is a file of that name.
    """
    made_at = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    make = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
    with own_folder("backup-", beside) as folder:
        copied = folder / "database"
        manifest = make(connection, copied, made_at)
        archive.write(target, recipients, manifest, copied)
    return manifest


def _of_sqlite(connection: BaseDatabaseWrapper, copied: Path, made_at: str) -> Manifest:
    sqlite.copy(connection, copied)
    sha256 = archive.digest(copied)
    with closing(sqlite3.connect(copied)) as database, closing(database.cursor()) as cursor:
        asked: Any = cursor  # a plain cursor will do: what is asked has no parameters
        return manifest_of(asked, database="sqlite", made_at=made_at, sha256=sha256)


def _of_postgresql(connection: BaseDatabaseWrapper, copied: Path, made_at: str) -> Manifest:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        manifest = manifest_of(cursor, database="postgresql", made_at=made_at, sha256="")
        postgresql.copy(connection, copied)
    return msgspec.structs.replace(manifest, sha256=archive.digest(copied))
