"""Data keys that do not open and are thrown away, and which those were.

In: the names of keys. Out: a table without them, and one that knows for good that they were given
up and not lost in another way. A back-up takes both along, so whoever restores it is told what does
not open and why, and is not held up by it.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.sealing.models import GivenUpKey
from reconvene.sealing.rewrapping import COLUMNS, WrappedKey

_ONE = f"SELECT {COLUMNS} FROM sealing_key WHERE id = %s"  # noqa: S608  own columns
_DELETE = "DELETE FROM sealing_key WHERE id = %s AND wrapped = %s"


class NotGivenUp(RuntimeError):
    """A key that was to be given up is not one that does not open."""

    def __init__(self, *, name: str, found: str) -> None:
        super().__init__(
            f"No key was given up: {name} {found}. Run `manage.py rotate_keys` to see which keys "
            "do not open, and name those."
        )


def give_up(
    names: Collection[str],
    now: datetime,
    *,
    sealed_by: Callable[[CursorWrapper, bytes, str], bytes],
    forget: Callable[[str], None],
    papers_by: Callable[[CursorWrapper, bytes, str], bytes] = lambda *_: b"",
) -> tuple[WrappedKey, ...]:
    """
    Throw away data keys that do not open, all of them or none, and return them; what they sealed is
    lost. Each is told of before it goes, so none is gone without a word, however this ends.

    Args:
        names: Their ids in hexadecimal, as `KeysNotOpened` names them.
        now: The instant they are given up.
        sealed_by: Gives a digest of all that a key sealed of its case. Nothing else is ever passed
            over because that key is gone.
        forget: Forgets what is kept apart under a name, of no case: nobody is to go on finding what
            does not open any more. What is on the record stays there.
        papers_by: Gives a digest of all files that a key sealed of its case, as `sealed_by` does of
            the record.

    Raises:
        NotGivenUp: One is not there, or opens, or was changed meanwhile.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        keys = tuple(_unopened(cursor, name) for name in dict.fromkeys(names))
        for key in keys:
            tell(Event.KEYS_GIVEN_UP, reason="not-opened", key=key.name, case=key.case_id)
            _delete(cursor, key)
            of = (cursor, bytes(key.id), key.case_id)
            GivenUpKey.objects.create(
                id=bytes(key.id),
                given_up_at=now,
                sealed_digest=sealed_by(*of) if key.case_id else b"",
                papers_digest=papers_by(*of) if key.case_id else b"",
            )
            if not key.case_id:
                forget(key.part)
    return keys


def _delete(cursor: CursorWrapper, key: WrappedKey) -> None:
    cursor.execute(_DELETE, (key.id, key.wrapped))
    if cursor.rowcount != 1:
        raise NotGivenUp(name=key.name, found="was changed meanwhile")


def _unopened(cursor: CursorWrapper, name: str) -> WrappedKey:
    try:
        cursor.execute(_ONE, (bytes.fromhex(name),))
    except ValueError as fault:
        raise NotGivenUp(name=name, found="is not how a key is named") from fault
    columns = cursor.fetchone()
    if columns is None:
        raise NotGivenUp(name=name, found="is not there")
    key = WrappedKey(*columns)
    if key.secret() is not None:
        raise NotGivenUp(name=name, found="opens")
    return key
