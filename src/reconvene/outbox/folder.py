"""A carrier that lays each message down as a file: what a demo sends stays on this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reconvene.outbox.carrier import Answer, Came, NotReached, Parcel


@dataclass(frozen=True, slots=True)
class Folder:
    """Keeps messages in a folder, one file each; taking the same one twice changes nothing."""

    path: Path

    @contextmanager
    def opened(self) -> Iterator["Folder"]:
        """Give itself, once there is a folder; see `Carrier`."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise NotReached("not-reached") from fault
        yield self

    def hand_over(self, parcel: Parcel) -> Came:
        """Lay a message down; see `Line`."""
        written = self._file(parcel.id)
        half = written.with_suffix(f".{os.getpid()}.part")
        try:
            half.write_bytes(parcel.content)
            half.replace(written)
        except OSError:
            half.unlink(missing_ok=True)
            return Came(Answer.LATER, "not-reached")
        return Came(Answer.TAKEN)

    def has(self, parcel_id: str) -> bool | None:
        """Tell whether it lies there."""
        return self._file(parcel_id).is_file()

    def _file(self, parcel_id: str) -> Path:
        return self.path / f"{parcel_id}.eml"
