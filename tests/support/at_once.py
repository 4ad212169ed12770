"""Many callers at once, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

AT_ONCE = 20
T = TypeVar("T")


def at_once(do: Callable[[int], T], times: int) -> list[T]:
    """Return what each of so many calls gave; as many as there are threads begin together."""
    together = Barrier(AT_ONCE)

    def one(number: int) -> T:
        if number < AT_ONCE:
            together.wait()
        try:
            return do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(times)))
