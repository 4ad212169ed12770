"""
Files as one ZIP on its way out, the same bytes each time.

In: names, sizes and pieces, in order. Out: pieces, and how many bytes they come to. Nothing is packed
smaller, no file has a time or an owner, and each is taken only as it leaves.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_BEGUN = (1980, 1, 1, 0, 0, 0)  # the first moment that the form knows
_LOCAL, _AFTER, _CENTRAL, _END = (
    30,
    16,
    46,
    22,
)  # bytes of what stands around each file, and at last
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Inside:
    """One file: its name in digits and plain letters, its length, and what gives its pieces."""

    name: str
    size: int
    pieces: Callable[[], Iterator[bytes]]


def length_of(files: Sequence[Inside]) -> int:
    """Return how many bytes `zipped` comes to."""
    around = _LOCAL + _AFTER + _CENTRAL
    return sum(one.size + 2 * len(one.name) + around for one in files) + _END


def zipped(files: Sequence[Inside]) -> Iterator[bytes]:
    """Yield a ZIP of these files; faults are those of their pieces."""
    leaving = _Leaving()
    with zipfile.ZipFile(leaving, "w", zipfile.ZIP_STORED) as made:
        for one in files:
            told = zipfile.ZipInfo(one.name, _BEGUN)
            told.create_system = 0
            told.file_size = one.size
            with made.open(told, "w") as inside:
                for piece in one.pieces():
                    inside.write(piece)
                    if leaving.held >= _PIECE:
                        yield leaving.taken()
    yield leaving.taken()


class _Leaving(io.RawIOBase):
    """What was written and is not taken yet; nothing in it can be gone back to."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []
        self.held = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._written.append(bytes(piece))
        self.held += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Return what was written since it was taken last."""
        taken, self._written, self.held = b"".join(self._written), [], 0
        return taken
