"""Keyrings, and rows of the worklist sealed under them, without a record."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
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


def kept_rows(cursor: CursorWrapper, rows: Sequence[Row]) -> list[Row]:
    """Return rows, those of each case together, as they are kept, under new keys of their cases."""
    kept: list[Row] = []
    for case_id, own in groupby(rows, key=attrgetter("case_id")):
        keys = Keyring(case_id)
        keys.provide(cursor, [STORY])
        kept += sealed(tuple(own), keys)
    return kept
