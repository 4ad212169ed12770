"""A file with a secret in it: read only where nobody but ourselves can read it."""

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from reconvene.sealing.provider import KeysRefused

ONLY_OURS = 0o600


def read_only_ours(path: Path, *, called: str) -> bytes:
    """
    Return what a file holds.

    Args:
        path: Where it lies.
        called: What it is to whoever reads the fault, such as "key file".

    Raises:
        KeysRefused: It cannot be read, is somebody else's, or others can read it.
    """
    try:
        with path.open("rb") as file:
            _check_owner(path, os.fstat(file.fileno()), called)
            return file.read()
    except OSError as fault:
        raise refused(path, "cannot be read", called=called) from fault


def demand_away(path: Path, away_from: Sequence[Path], *, called: str, setting: str) -> None:
    """
    Make sure that a file does not lie where a back-up of the data would bring it along.

    Raises:
        KeysRefused: It does.
    """
    for folder in away_from:
        if path.resolve().is_relative_to(folder.resolve()):
            raise KeysRefused(
                found=f"the {called} {path} lies in {folder}, with the data it is to protect",
                remedy=f"Move it to a folder of its own and set {setting} to it",
            )


def refused(path: Path, trouble: str, *, called: str) -> KeysRefused:
    """Return the fault of a file that is not kept as it must be."""
    return KeysRefused(
        found=f"the {called} {path} {trouble}",
        remedy="It must be a file of our own that nobody else can read (chmod 600)",
    )


def _check_owner(path: Path, found: os.stat_result, called: str) -> None:
    checks: dict[str, Callable[[], bool]] = {
        "is not a plain file": lambda: stat.S_ISREG(found.st_mode),
        "belongs to somebody else": lambda: found.st_uid == os.geteuid(),
        "can be read by others": lambda: not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO),
    }
    for trouble, is_well in checks.items():
        if not is_well():
            raise refused(path, trouble, called=called)
