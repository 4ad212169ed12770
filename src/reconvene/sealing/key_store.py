"""A file of keys on the disk: made, read and changed so that nobody else can, and never by halves."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import msgspec

from reconvene.sealing.cipher import fresh_key
from reconvene.sealing.memory import Secret
from reconvene.sealing.only_ours import ONLY_OURS, read_only_ours
from reconvene.sealing.only_ours import refused as refused_file
from reconvene.sealing.provider import KeysRefused

_CALLED = "key file"


class Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds; bytes are written in base 64. The last epoch is the current one."""

    is_demo: bool
    epochs: dict[str, bytes]
    index: bytes

    def __post_init__(self) -> None:
        """Make secrets of the keys, of which none is to be shown: not in this frame either."""
        kept = dict(zip(self.epochs, map(Secret, self.epochs.values()), strict=True))
        msgspec.structs.force_setattr(self, "epochs", kept)
        msgspec.structs.force_setattr(self, "index", Secret(self.index))

    def __repr__(self) -> str:
        return f"Contents({', '.join(self.epochs)})"  # a traceback may show it: never the keys


def make(path: Path, *, is_demo: bool = False) -> None:
    """
    Make a key file with its first epoch. One that is there already is left as it is.

    Raises:
        KeysRefused: It cannot be written there.
    """
    try:
        with changing(path):
            if not path.exists():
                epochs: dict[str, bytes] = {named_after(()): fresh_key()}
                write(path, Contents(is_demo, epochs, fresh_key()))
    except OSError as fault:
        raise refused(path, "cannot be written") from fault


def named_after(epochs: tuple[str, ...]) -> str:
    """Return a name for the epoch that follows these: its number, and something by chance."""
    number = int(epochs[-1].partition("-")[0]) if epochs else 0
    return f"{number + 1}-{token_hex(4)}"


def read(path: Path, *, is_demo: bool) -> Contents:
    """
    Return what a key file holds.

    Raises:
        KeysRefused: It is not kept as it must be, or is a demo's and this is none.
    """
    try:
        held = msgspec.json.decode(read_only_ours(path, called=_CALLED), type=Contents)
    except msgspec.DecodeError as fault:
        raise refused(path, "is not a key file, or was cut short") from fault
    if held.is_demo and not is_demo:
        raise KeysRefused(
            found=f"the key file {path} is marked DEMO and this is no demo",
            remedy="Make one of your own with `manage.py make_key_file PATH`",
        )
    if not held.epochs:
        raise refused(path, "holds no epoch")
    return held


def refused(path: Path, trouble: str) -> KeysRefused:
    """Return the fault of a key file that is not kept as it must be."""
    return refused_file(path, trouble, called=_CALLED)


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Keep other processes from changing the file; they can go on reading it."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
        os.fsync(folder)
    finally:
        os.close(folder)


def write(path: Path, contents: Contents) -> None:
    """Put contents in the place of the file, whole or not at all, and on the disk."""
    beside = path.with_name(f".{path.name}.new")  # left over from a crash, it is written over
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, ONLY_OURS)
    with os.fdopen(opened, "wb") as file:
        file.write(msgspec.json.encode(contents, enc_hook=bytes))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
