"""A file on its way in: nothing of it lies on a disk but sealed, and it goes with its request."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from reconvene.papers.untrusted.names import safe_name
from reconvene.sealing.aside import LaidAside


class SpooledFile(UploadedFile):  # type: ignore[type-arg]  # it is generic to types alone
    """
    What somebody sent, as `request.FILES` holds it once all of it is there.

    `name` is safe for a record. `refused` says in words why it is not to be kept, and is empty where
    nothing stands against it; of one that is refused there are no bytes.
    """

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name=safe_name(name), size=0)
        self.size: int = 0
        self.refused = ""
        self._digest = sha256()
        self._aside: LaidAside | None = LaidAside(folder)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def add(self, piece: bytes) -> None:
        """Take in one more piece; nothing where the file is refused already."""
        if self._aside is None:
            return
        self._aside.add(piece)
        self._digest.update(piece)
        self.size += len(piece)

    def refuse(self, words: str) -> None:
        """Let go of what came, and say why; the first reason stands."""
        self.refused = self.refused or words
        self.close()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Yield it in the pieces in which it came, whatever size is asked for."""
        if self._aside is not None:
            yield from self._aside.pieces()

    def close(self) -> None:
        """Let go of its bytes. Django does so when the request ends."""
        if self._aside is not None:
            self._aside.close()
            self._aside = None
