"""One sealed file: a tar with a manifest and a copy of a database, sealed for somebody elsewhere.

Without Reconvene it opens too: `age --decrypt -i KEY FILE | tar -x`.
"""

import io
import os
import secrets
import sys
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from reconvene.backup.faults import BackupRefused
from reconvene.backup.manifest import Manifest, decoded, encoded
from reconvene.sealing.for_somebody import NotForUs, open_with, seal_for

MANIFEST, COPY = "manifest.json", "database"
STANDARD_OUTPUT = Path("-")


def write(target: Path, recipients: Sequence[str], manifest: Manifest, copied: Path) -> None:
    """
    Write a back-up where no file is yet, whole and onto the disk, or to standard output.

    Raises:
        FileExistsError: There is a file of that name.
        RecipientUnusable: It cannot be sealed for those it is meant for.
    """
    said = encoded(manifest)
    with copied.open("rb") as database, _destination(target) as file:
        parts = [
            io.BytesIO(_header(MANIFEST, len(said)) + said + _padding(len(said))),
            io.BytesIO(_header(COPY, copied.stat().st_size)),
            database,
            io.BytesIO(_padding(copied.stat().st_size) + tarfile.NUL * tarfile.BLOCKSIZE * 2),
        ]
        seal_for(recipients, cast("BinaryIO", io.BufferedReader(_Joined(parts))), file)


def read(file: Path, identity: Path, folder: Path) -> tuple[Manifest, Path]:
    """
    Return what a back-up says of itself, and the copy of the database, laid into a folder.

    Raises:
        BackupRefused: It was changed, cut short, is for another key, or is no back-up.
        IdentityUnusable: There is no key to open it with.
    """
    opened = folder / "opened.tar"
    try:
        with file.open("rb") as sealed, opened.open("wb") as plain:
            open_with(identity, sealed, plain)
        with tarfile.open(opened) as tar:
            tar.extractall(folder, members=_expected(tar), filter="data")
        opened.unlink()
        manifest = decoded((folder / MANIFEST).read_bytes())
    except NotForUs as fault:
        raise BackupRefused(
            "not-opened",
            found=f"{file.name} was changed, cut short, or is sealed for another key",
            remedy="Take another copy of it, or the private key that belongs to it",
        ) from fault
    except (OSError, tarfile.TarError, KeyError, msgspec.DecodeError) as fault:
        raise BackupRefused(
            "no-backup",
            found=f"{file.name} is no back-up that this release can read",
            remedy="Look at the name, or take the release that made it",
        ) from fault
    if digest(folder / COPY) != manifest.sha256:
        raise BackupRefused(
            "changed",
            found=f"the copy in {file.name} is not the one its manifest speaks of",
            remedy="Take another back-up",
        )
    return manifest, folder / COPY


def digest(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _expected(tar: tarfile.TarFile) -> list[tarfile.TarInfo]:
    return [tar.getmember(MANIFEST), tar.getmember(COPY)]


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.PAX_FORMAT)


def _padding(size: int) -> bytes:
    return tarfile.NUL * (-size % tarfile.BLOCKSIZE)


@contextmanager
def _destination(target: Path) -> Iterator[BinaryIO]:
    if target == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if target.exists():
        raise FileExistsError(target.name)
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    try:
        with half.open("xb") as file:
            half.chmod(0o600)
            yield file
            file.flush()
            os.fsync(file.fileno())
        target.hardlink_to(half)  # unlike a renaming, it never takes the place of another file
    finally:
        half.unlink(missing_ok=True)
    _onto_the_disk(target.parent)


def _onto_the_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


class _Joined(io.RawIOBase):
    """Reads some streams one after the other, as if they were one."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self._parts = list(parts)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while self._parts:
            if count := self._parts[0].readinto(buffer):
                return int(count)
            self._parts.pop(0)
        return 0
