"""The keys of back-ups, and a copy of the key file sealed for other people than back-ups are."""

import io
import os
from collections.abc import Sequence
from pathlib import Path

from reconvene.backup.faults import BackupRefused
from reconvene.sealing.for_somebody import NotForUs, new_identity, open_with, seal_for


def new_pair(path: Path) -> str:
    """
    Write a private key to a file that must not be there, and return its public half.

    Raises:
        OSError: It cannot be written there.
    """
    return new_identity(path)


def back_up_keys(key_file: Path, target: Path, recipients: Sequence[str]) -> None:
    """
    Write a sealed copy of the key file where no file is yet.

    Raises:
        RecipientUnusable: It cannot be sealed for those it is meant for.
        FileExistsError: There is a file of that name.
    """
    sealed = io.BytesIO()
    with key_file.open("rb") as plain:
        seal_for(recipients, plain, sealed)
    _write_once(target, sealed.getvalue())


def restore_keys(file: Path, identity: Path, to: Path) -> None:
    """
    Lay the key file back where no file is yet, for its owner alone.

    Raises:
        BackupRefused: It was changed, or is sealed for another key.
        IdentityUnusable: There is no key to open it with.
        FileExistsError: There is a file of that name.
    """
    plain = io.BytesIO()
    try:
        with file.open("rb") as sealed:
            open_with(identity, sealed, plain)
    except NotForUs as fault:
        raise BackupRefused(
            "not-opened",
            found=f"{file.name} was changed, cut short, or is sealed for another key",
            remedy="Take another copy of it, or the private key that belongs to it",
        ) from fault
    _write_once(to, plain.getvalue())


def _write_once(path: Path, content: bytes) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
