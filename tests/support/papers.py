"""Files on their way into a case, as a request would bring them."""

from pathlib import Path
from tempfile import gettempdir

from reconvene.papers.spooled import SpooledFile

PIECE = 64 * 1024


def spooled(content: bytes, name: str = "letter.pdf", *, folder: Path | None = None) -> SpooledFile:
    """Return a file that came in whole, in the pieces in which a request brings them."""
    file = SpooledFile(name, folder or Path(gettempdir()))
    for at in range(0, len(content), PIECE):
        file.add(content[at : at + PIECE])
    return file
