"""Records from before anything was sealed, sealed where they lie: for 0003, and frozen with it.

What the tables and kinds of entry were then stands here by itself, so that what becomes of them
later changes nothing. What seals is the sealing room as it is today, which has to open it.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from reconvene.ledger.chain import Header, commitment
from reconvene.ledger.guards import put_up, take_down
from reconvene.sealing import parts
from reconvene.sealing.keyring import STORY, Keyring, Place
from reconvene.sealing.models import Compartment

_IN_CLEAR = b"\0"
_SALT_LENGTH = 32
_CASES = """
    SELECT DISTINCT head.id, head.authority FROM ledger_case head
    JOIN ledger_entry entry ON entry.case_id = head.id WHERE substr(entry.sealed, 1, 1) = %s
"""
_ENTRIES = """
    SELECT number, kind, schema, happened_on, happened_at, recorded_at, actor, role, request, body,
        commitment, sealed
    FROM ledger_entry WHERE case_id = %s ORDER BY number
"""
_SEAL = "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = %s"
_OF_CONTACT = {"supporter.named", "supporter.ended", "advocate.offered", "home.noted"}
_OF_DELIBERATION = {
    "criteria.tested", "gate.decided", "sitting.opened", "decision.put", "sitting.closed",
}  # fmt: skip
_Entry = tuple[str, dict[str, Any]]


class EntryChanged(ValueError):
    """An entry does not say what it was committed to, so it is not sealed as if it did."""

    def __init__(self, *, case_id: str, number: int) -> None:
        super().__init__(
            f"Nothing was sealed: entry {number} of case {case_id} is not what was written. "
            "Run `manage.py verify` with the release before this one, and mend the record first."
        )


def seal_what_is_in_clear(connection: BaseDatabaseWrapper) -> int:
    """Seal every record that lies in clear, and return how many there were: all of them or none."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute(_CASES, (_IN_CLEAR,))
        found = cursor.fetchall()
        if found:
            take_down(connection)
            for case_id, authority in found:
                _seal_record(cursor, authority, case_id)
            put_up(connection)
    return len(found)


def _seal_record(cursor: CursorWrapper, authority: str, case_id: str) -> None:
    """Seal each entry of a record under the key of where it belongs, as it is made then."""
    keys, before = Keyring(case_id), list[_Entry]()
    cursor.execute(_ENTRIES, (case_id,))
    for columns in cursor.fetchall():
        header, committed, stored = _read(authority, case_id, *columns)
        opened = stored[len(_IN_CLEAR) :]
        salt, payload = opened[:_SALT_LENGTH], opened[_SALT_LENGTH:]
        if commitment(salt, payload) != committed:
            raise EntryChanged(case_id=case_id, number=header.number)
        data = json.loads(payload)
        place = place_of(header.kind, data, before)
        before.append((header.kind, data))
        keys.provide(cursor, [place])
        part = parts.seal(keys.key_of(place), opened, bound_to=header.digest)
        cursor.execute(_SEAL, (part, case_id, header.number))


def _read(authority: str, case_id: str, *columns: Any) -> tuple[Header, bytes, bytes]:
    number, kind, schema, on, at, recorded_at, actor, role, request, body, *rest = columns
    header = Header(
        authority, case_id, number, kind, schema, on, at, recorded_at, actor, role,
        request and bytes(request), body and bytes(body),
    )  # fmt: skip
    committed, stored = map(bytes, rest)
    return header, committed, stored


def place_of(kind: str, data: dict[str, Any], before: Sequence[_Entry]) -> Place:
    """Return where an entry belongs, by its kind, its payload and the entries before it."""
    if kind == "entry.corrected" and 0 < data["entry"] <= len(before):
        *earlier, (corrected, its_data) = before[: data["entry"]]
        return place_of(corrected, its_data, earlier)
    if kind in _OF_CONTACT:
        known = list(dict.fromkeys(_whom(one) for of, one in before if of in _OF_CONTACT))
        return Place(Compartment.CONTACT, str([*known, _whom(data)].index(_whom(data)) + 1))
    if kind in _OF_DELIBERATION:
        return Place(Compartment.DELIBERATION, data.get("gate") or data.get("panel") or "")
    return STORY


def _whom(data: dict[str, Any]) -> str:
    found: str = data.get("who") or data.get("name") or "complainant"
    return found
