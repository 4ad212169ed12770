"""Sealing for somebody who is not here: their public key seals, and only their own opens.

The form is age's (age-encryption.org/v1), so what is sealed can be opened with other people's
programs as well, in decades perhaps. The private halves are never on the machine that seals.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pyrage

_SHARED = 0o077


class RecipientUnusable(ValueError):
    """Something cannot be sealed for whom it is meant."""

    def __init__(self, *, found: str) -> None:
        super().__init__(
            f"Nothing was sealed: {found}. Give the public half of a key that was made with "
            "`age-keygen` or `manage.py make_backup_key`; it begins with age1."
        )


class IdentityUnusable(ValueError):
    """There is no private key to open something with."""

    def __init__(self, *, path: Path, found: str) -> None:
        super().__init__(
            f"Nothing was opened: the key file {path.name} {found}. Give the file with the "
            "private half, which begins with AGE-SECRET-KEY-1, and let only its owner read it."
        )


class NotForUs(ValueError):
    """What was to be opened was changed, or is sealed for somebody else."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was opened: the file was changed, cut short, or sealed for another key. "
            "Take another copy of it, or the private key that belongs to it."
        )


def new_identity(path: Path) -> str:
    """
    Write a new private key to a file that must not be there, and return its public half.

    Raises:
        FileExistsError: There is such a file.
    """
    identity = pyrage.x25519.Identity.generate()
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(f"# public key: {identity.to_public()}\n{identity}\n", encoding="ascii")
    return str(identity.to_public())


def seal_for(recipients: Sequence[str], plain: BinaryIO, sealed: BinaryIO) -> None:
    """
    Seal a stream for some public keys; any one of their private halves opens it.

    Raises:
        RecipientUnusable: There are none, or one is no public key.
    """
    if not recipients:
        raise RecipientUnusable(found="no public key was named")
    try:
        keys = [pyrage.x25519.Recipient.from_str(one.strip()) for one in recipients]
    except pyrage.RecipientError as fault:
        raise RecipientUnusable(found="one of the keys is no public key") from fault
    pyrage.encrypt_io(plain, sealed, keys)


def open_with(identity: Path, sealed: BinaryIO, plain: BinaryIO) -> None:
    """
    Open a stream with a private key. What was written before a fault is not to be used.

    Raises:
        IdentityUnusable: There is no such key, or others may read it.
        NotForUs: It does not open, or not to its end.
    """
    keys = _identities(identity)
    try:
        pyrage.decrypt_io(sealed, plain, keys)
    except (pyrage.DecryptError, OSError) as fault:
        raise NotForUs from fault


def _identities(path: Path) -> list[pyrage.x25519.Identity]:
    if not path.is_file():
        raise IdentityUnusable(path=path, found="is not there")
    if path.stat().st_mode & _SHARED:
        raise IdentityUnusable(path=path, found="can be read by others")
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in map(str.strip, lines)
            if line and not line.startswith("#")
        ]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise IdentityUnusable(path=path, found="holds no private key") from None
    return found
