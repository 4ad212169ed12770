"""Ciphers, and nothing else: the one place where anything is encrypted or opened.

In: a key, bytes, and what they are bound to. Out: bytes. AES-256-GCM with a nonce by chance; where
the same has to come out each time, AES-SIV, which is made for that. docs/adr/0016 has the reasons.
"""

import hmac
import secrets
from hashlib import sha256, sha512
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from reconvene.sealing.framing import framed
from reconvene.sealing.memory import Secret

KEY_LENGTH = 32
_NONCE_LENGTH = 12


class NotOpened(ValueError):
    """Something sealed is not what was sealed, where it was sealed, under this key."""

    def __init__(self) -> None:
        super().__init__(
            "Something sealed could not be opened: it was changed, moved, or sealed under another "
            "key. Run `manage.py verify` to see where, and compare it with a back-up."
        )


def fresh_key() -> Secret:
    """Return a new key by chance."""
    return Secret(secrets.token_bytes(KEY_LENGTH))


def tag(key: bytes, *fields: bytes) -> bytes:
    """Return 32 bytes that nobody can tell from chance without the key."""
    return hmac.digest(key, framed(*fields), sha256)


class Sealer(Protocol):
    """What seals under one key, and opens."""

    def seal(self, plain: bytes, bound_to: bytes) -> bytes:
        """Return a text sealed: it opens only with `bound_to`, which is not kept in it."""

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        """
        Return what was sealed.

        Raises:
            NotOpened: It is not what was sealed, or was bound to something else.
        """


class Cipher:
    """Seals under one key. The same text sealed twice looks different each time."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, bound_to: bytes) -> bytes:
        """Return the text sealed: it opens only with `bound_to`, which is not kept in it."""
        nonce = secrets.token_bytes(_NONCE_LENGTH)
        return nonce + self._cipher.encrypt(nonce, plain, bound_to)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        """
        Return what was sealed.

        Raises:
            NotOpened: It is not what was sealed, or was bound to something else.
        """
        try:
            return self._cipher.decrypt(sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:], bound_to)
        except (InvalidTag, ValueError) as fault:  # changed; or too short for a nonce and a tag
            raise NotOpened from fault


class SteadyCipher:
    """
    Seals under one key so that the same text, bound to the same, always looks the same.

    It shows which texts are equal, and nothing else: for rows that are compared. Its key is
    derived from the one given, so that one key may serve both ciphers.
    """

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESSIV(Secret(hmac.digest(key, b"steady/1", sha512)))

    def seal(self, plain: bytes, bound_to: bytes) -> bytes:
        """Return the text sealed; equal texts that are bound to the same look the same."""
        return self._cipher.encrypt(plain, [bound_to])

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        """
        Return what was sealed.

        Raises:
            NotOpened: It is not what was sealed, or was bound to something else.
        """
        try:
            return self._cipher.decrypt(sealed, [bound_to])
        except InvalidTag as fault:
            raise NotOpened from fault
