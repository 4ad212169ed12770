"""
Every entry of one kind, of all cases: for whoever holds what lies elsewhere against the record.

In: a kind. Out: entries, case by case. What does not open is left out, since `verifying` names it;
of an erased record there is nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

from reconvene.core.record.event import Event
from reconvene.ledger.entries import COLUMNS, event_of, row
from reconvene.ledger.sealing import KEY_OF_ENTRY, unseal
from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.sealing.keyring import Keyring

_ENTRY_COLUMNS = ", ".join(f"entry.{column}" for column in COLUMNS.split(", "))
_KEY_WIDTH = len(KEY_COLUMNS.split(", "))
_CASES = "SELECT DISTINCT case_id FROM ledger_entry WHERE kind = %s ORDER BY case_id"
_OF_ONE = f"""
    SELECT head.authority, {KEY_COLUMNS}, {_ENTRY_COLUMNS}
    FROM ledger_case head JOIN ledger_entry entry ON entry.case_id = head.id
    LEFT JOIN sealing_key held ON held.case_id = head.id AND held.id = {KEY_OF_ENTRY}
    WHERE head.id = %s AND entry.kind = %s AND LENGTH(entry.sealed) > 0 ORDER BY entry.number
"""  # noqa: S608  own columns


def cases_with(cursor: CursorWrapper, kind: str) -> tuple[str, ...]:
    """Return the ids of all cases with an entry of a kind, in order; erased ones too."""
    cursor.execute(_CASES, (kind,))
    return tuple(case_id for (case_id,) in cursor.fetchall())


def load_of_kind(cursor: CursorWrapper, case_id: str, kind: str) -> tuple[Event, ...]:
    """Return the entries of a kind on a case's record that open, the first one first."""
    cursor.execute(_OF_ONE, (case_id, kind))
    return tuple(_opened(case_id, cursor.fetchall()))


def _opened(case_id: str, found: Iterable[Sequence[Any]]) -> Iterator[Event]:
    keys = Keyring(case_id)
    for authority, *columns in found:
        keys.hold(*columns[:_KEY_WIDTH])
        stored = row(authority, case_id, columns[_KEY_WIDTH:])
        try:
            yield event_of(stored.header, unseal(stored.header, stored.sealed, keys)[1])
        except ValueError:  # every fault of reading is one
            continue
