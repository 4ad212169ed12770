"""Records that are not stored in the newest form, sealed anew where they lie.

So it was for those from before anything was sealed, and so it is when a cipher is replaced: add
the new form, make it the newest, and call this in a migration. The chain binds what was said and
not how it is stored, so every link stays what it was. What is sealed anew stays under its key;
where the key itself is not to be trusted any more, that is another matter. What was erased is
blank and stays so.
"""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from reconvene.core.record.event import Event
from reconvene.ledger import erased
from reconvene.ledger.chain import commitment
from reconvene.ledger.entries import COLUMNS, event_of, row
from reconvene.ledger.guards import put_up, take_down
from reconvene.ledger.sealing import KEY_OF_ENTRY, place_of, seal, unseal
from reconvene.sealing import parts
from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.sealing.keyring import STUB, Keyring

_CASES = """
    SELECT DISTINCT head.id, head.authority FROM ledger_case head
    JOIN ledger_entry entry ON entry.case_id = head.id
    WHERE substr(entry.sealed, 1, 1) <> %s AND LENGTH(entry.sealed) > 0
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


def seal_anew(connection: BaseDatabaseWrapper, *, also_in_clear: bool = False) -> int:
    """
    Seal every record with a part that is not in the newest form, and return how many there were.

    All of them or none, and while nobody writes: the guards are down for as long as it takes.

    Args:
        connection: To the database.
        also_in_clear: Whether parts in clear are taken, which anybody could have written.

    Raises:
        EntryChanged: An entry is not what was written; nothing is sealed.
        ValueError: One cannot be opened or read, as `entries.event` says.
    """
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute(_CASES, (parts.NEWEST,))
        found = cursor.fetchall()
        if found:
            take_down(connection)
            for case_id, authority in found:
                _seal_case(cursor, authority, case_id, also_in_clear=also_in_clear)
            put_up(connection)
    return len(found)


def _seal_case(cursor: CursorWrapper, authority: str, case_id: str, *, also_in_clear: bool) -> None:
    keys, before = Keyring(case_id), list[Event]()
    cursor.execute(_ENTRIES, (case_id,))
    for columns in cursor.fetchall():
        keys.hold(*columns[:_KEY_WIDTH])
        stored = row(authority, case_id, columns[_KEY_WIDTH:])
        number = stored.header.number
        salt, payload = unseal(stored.header, stored.sealed, keys, also_in_clear=also_in_clear)
        if commitment(salt, payload) != stored.commitment:
            raise EntryChanged(case_id=case_id, number=number)
        place = STUB
        if stored.header.kind != erased.KIND:
            event = event_of(stored.header, payload)
            place = place_of(event.kind, event.data, before)
            before.append(event)
        keys.provide(cursor, [place])
        part = seal(keys.key_of(place), stored.header, salt, payload)
        cursor.execute(_SEAL, (part, case_id, number))
