"""
A folder for a copy of a database, among temporary files, that nobody clears away meanwhile.

How old a file in it says it is tells nothing: what comes out of an archive is as old as the archive
says, and a large copy is worked on for hours. So the folder is held by a lock, which the system
lets go of with the process, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def own_folder(prefix: str, beside: Path) -> Iterator[Path]:
    """Make a folder in another that is held until it is taken away."""
    with TemporaryDirectory(prefix=prefix, dir=beside) as name:
        folder = Path(name)
        with _opened(folder) as held:
            fcntl.flock(held, fcntl.LOCK_SH)
            yield folder


def is_held(folder: Path) -> bool:
    """Tell whether it is a folder that a living process holds."""
    try:
        with _opened(folder) as asked:
            fcntl.flock(asked, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # no folder, or gone
        return False
    return False


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield number
    finally:
        os.close(number)
