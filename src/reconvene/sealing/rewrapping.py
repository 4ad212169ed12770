"""Every data key wrapped under the current epoch; one that does not open holds up no other.

In: the table of keys. Out: how many were wrapped, or which do not open and are to be decided on.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.sealing.apart import OF_AN_APP
from reconvene.sealing.cipher import NotOpened
from reconvene.sealing.keyring import bound_to
from reconvene.sealing.keys import opened, provider
from reconvene.sealing.provider import EpochUnknown

_BATCH = 200
_NAMED = 20
COLUMNS = "id, case_id, compartment, part, epoch, wrapped"
_OLD = f"""
    SELECT {COLUMNS} FROM sealing_key WHERE epoch <> %s AND id > %s ORDER BY id LIMIT %s
"""  # noqa: S608  own columns
_AS_READ = "SELECT COUNT(*) FROM sealing_key WHERE id = %s AND epoch = %s AND wrapped = %s"
_REWRAP = "UPDATE sealing_key SET epoch = %s, wrapped = %s WHERE id = %s AND wrapped = %s"


class WrappedKey(NamedTuple):
    """A data key as it lies in the table. `case_id` is empty where it is of no case."""

    id: bytes
    case_id: str
    compartment: str
    part: str
    epoch: str
    wrapped: bytes

    def __str__(self) -> str:
        """Return which key it is and whose, as far as anybody may be told."""
        return f"{self.name} ({self.kind}, under epoch {self.epoch})"

    @property
    def name(self) -> str:
        """How it is named: its id in hexadecimal."""
        return bytes(self.id).hex()

    @property
    def kind(self) -> str:
        """What it is the key of, in words."""
        if self.case_id:
            return f"{self.compartment} of case {self.case_id}"
        return "authenticator app" if self.part.startswith(OF_AN_APP) else "draft of no case"

    @property
    def loses(self) -> str:
        """What is lost with it, in words: a case is read as a whole or not at all."""
        if self.case_id:
            return f"the whole case {self.case_id}: every part has to open for any to be read"
        if self.part.startswith(OF_AN_APP):
            return (
                "the app: its owner adds another, with a passkey, a recovery code or an invitation"
            )
        return "what was typed: its owner begins anew"

    @property
    def place(self) -> bytes:
        return bound_to(self.case_id, self.compartment, self.part, bytes(self.id))

    def open(self) -> bytes:
        """
        Return the key itself.

        Raises:
            NotOpened: It was changed, or moved.
            EpochUnknown: What it is said to be wrapped under is not held.
        """
        return opened(self.epoch, bytes(self.wrapped), self.place)

    def secret(self) -> bytes | None:
        """Return the key itself; None where it does not open."""
        try:
            return self.open()
        except (NotOpened, EpochUnknown):
            return None


class _Batch(NamedTuple):
    """Where a batch ended, how many of it were wrapped, and which do not open."""

    last: bytes
    wrapped: int
    unopened: list[WrappedKey]


class KeysNotOpened(RuntimeError):
    """Some data keys do not open, so they cannot be wrapped anew. All others were."""

    def __init__(self, *, found: Sequence[WrappedKey]) -> None:
        self.found = tuple(found)
        more = f"; in all: {len(found):,}" if len(found) > _NAMED else ""
        super().__init__(
            "The old keys were not destroyed: some data keys do not open, so they were changed or "
            f"need keys that are not here: {'; '.join(map(str, found[:_NAMED]))}{more}. Every "
            "other key is wrapped under the new epoch. Bring those back from a back-up; where none "
            "has them, two people decide to give them up, and with any key of a case the whole of "
            "it: docs/how-to/keep-the-keys.md says how."
        )


def rewrap_all() -> int:
    """
    Wrap every data key under the current epoch, in batches; return how many were changed.

    Raises:
        KeysNotOpened: Some do not open. All others are wrapped.
    """
    count, unopened, after = 0, list[WrappedKey](), b""
    while batch := _rewrap_batch(after):
        count, unopened, after = count + batch.wrapped, unopened + batch.unopened, batch.last
    if unopened:
        raise KeysNotOpened(found=unopened)
    return count


def _rewrap_batch(after: bytes) -> _Batch | None:
    """Wrap the keys that follow an id; None after the last."""
    current, wrapped, unopened = provider().epoch(), 0, []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_OLD, (current, after, _BATCH))
        found = [WrappedKey(*columns) for columns in cursor.fetchall()]
        for key in found:
            secret = key.secret()
            if secret is not None:
                wrapped += _rewrap(cursor, current, key, secret)
            elif _is_as_read(cursor, key):
                unopened.append(key)
    return _Batch(bytes(found[-1].id), wrapped, unopened) if found else None


def _rewrap(cursor: CursorWrapper, current: str, key: WrappedKey, secret: bytes) -> int:
    """Wrap one key anew, and open it, unless somebody else did so meanwhile; return 1, or 0."""
    anew = provider().wrap(current, secret, key.place)
    cursor.execute(_REWRAP, (current, anew, key.id, key.wrapped))
    opened(current, anew, key.place)
    return int(cursor.rowcount)


def _is_as_read(cursor: CursorWrapper, key: WrappedKey) -> bool:
    """Tell whether a key lies there still as it was read, and nobody wrapped it anew meanwhile."""
    cursor.execute(_AS_READ, (key.id, key.epoch, key.wrapped))
    return bool(cursor.fetchone()[0])
