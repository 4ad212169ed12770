"""What goes with a case besides its record: rows that other rooms keep of it.

They are named here by table, since no room beside this one is imported, and a test holds the list
against every table that names a case.
"""

from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

GOES = ("worklist_row", "outbox_sending")
"""Tables whose rows of a case go as soon as nobody reads it: its record brings them back."""

GOES_LAST = ("papers_paper", "papers_chunk")
"""
Those whose rows nothing brings back: they go with its keys, and until then it may be read again. A
paper goes before its bytes, so that whoever is just laying some is waited for.
"""

STAYS = {
    "ledger_entry": "headers and links, so that the chain holds; what was said is blanked",
    "ledger_sealed_off": "that nobody reads the case",
    "sealing_key": "the key of the entry that says the record was erased; all others are destroyed",
    "erasure_erasure": "how and with whose leave it was erased, and to whom it was closed",
    "erasure_ended": "that it was to be erased before, with whose leave, and what ended that",
    "access_log_read": "who looked at the case and when, by ids; who sought a name, by digests under a key",
    "access_log_review": "who looked in an emergency; why, and what was noted, was sealed under a key that is gone",
    "erasure_hold": "when and by whom it was held and let go; why is blanked",
    "erasure_looked_again": "when and by whom it was looked at again; why it stayed is blanked",
}
"""Tables that keep something of an erased case, and what."""

_SHUT_OUT = (
    "SELECT DISTINCT owner FROM worklist_row WHERE case_id = %s AND shelf = 'shut' ORDER BY owner"
)
_UNREAD = tuple(
    f"UPDATE {table} SET {column} = %s WHERE case_id = %s"  # noqa: S608  own names
    for table, column in (
        ("erasure_hold", "reason"),
        ("erasure_hold", "asked_why"),
        ("erasure_hold", "lifted_why"),
        ("erasure_looked_again", "reason"),
        ("erasure_looked_again", "against_why"),
    )
)


def rows_elsewhere(cursor: CursorWrapper, case_id: str) -> int:
    """Return how many rows other rooms keep of a case."""
    return sum(_counted(cursor, table, case_id) for table in (*GOES, *GOES_LAST))


def leave(cursor: CursorWrapper, case_id: str) -> None:
    """Delete the rows that other rooms keep of a case: no list shows it from now on."""
    _delete(cursor, GOES, case_id)


def leave_for_good(cursor: CursorWrapper, case_id: str) -> None:
    """Delete them, and its files."""
    _delete(cursor, (*GOES, *GOES_LAST), case_id)


def shut_out(cursor: CursorWrapper, case_id: str) -> str:
    """Return the ids of those to whom a wall closes a case that is on lists still, with blanks between."""
    cursor.execute(_SHUT_OUT, (case_id,))
    return " ".join(person for (person,) in cursor.fetchall())


def blank_reasons(cursor: CursorWrapper, case_id: str) -> None:
    """Forget why a case was once held, why it stayed so, and why it was let go."""
    for statement in _UNREAD:
        cursor.execute(statement, (b"", case_id))


def _delete(cursor: CursorWrapper, tables: Iterable[str], case_id: str) -> None:
    for table in tables:
        cursor.execute(f"DELETE FROM {table} WHERE case_id = %s", (case_id,))  # noqa: S608  own names


def _counted(cursor: CursorWrapper, table: str, case_id: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE case_id = %s", (case_id,))  # noqa: S608  own names
    return int(cursor.fetchone()[0])
