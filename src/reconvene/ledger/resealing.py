"""Records from before anything was sealed, sealed where they lie.

The chain binds what was said and not how it is stored, so every link stays what it was.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from reconvene.core.record.event import Event
from reconvene.ledger.entries import COLUMNS, event_of, row
from reconvene.ledger.guards import put_up, take_down
from reconvene.ledger.sealing import place_of, seal, unseal
from reconvene.sealing.keyring import Keyring

_CASES = """
    SELECT DISTINCT head.id, head.authority FROM ledger_case head
    JOIN ledger_entry entry ON entry.case_id = head.id WHERE substr(entry.sealed, 1, 1) = %s
"""
_ENTRIES = f"SELECT {COLUMNS} FROM ledger_entry WHERE case_id = %s ORDER BY number"  # noqa: S608  own columns
_SEAL = "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = %s"
_IN_CLEAR = b"\0"


def seal_what_is_in_clear(connection: BaseDatabaseWrapper) -> int:
    """
    Seal every record that is stored in clear, and return how many there were.

    Inside a transaction, and while nobody writes: the guards are down for as long as it takes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CASES, (_IN_CLEAR,))
        found = cursor.fetchall()
        if found:
            take_down(connection)
            for case_id, authority in found:
                _seal_case(cursor, authority, case_id)
            put_up(connection)
    return len(found)


def _seal_case(cursor: CursorWrapper, authority: str, case_id: str) -> None:
    keys, before = Keyring(case_id), list[Event]()
    cursor.execute(_ENTRIES, (case_id,))
    for stored in [row(authority, case_id, columns) for columns in cursor.fetchall()]:
        salt, payload = unseal(stored.header, stored.sealed, keys, also_in_clear=True)
        event = event_of(stored.header, payload)
        place = place_of(event.kind, event.data, before)
        keys.provide(cursor, [place])
        part = seal(keys.key_of(place), stored.header, salt, payload)
        cursor.execute(_SEAL, (part, case_id, stored.header.number))
        before.append(event)
