"""The end of a case's keys: what they sealed is gone wherever its bytes still lie.

Not at once: a back-up made before holds the wrapped keys too, and opens until the epochs that
wrapped them are destroyed. See `rotation`.
"""

from django.db.backends.utils import CursorWrapper

from reconvene.sealing.keyring import COLUMNS, Keyring
from reconvene.sealing.models import Compartment

_KEYS = f"SELECT {COLUMNS} FROM sealing_key held WHERE held.case_id = %s ORDER BY held.id"  # noqa: S608  own columns
_DESTROY = "DELETE FROM sealing_key WHERE case_id = %s AND compartment <> %s"


def load_keys(cursor: CursorWrapper, case_id: str) -> Keyring:
    """Return the keys of a case that are there; perhaps none."""
    keys = Keyring(case_id)
    cursor.execute(_KEYS, (case_id,))
    for columns in cursor.fetchall():
        keys.hold(*columns)
    return keys


def destroy_keys(cursor: CursorWrapper, case_id: str) -> int:
    """Destroy every key of a case but that of its stub, and return how many there were."""
    cursor.execute(_DESTROY, (case_id, Compartment.STUB.value))
    return int(cursor.rowcount)
