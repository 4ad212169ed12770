"""The list of back-ups that a copy made: which keys each needs, and when those were destroyed.

In: a line for each back-up and each end of keys. Out: which of them still open. It holds no key
and nothing of any case, and may be lost: each back-up says for itself what it needs.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec


class Made(msgspec.Struct, frozen=True, tag="made"):
    """A back-up: as of when it is, the name of its file, how much it holds, what keys it needs."""

    made_at: str
    name: str
    entries: int
    epochs: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether it holds nothing: the one tried before a first case, say."""
        return not (self.entries or self.epochs)


class Destroyed(msgspec.Struct, frozen=True, tag="destroyed"):
    """The end of keys."""

    at: str
    epochs: tuple[str, ...]


_Line: TypeAlias = Made | Destroyed


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every back-up that was made here, the oldest first, and when which keys ended."""

    made: tuple[Made, ...]
    ended: dict[str, str]

    def opening(self, held: Iterable[str]) -> list[Made]:
        """Return those that open with the keys that are held."""
        keys = set(held)
        return [one for one in self.made if keys.issuperset(one.epochs)]

    def newest(self) -> Made | None:
        """Return the newest that holds anything; None where nothing was ever backed up."""
        return next((one for one in reversed(self.made) if not one.is_empty), None)

    def end_of(self, epochs: Iterable[str]) -> str:
        """Return when the first of some keys was destroyed; empty where none is known to be."""
        return min((self.ended[one] for one in epochs if one in self.ended), default="")


NOTHING_LISTED = Catalogue((), {})


def note_made(path: Path, made: Made) -> None:
    """Add a back-up to the list."""
    _add(path, made)


def note_destroyed(path: Path, epochs: Iterable[str], at: str) -> None:
    """Add that keys were destroyed."""
    _add(path, Destroyed(at, tuple(epochs)))


def read_catalogue(path: Path) -> Catalogue:
    """Return the list; a line that a crash cut short is left out."""
    found = list(_lines(path))
    return Catalogue(
        tuple(line for line in found if isinstance(line, Made)),
        {epoch: line.at for line in found if isinstance(line, Destroyed) for epoch in line.epochs},
    )


def _lines(path: Path) -> Iterable[_Line]:
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            yield msgspec.json.decode(line, type=_Line)
        except msgspec.DecodeError:
            continue


def _add(path: Path, line: _Line) -> None:
    """Add a line, onto the disk; it begins one of its own also where the last was cut short."""
    with path.open("ab") as file:
        file.write(b"\n" + msgspec.json.encode(line) + b"\n")
        file.flush()
        os.fsync(file.fileno())
