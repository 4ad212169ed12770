"""Records that are not stored in the newest form, sealed anew where they lie.

So it is when a cipher is replaced: add the new form, make it the newest, and call this in a
migration. The chain binds what was said and not how it is stored, so every link stays what it was.
What is sealed anew stays under its key; where the key itself is not to be trusted any more, that
is another matter. What was erased is blank and stays so, and what opens no more since its key was
given up stays as it lies.
"""

from collections.abc import Collection
from typing import NamedTuple, TypeAlias

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from reconvene.ledger.chain import commitment
from reconvene.ledger.entries import COLUMNS, Row, row
from reconvene.ledger.guards import put_up, take_down
from reconvene.ledger.lost import PassedOver, entries_given_up, passed_over
from reconvene.ledger.sealing import KEY_OF_ENTRY, seal, unseal
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.sealing import parts
from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.sealing.keyring import Keyring

_TO_SEAL = """
    SELECT head.authority, head.id, entry.number FROM ledger_case head
    JOIN ledger_entry entry ON entry.case_id = head.id
    WHERE substr(entry.sealed, 1, 1) <> %s AND LENGTH(entry.sealed) > 0
    ORDER BY head.id, entry.number
"""
_ENTRY_COLUMNS = ", ".join(f"entry.{column}" for column in COLUMNS.split(", "))
_ENTRIES = f"""
    SELECT {KEY_COLUMNS}, {_ENTRY_COLUMNS} FROM ledger_entry entry
    LEFT JOIN sealing_key held ON held.id = {KEY_OF_ENTRY}
    WHERE entry.case_id = %s AND LENGTH(entry.sealed) > 0 ORDER BY entry.number
"""  # noqa: S608  own columns
_KEY_WIDTH = len(KEY_COLUMNS.split(", "))
_SEAL = "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = %s"


class EntryChanged(ValueError):
    """An entry does not say what it was committed to, so it is not sealed as if it did."""

    def __init__(self, *, case_id: str, number: int) -> None:
        self.case_id = case_id
        self.number = number
        super().__init__(
            f"Nothing was sealed anew: entry {number} of case {case_id} is not what was written. "
            "Run `manage.py verify` with the release before this one, and mend the record first."
        )


_Entry: TypeAlias = tuple[str, int]


class SealedAnew(NamedTuple):
    """How many records were sealed anew, and what opens no more and was passed over."""

    records: int
    passed: tuple[PassedOver, ...]


def seal_anew(connection: BaseDatabaseWrapper) -> SealedAnew:
    """
    Seal every record with a part that is not in the newest form.

    All of them or none, and while nobody writes: the guards are down for as long as it takes. What
    is sealed under a key that was given up is passed over and told of, as `verify` does; the rest
    of its record is sealed anew.

    Raises:
        EntryChanged: An entry is not what was written; nothing is sealed.
        ValueError: One cannot be opened, and its key was not given up; nothing is sealed.
    """
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        lost = frozenset(entries_given_up(cursor))
        cursor.execute(_TO_SEAL, (parts.NEWEST,))
        old = [(authority, (case_id, number)) for authority, case_id, number in cursor.fetchall()]
        records = dict.fromkeys((at, entry[0]) for at, entry in old if entry not in lost)
        if records:
            take_down(connection)
            for authority, case_id in records:
                _seal_record(cursor, authority, case_id, lost)
            put_up(connection)
    passed = tuple(passed_over(entry for _, entry in old if entry in lost))
    for each in passed:
        tell(Event.PASSED_OVER, reason="sealed-anew", case=each.case_id, count=len(each.numbers))
    return SealedAnew(len(records), passed)


def _seal_record(
    cursor: CursorWrapper, authority: str, case_id: str, lost: Collection[_Entry]
) -> None:
    keys = Keyring(case_id)
    cursor.execute(_ENTRIES, (case_id,))
    for columns in cursor.fetchall():
        keys.hold(*columns[:_KEY_WIDTH])
        stored = row(authority, case_id, columns[_KEY_WIDTH:])
        number = stored.header.number
        if (case_id, number) not in lost:
            cursor.execute(_SEAL, (_sealed_anew(stored, keys), case_id, number))


def _sealed_anew(stored: Row, keys: Keyring) -> bytes:
    salt, payload = unseal(stored.header, stored.sealed, keys)
    if commitment(salt, payload) != stored.commitment:
        raise EntryChanged(case_id=stored.header.case, number=stored.header.number)
    return seal(keys.key(parts.key_id(stored.sealed)), stored.header, salt, payload)
