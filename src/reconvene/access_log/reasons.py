"""Why somebody opened a case in an emergency, and what was noted of that, sealed under its key.

In: the case's id and words. Out: bytes that only that case's key opens, in their own place.
"""

from django.db import connection

from reconvene.sealing import parts
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import COLUMNS, STORY, Keyring
from reconvene.sealing.models import GivenUpKey, StoredKey
from reconvene.sealing.provider import KeysRefused

_KEYS = f"SELECT {COLUMNS} FROM sealing_key AS held WHERE held.case_id = %s"  # noqa: S608  own columns

_REASON, _NOTE = b"reason/1", b"note/1"


class NoteNotKept(ValueError):
    """Something was to be noted of a review whose case has no key any more that opens."""

    def __init__(self, *, review: str) -> None:
        self.review = review
        super().__init__(
            f"Review {review} was not taken: its note could not be sealed, since no key of the case "
            "opens just now. Take it without the note, and keep that elsewhere."
        )


class KeysAway(ValueError):
    """What keeps the keys did not answer, so that words could not be opened just now."""

    def __init__(self, *, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(
            f"Words sealed with case {case_id} were not opened: what keeps the keys did not answer. "
            "See that it runs, and ask again."
        )


def seal_reason(case_id: str, review: str, reason: str) -> bytes:
    """Return a reason sealed; it opens for this review alone."""
    return _sealed(case_id, reason, framed(_REASON, review.encode()))


def open_reason(case_id: str, review: str, sealed: bytes) -> str:
    """
    Return a reason as it was given.

    Raises:
        KeyMissing: The case was erased, and its keys with it.
        PartUnreadable, NotOpened: It was changed, or belongs to another review.
        KeysAway: What keeps the keys does not answer just now.
    """
    return _opened(case_id, sealed, framed(_REASON, review.encode()))


def seal_note(case_id: str, review: str, note: str) -> bytes:
    """
    Return what was noted of a review sealed; it opens for this review, and as its note, alone.

    Raises:
        NoteNotKept: There is no key of the case to seal it under, or none that opens just now.
    """
    try:
        return _sealed(case_id, note, framed(_NOTE, review.encode()))
    except (ValueError, KeysRefused) as why:  # every fault of opening a key is the former
        raise NoteNotKept(review=review) from why


def open_note(case_id: str, review: str, sealed: bytes) -> str:
    """Return what was noted of a review; faults are those of `open_reason`."""
    return _opened(case_id, sealed, framed(_NOTE, review.encode()))


def is_given_up(sealed: bytes) -> bool:
    """Tell whether the key of something sealed was given up, so that nothing ever opens it again."""
    key = parts.key_id(sealed)
    known = GivenUpKey.objects.filter(id=key).exists()
    return known and not StoredKey.objects.filter(id=key).exists()


def _sealed(case_id: str, words: str, bound_to: bytes) -> bytes:
    return parts.seal(_keys(case_id).key_of(STORY), words.encode(), bound_to)


def _opened(case_id: str, sealed: bytes, bound_to: bytes) -> str:
    try:
        return parts.unseal(_keys(case_id), sealed, bound_to).decode()
    except KeysRefused as away:
        raise KeysAway(case_id=case_id) from away


def _keys(case_id: str) -> Keyring:
    keys = Keyring(case_id)
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, (case_id,))
        for columns in cursor.fetchall():
            keys.hold(*columns)
    return keys
