"""Adding to the log: what has come onto the record since, and a signed checkpoint over it all.

A log is a folder of files that are written once. Each checkpoint N has three:
N.entries       what came since the checkpoint before, a line for each entry
N.consistency   the proof of RFC 6962 for witnesses that ask for it
N.checkpoint    the signed note; written last, so that what lacks one was never finished
"""

import fcntl
import os
import secrets
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.witness.comparing import compare
from reconvene.witness.signing import signed
from reconvene.witness.tree import consistency, leaf_hash
from reconvene.witness.verifier import Checkpoint, Log, Tree, read_log


class HistoryDiffers(RuntimeError):
    """The database does not hold what the log has seen."""

    def __init__(self, *, differences: Sequence[object]) -> None:
        self.differences = tuple(differences)
        super().__init__(
            "No checkpoint was made. What differs from the log: "
            f"{'; '.join(map(str, differences[:5]))}; in all: {len(differences)}. Compare the database with a back-up; after a restore, begin "
            "a log in another folder with --after."
        )


class Compared(Protocol):
    """How something stands to its log: what differs, each as it is said; the lines the log lacks."""

    @property
    def differences(self) -> Sequence[object]: ...

    @property
    def lines(self) -> Sequence[str]: ...


@dataclass
class Grown(Tree):
    """A tree that keeps its leaves, to show proofs of them."""

    hashes: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        self.hashes.append(leaf_hash(leaf))
        super().add(leaf)


def checkpoint(
    cursor: CursorWrapper, folder: Path, key: Path, *, now: datetime, after: Path | None = None
) -> Checkpoint:
    """
    Return the checkpoint that was added to the log of the record in a folder.

    Args:
        cursor: On the database; it is only read.
        folder: The log's; it is begun where there is none.
        key: A file with the Ed25519 key that signs.
        now: The instant it says.
        after: The folder of the log that a new one follows after a restore.

    Raises:
        HistoryDiffers: The database is behind the log, or different.
        Refused: The log itself does not hold together.
        SigningKeyUnusable: There is no such key, or others may read it.
    """
    return add(folder, key, partial(compare, cursor, folder=folder), now=now, after=after)


def add(
    folder: Path,
    key: Path,
    compared: Callable[[Log], Compared],
    *,
    now: datetime,
    after: Path | None = None,
) -> Checkpoint:
    """
    Return the checkpoint that was added to a log of whatever is compared with it.

    Raises:
        HistoryDiffers: Something is not what the log has seen.
        Refused, SigningKeyUnusable: See `checkpoint`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _held(folder):
        tree = Grown()
        log = load_log(folder, tree)
        old, origin, before = tree.size, *_continued(log, after)
        found = compared(log)
        if found.differences:
            raise HistoryDiffers(differences=found.differences)
        for line in found.lines:
            log.take(line)
        proof = (b64encode(each).decode() for each in consistency(old, tree.hashes))
        name = _next_name(folder)
        _write_once(folder / f"{name}.entries", found.lines)
        _write_once(folder / f"{name}.consistency", [f"old {old}", *proof])
        note = signed(_text(log, origin, before, now), key, origin)
        _write_once(folder / f"{name}.checkpoint", note.splitlines())
        return Checkpoint.read(folder / f"{name}.checkpoint")


def load_log(folder: Path, tree: Tree | None = None) -> Log:
    """Return the log in a folder, checked; an empty one where it has not begun."""
    is_begun = any(folder.glob("*.checkpoint"))
    return read_log(folder, tree=tree) if is_begun else Log(tree or Tree())


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep everybody else from adding to a log; freed by the system, even after a crash."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _continued(log: Log, after: Path | None) -> tuple[str, str]:
    """Return the origin of the next checkpoint, and the text of the one it follows."""
    if log.checkpoints:
        return log.checkpoints[-1].origin, log.checkpoints[-1].text
    origin = f"reconvene/{secrets.token_hex(8)}"
    return origin, read_log(after).checkpoints[-1].text if after else ""


def _text(log: Log, origin: str, before: str, now: datetime) -> str:
    at = now.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    lines = (
        origin,
        str(log.tree.size),
        b64encode(log.tree.root()).decode(),
        f"before {b64encode(sha256(before.encode()).digest()).decode()}",
        f"cases {len(log.cases)} {b64encode(log.heads()).decode()}",
        f"at {at} {london_day(now).isoformat()}",
    )
    return "".join(f"{line}\n" for line in lines)


def _next_name(folder: Path) -> str:
    """Return the number after every other, also after one that was never finished."""
    used = [int(path.stem) for path in folder.iterdir() if path.stem.isdecimal()]
    return f"{max(used, default=0) + 1:08}"


def _write_once(path: Path, lines: Sequence[str]) -> None:
    """Write a file that must not be there, whole and onto the disk."""
    half = path.with_suffix(f"{path.suffix}.{secrets.token_hex(4)}")
    with half.open("x", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(half)
    finally:
        half.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
