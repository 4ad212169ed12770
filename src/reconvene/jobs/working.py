"""What every worker does: round after round, with pauses that grow where each comes to a fault."""

import logging
import signal
from collections.abc import Callable
from threading import Event, Thread

from django.db import connection

PAUSE = 2.0
"""Seconds between two rounds."""
LONGEST_PAUSE = 300.0
"""Seconds between two rounds at most, where each comes to a fault, as while the database is away."""
_log = logging.getLogger("reconvene.faults")


def go_on(
    see_to_all: Callable[[Event], object], ended: Event, *, fault: str, every: float = PAUSE
) -> None:
    """
    Begin a round again and again until told to end, with `every` so many seconds between two.

    Whatever fails is told as `fault`, and tried again.
    """
    pause = every
    while not ended.is_set():
        try:
            see_to_all(ended)
            pause = every
        except Exception:  # noqa: BLE001  a worker that ends is work that nobody does
            _log.exception(fault)
            pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            connection.close()  # nothing is held, and nothing of the last round known, meanwhile
        ended.wait(pause)


def ended_by_hand() -> Event:
    """Return what is set once somebody ends this process, which then ends with its round."""
    ended = Event()
    for sort in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sort, lambda *_: ended.set())
    return ended


def beside(name: str, work: Callable[[Event], None], ended: Event | None = None) -> None:
    """Work in a thread of this very process, for as long as it lives or until told to end."""
    Thread(target=work, args=(ended or Event(),), name=name, daemon=True).start()
