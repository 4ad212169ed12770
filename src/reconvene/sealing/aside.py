"""
Bytes laid aside while a request lasts: sealed under a key that is in memory alone.

In: pieces, one after the other. Out: the same. They lie in a file that has no name and goes with the
process, so a crash leaves nothing, and what a disk keeps of it nobody opens.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from reconvene.sealing.cipher import Cipher, fresh_key
from reconvene.sealing.framing import framed


class LaidAside:
    """Pieces in the order in which they came; each is bound to its place among them."""

    def __init__(self, folder: Path) -> None:
        self._cipher = Cipher(fresh_key())
        self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  lives as long as the request
        self._lengths: list[int] = []

    def add(self, piece: bytes) -> None:
        """
        Lay one more aside; nothing of it waits in memory.

        Raises:
            OSError: There is no room for it.
        """
        sealed = self._cipher.seal(piece, _bound_to(len(self._lengths)))
        written = self._file.write(sealed)
        while written < len(sealed):  # a disk that is full takes a part, and says so the next time
            written += self._file.write(sealed[written:])
        self._lengths.append(len(sealed))

    def pieces(self) -> Iterator[bytes]:
        """
        Yield them all, as often as they are asked for, one reader at a time.

        Raises:
            NotOpened: The file was changed meanwhile.
        """
        self._file.seek(0)
        for number, length in enumerate(self._lengths):
            yield self._cipher.open(self._file.read(length), _bound_to(number))

    def close(self) -> None:
        """Let go of them all."""
        self._file.close()


def _bound_to(number: int) -> bytes:
    return framed(b"aside/1", number.to_bytes(4, "big"))
