"""What is on the record and opens no more, since two people gave up the key it is sealed under."""

from django.db.backends.utils import CursorWrapper

from reconvene.ledger.sealing import KEY_OF_ENTRY

_LOST = f"""
    SELECT entry.case_id, entry.number
    FROM ledger_entry entry JOIN sealing_given_up gone ON gone.id = {KEY_OF_ENTRY}
    LEFT JOIN sealing_key held ON held.id = gone.id
    WHERE held.id IS NULL AND %s IN ('', entry.case_id) ORDER BY entry.case_id, entry.number
"""  # noqa: S608  own columns


def entries_given_up(cursor: CursorWrapper, case_id: str = "") -> tuple[tuple[str, int], ...]:
    """Return the case and number of each entry, of a case or of all, whose key was given up."""
    cursor.execute(_LOST, (case_id,))
    return tuple((case, number) for case, number in cursor.fetchall())
