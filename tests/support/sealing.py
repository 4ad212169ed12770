"""Keyrings, and rows of the worklist sealed under them, without a record."""

from collections.abc import Iterable
from unittest.mock import Mock

from django.db import connection
from django.db.backends.utils import CursorWrapper

from reconvene.sealing.keyring import STORY, Keyring, Place
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import sealed
from tests.support.stored_bytes import stored_bytes


def ring(*places: Place, case_id: str = "case") -> Keyring:
    """Return the keys of a case for some places, of its story where none is named."""
    keys = Keyring(case_id)
    keys.provide(Mock(), places or (STORY,))
    return keys


def kept_rows(cursor: CursorWrapper, rows: Iterable[Row]) -> list[Row]:
    """Return rows as they are kept, under new keys of their cases."""
    of_case: dict[str, list[Row]] = {}
    for row in rows:
        of_case.setdefault(row.case_id, []).append(row)
    kept: list[Row] = []
    for case_id, own in of_case.items():
        keys = Keyring(case_id)
        keys.provide(cursor, [STORY])
        kept += sealed(own, keys)
    return kept


def dump() -> bytes:
    """
    Return every value of every table, as somebody has it who owns the database.

    On SQLite every byte of its files as well, which hold what is committed and what was.
    """
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a table's own name
            for row in cursor.fetchall():
                found += [
                    bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
                    for one in row
                ]
    return b"\n".join([*found, stored_bytes()])
