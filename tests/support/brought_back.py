"""What a back-up brings back, without a back-up: the rows of all that is recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from reconvene.erasure.models import Erasure, Hold, KeptFigure
from reconvene.ledger import guards
from reconvene.ledger.models import CaseHead, SealedOff, StoredEntry
from reconvene.sealing.models import StoredKey
from reconvene.worklist.models import WorkRow

TABLES: tuple[type[models.Model], ...] = (
    CaseHead, StoredEntry, SealedOff, StoredKey, WorkRow, Erasure, Hold, KeptFigure,
)  # fmt: skip


@contextmanager
def brought_back() -> Iterator[None]:
    """Give a back-up of the data of now, which is restored at the end."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608  own names
            rows[model._meta.db_table] = list(cursor.fetchall())
    yield
    guards.take_down(connection)
    with connection.cursor() as cursor:
        for table, held in rows.items():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  own names
            for row in held:
                marks = ", ".join(["%s"] * len(row))
                cursor.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  own names
    guards.put_up(connection)
