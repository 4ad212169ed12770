"""
Memory put by, so that a fault can be answered where there is none left.

In: nothing. Out: room to make a page in, for as long as it is made.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

ROOM = 16 * 1024 * 1024
"""Bytes; one page that nobody has been shown yet takes less. Nothing of it is used before."""

_put_by = [bytearray(ROOM)]


@contextmanager
def spare_room() -> Iterator[None]:
    """Let what was put by be used, and put it by again as soon as there is as much."""
    _put_by.clear()
    try:
        yield
    finally:
        with suppress(MemoryError):
            _put_by[:] = [bytearray(ROOM)]
