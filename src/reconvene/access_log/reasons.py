"""What somebody gave as their reason for an emergency, sealed under a key of the case.

In: the case's id and words. Out: bytes that only that case's key opens, in their own place.
"""

from django.db import connection

from reconvene.sealing import parts
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import COLUMNS, STORY, Keyring

_KEYS = f"SELECT {COLUMNS} FROM sealing_key AS held WHERE held.case_id = %s"  # noqa: S608  own columns


def seal_reason(case_id: str, review: str, reason: str) -> bytes:
    """Return a reason sealed; it opens for this review alone."""
    return parts.seal(_keys(case_id).key_of(STORY), reason.encode(), _bound_to(review))


def open_reason(case_id: str, review: str, sealed: bytes) -> str:
    """
    Return a reason as it was given.

    Raises:
        KeyMissing: The case was erased, and its keys with it.
        PartUnreadable, NotOpened: It was changed, or belongs to another review.
    """
    return parts.unseal(_keys(case_id), sealed, _bound_to(review)).decode()


def _keys(case_id: str) -> Keyring:
    keys = Keyring(case_id)
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, (case_id,))
        for columns in cursor.fetchall():
            keys.hold(*columns)
    return keys


def _bound_to(review: str) -> bytes:
    return framed(b"reason/1", review.encode())
