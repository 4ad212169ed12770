"""Keyrings, and rows of the worklist sealed under them, without a record."""

from collections.abc import Iterable
from unittest.mock import Mock

from django.db.backends.utils import CursorWrapper

from reconvene.sealing.keyring import STORY, Keyring, Place
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import sealed


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
