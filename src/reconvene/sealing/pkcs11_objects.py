"""The keys in a token: looked for, made so that they stay inside, and destroyed.

In: a session, and what a key is called. Out: what the token makes with it, never the key.
"""

from contextlib import suppress
from typing import Any, TypeAlias

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.exceptions import KeyHandleInvalid, ObjectHandleInvalid

from reconvene.sealing.cipher import KEY_LENGTH
from reconvene.sealing.key_store import named_after
from reconvene.sealing.provider import EpochUnknown, KeysRefused

Key: TypeAlias = Any  # what a key can do is only known once it was found
EPOCH = "reconvene epoch"
INDEX = "reconvene index"
INDEX_NAME = "index"
_HMAC = Mechanism.SHA256_HMAC

# Made inside, used inside for one thing, and given to nobody.
_KEPT_INSIDE = {
    Attribute.TOKEN: True,
    Attribute.PRIVATE: True,
    Attribute.SENSITIVE: True,
    Attribute.EXTRACTABLE: False,
    Attribute.MODIFIABLE: False,
    Attribute.SIGN: True,
}


class FoundKeys:
    """
    Keys that were looked for once in a session: to use one again is one question instead of five.

    One that was destroyed since, by whomever, can be used no more: that is done in the token.
    """

    def __init__(self) -> None:
        self._session: pkcs11.Session | None = None
        self._keys: dict[tuple[str, str], Key] = {}

    def signed(
        self, session: pkcs11.Session, label: str, name: str, of: bytes, *, anew: bool
    ) -> bytes:
        """Return what a key makes of something; `anew` looks for the key in any case."""
        with suppress(ObjectHandleInvalid, KeyHandleInvalid):
            return bytes(self._key(session, label, name, anew=anew).sign(of, mechanism=_HMAC))
        return bytes(self._key(session, label, name, anew=True).sign(of, mechanism=_HMAC))

    def _key(self, session: pkcs11.Session, label: str, name: str, *, anew: bool) -> Key:
        if session is not self._session:
            self._session, self._keys = session, {}
        if anew or (label, name) not in self._keys:
            self._keys[label, name] = _the_one(session, label, name)
        return self._keys[label, name]


def _ours(session: pkcs11.Session, label: str) -> list[Key]:
    return list(
        session.get_objects({Attribute.CLASS: ObjectClass.SECRET_KEY, Attribute.LABEL: label})
    )


def epochs_in(session: pkcs11.Session) -> tuple[str, ...]:
    """Return the name of every epoch in a token, the oldest first."""
    names = {key.id.decode() for key in _ours(session, EPOCH)}
    return tuple(sorted(names, key=lambda name: (int(name.partition("-")[0]), name)))


def _the_one(session: pkcs11.Session, label: str, name: str) -> Key:
    found = [key for key in _ours(session, label) if key.id == name.encode()]
    if not found and label == EPOCH:
        raise EpochUnknown(epoch=name)
    if len(found) != 1:
        raise KeysRefused(
            found=f"the token holds {len(found)} keys '{label} {name}' and not one",
            remedy="Look at the token with its own tools, and bring back its back-up",
        )
    return found[0]


def make_epoch(session: pkcs11.Session) -> str:
    """Make the epoch that follows those there are, and return its name."""
    name = named_after(epochs_in(session))
    _make(session, EPOCH, name)
    return name


def _make(session: pkcs11.Session, label: str, name: str) -> None:
    session.generate_key(
        KeyType.GENERIC_SECRET,
        KEY_LENGTH * 8,
        id=name.encode(),
        label=label,
        store=True,
        template=_KEPT_INSIDE,
    )


def make_index(session: pkcs11.Session) -> None:
    """Make the key from which those of all authorities' indexes are derived, if there is none."""
    if not _ours(session, INDEX):
        _make(session, INDEX, INDEX_NAME)


def destroy(session: pkcs11.Session, epoch: str) -> None:
    """
    Destroy an epoch, and see that it is gone.

    Raises:
        KeysRefused: It is the current one, or is still there.
    """
    if epoch == epochs_in(session)[-1]:
        raise KeysRefused(
            found=f"epoch '{epoch}' is the current one and cannot be destroyed",
            remedy="Begin another first",
        )
    for key in _ours(session, EPOCH):
        if key.id == epoch.encode():
            key.destroy()
    if epoch in epochs_in(session):
        raise KeysRefused(
            found=f"the token still holds epoch '{epoch}', which it was told to destroy",
            remedy="Destroy it with the token's own tools: until then what was erased opens",
        )


def demand_kept_inside(session: pkcs11.Session) -> None:
    """
    Make sure that no key of ours can leave the token.

    Raises:
        KeysRefused: One can.
    """
    for key in [*_ours(session, EPOCH), *_ours(session, INDEX)]:
        if key[Attribute.EXTRACTABLE] or not key[Attribute.SENSITIVE]:
            raise KeysRefused(
                found=f"the key '{key.label} {key.id.decode()}' may be taken out of the token",
                remedy="Begin a new epoch in a token that keeps what is made in it",
            )
