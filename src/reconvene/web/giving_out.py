"""
What stands behind every file that is given out: how many leave at once, and how one breaks off.

In: pieces, made while they leave. Out: an answer that says how long it is, so that nobody takes the
beginning of it for the whole. Whoever reads slowly keeps a thread of this process, so few leave at
once, and the others go on.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from contextvars import Context, copy_context
from threading import BoundedSemaphore
from typing import Any
from weakref import finalize

from django.http import StreamingHttpResponse

_log = logging.getLogger("reconvene.faults")

AT_ONCE = 2
"""Files that leave one process together: half of the threads that it is to have at least."""


class BrokenOff(Exception):
    """
    An answer ends before its end.

    It says nothing and has no cause: whoever serves writes it past our log.
    """


class Places:
    """So many places as there are; whoever takes one keeps it until the stack is closed."""

    def __init__(self, number: int) -> None:
        self._free = BoundedSemaphore(number)

    def take(self, kept: ExitStack) -> bool:
        """Take a place for as long as a stack is open; tell whether there was one."""
        is_taken = self._free.acquire(blocking=False)
        if is_taken:
            kept.callback(self._free.release)
        return is_taken


leaving = Places(AT_ONCE)


class Leaving(StreamingHttpResponse):
    """An answer of known length whose place is given back however it ends."""

    def __init__(
        self, pieces: Iterator[bytes], *, size: int, place: ExitStack, **rest: Any
    ) -> None:
        self._gives_back = _once(place)
        super().__init__(_until_broken(pieces, copy_context(), self._gives_back), **rest)
        self["Content-Length"] = str(size)
        finalize(self, self._gives_back)  # of one that nobody closes

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._gives_back()


def _once(place: ExitStack) -> Callable[[], None]:
    """Return what gives a place back, the first time that it is called."""
    return place.pop_all().close


def _until_broken(
    pieces: Iterator[bytes], asked_in: Context, give_back: Callable[[], None]
) -> Iterator[bytes]:
    """
    Yield pieces; where one fails, log it as ours and say no more.

    Each is made as if the request were being answered still, so lines of the log bear its number.
    """
    try:
        while (piece := asked_in.run(next, pieces, None)) is not None:
            yield piece
    except Exception:  # noqa: BLE001  whatever it is, nobody is to take what came for the whole
        asked_in.run(_log.exception, "A file broke off on its way out.")
    else:
        return
    finally:
        give_back()
    raise BrokenOff
