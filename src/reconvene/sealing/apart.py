"""What belongs to no case yet, sealed under a key of its own that is thrown away with it.

In: a name of which there is one, whose it is, and bytes. Out: the bytes sealed, and the way back.
"""

from collections.abc import Iterable, Mapping

from django.db.backends.utils import CursorWrapper

from reconvene.scope.within import NOBODY, within
from reconvene.sealing import parts
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import COLUMNS, KeyMissing, Keyring, Place
from reconvene.sealing.models import Compartment

OF_AN_APP = "app/"
"""How the name begins of what is the secret of somebody's authenticator app."""
_NO_CASE = ""
_OF_THESE = f"case_id = '{_NO_CASE}' AND compartment = '{Compartment.DRAFT.value}' AND part IN"
_KEYS = f"SELECT {COLUMNS} FROM sealing_key held WHERE {_OF_THESE}"  # noqa: S608  own columns
_FORGET = f"DELETE FROM sealing_key WHERE {_OF_THESE}"  # noqa: S608  as above


class KeyGone(KeyMissing):
    """The key of something kept apart is not there: lost, or thrown away since it was looked for."""


def seal(name: str, owner: str, plain: bytes) -> bytes:
    """
    Return something sealed under the key of its name; where it has none yet, one is made.

    Inside the transaction in which the answer is stored: a key that a rolled-back transaction made is
    gone, and what was sealed under it would be kept without one.
    """
    with within(NOBODY) as cursor:
        keys = _keys(cursor, [name])
        keys.provide(cursor, [_place(name)])
    return parts.seal(keys.key_of(_place(name)), plain, _bound_to(name, owner))


def unseal(sealed: Mapping[str, bytes], owner: str) -> dict[str, bytes]:
    """
    Return what was sealed, by name; one statement, however many there are.

    Raises:
        PartUnreadable, NotOpened: One is not what was sealed for this owner.
        KeyGone: One has no key, or not any more.
    """
    if not sealed:
        return {}
    with within(NOBODY) as cursor:
        keys = _keys(cursor, sealed)
    try:
        return {
            name: parts.unseal(keys, part, _bound_to(name, owner)) for name, part in sealed.items()
        }
    except KeyMissing as missing:
        raise KeyGone(case_id=missing.case_id, key=missing.key) from missing


def forget(names: Iterable[str]) -> None:
    """Throw keys away by name. What was sealed under them opens no more."""
    wanted = list(names)
    if wanted:
        with within(NOBODY) as cursor:
            cursor.execute(f"{_FORGET} ({_marks(wanted)})", wanted)


def _keys(cursor: CursorWrapper, names: Iterable[str]) -> Keyring:
    wanted, keys = list(names), Keyring(_NO_CASE)
    cursor.execute(f"{_KEYS} ({_marks(wanted)})", wanted)
    for columns in cursor.fetchall():
        keys.hold(*columns)
    return keys


def _place(name: str) -> Place:
    return Place(Compartment.DRAFT, name)


def _bound_to(name: str, owner: str) -> bytes:
    return framed(b"apart/1", name.encode(), owner.encode())


def _marks(names: list[str]) -> str:
    return ", ".join(["%s"] * len(names))
