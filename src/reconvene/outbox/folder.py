"""A carrier that lays each message down as a file: what a demo sends stays on this machine."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reconvene.outbox.carrier import (
    TOO_SLOW,
    Answer,
    Came,
    InTime,
    NotReached,
    Parcel,
    Sought,
    known_as,
)


@dataclass(frozen=True, slots=True)
class Folder:
    """Keeps messages in a folder, one file each; taking the same one twice changes nothing."""

    is_link: ClassVar[bool] = False
    knows_delivery: ClassVar[bool] = False

    path: Path

    @contextmanager
    def opened(self) -> Iterator["Folder"]:
        """Give itself, once there is a folder; see `Carrier`."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise NotReached("not-reached") from fault
        yield self

    @property
    def known_as(self) -> str:
        """Return which folder it is."""
        return known_as("folder", str(self.path))

    def hand_over(self, parcel: Parcel, in_time: InTime) -> Came:
        """Lay a message down; see `Line`."""
        if not in_time():
            return TOO_SLOW
        written = self._file(parcel.id)
        half = written.with_suffix(f".{os.getpid()}.part")
        try:
            half.write_bytes(parcel.content)
            half.replace(written)
        except OSError:
            half.unlink(missing_ok=True)
            return Came(Answer.LATER, "not-reached")
        return Came(Answer.TAKEN)

    def has(self, sought: Sought) -> bool | None:
        """Tell whether it lies there, however old; None of one that was laid down elsewhere."""
        if sought.by not in ("", self.known_as):
            return None
        return self._file(sought.id).is_file()

    def undelivered(self) -> Iterable[str]:
        """Return none: what lies there has come."""
        return ()

    def _file(self, parcel_id: str) -> Path:
        return self.path / f"{parcel_id}.eml"
