"""Why somebody decided something of a case, in their words: sealed with it, and gone with it.

In: words, and what they are bound to. Out: bytes to be stored, and the words again.
"""

from django.db.backends.utils import CursorWrapper

from reconvene.sealing import parts
from reconvene.sealing.destroying import load_keys
from reconvene.sealing.keyring import STORY, DataKey, Place
from reconvene.sealing.models import Compartment

APART = Place(Compartment.STORY, "reasons")
"""Where reasons belong in a case whose story's own key does not open any more."""


def seal_reason(cursor: CursorWrapper, case_id: str, reason: str, bound_to: bytes) -> bytes:
    """Return words as they are to be stored, inside the transaction in which the case is held."""
    return parts.seal(_key(cursor, case_id), reason.encode(), bound_to)


def open_reason(cursor: CursorWrapper, case_id: str, sealed: bytes, bound_to: bytes) -> str | None:
    """Return the words; empty once the case is erased, None where they do not open any more."""
    if not sealed:
        return ""
    try:
        return parts.unseal(load_keys(cursor, case_id), sealed, bound_to).decode()
    except ValueError:  # every fault of opening is one, and was told of
        return None


def _key(cursor: CursorWrapper, case_id: str) -> DataKey:
    """Return the key of the story, or one beside it, so that no lost key keeps anybody from a hold."""
    keys = load_keys(cursor, case_id)
    try:
        return keys.key_of(STORY)
    except ValueError:  # as above
        keys.provide(cursor, [APART])
        return keys.key_of(APART)
