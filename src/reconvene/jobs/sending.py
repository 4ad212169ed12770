"""
The worker that sends: letter after letter while there are any, then a look every few seconds.

In: what carries, and a way to be told to end. Out: how many it saw to.
"""

import logging
from datetime import timedelta
from threading import Event, Thread

from django.conf import settings
from django.db import connection
from django.utils import timezone

from reconvene.desk.handing_over import send_next
from reconvene.desk.undelivered import ask_what_was_delivered
from reconvene.outbox.carrier import Carrier

PAUSE = 2.0
"""Seconds between two looks where there was nothing to do."""
LONGEST_PAUSE = 300.0
"""Seconds between two looks at most, where each comes to a fault, as while the database is away."""
ASKED_EVERY = timedelta(minutes=2)
"""How often a carrier is asked for what it could not deliver."""
_log = logging.getLogger("reconvene.faults")


def send_all(carrier: Carrier, ended: Event | None = None) -> int:
    """See to each letter whose turn it is, unless told to end, and return how many there were."""
    seen_to = 0
    while not (ended and ended.is_set()) and send_next(carrier, timezone.now) is not None:
        seen_to += 1
    return seen_to


def go_on_sending(carrier: Carrier, ended: Event) -> None:
    """See to letters until told to end; one that is begun is seen through. Whatever fails is tried again."""
    pause, ask_at = PAUSE, timezone.now()
    while not ended.is_set():
        try:
            send_all(carrier, ended)
            if timezone.now() >= ask_at:
                ask_at = timezone.now() + ASKED_EVERY
                ask_what_was_delivered(carrier, timezone.now())
            pause = PAUSE
        except Exception:  # noqa: BLE001  a worker that ends is letters that nobody sends
            _log.exception("Letters cannot be sent just now.")
            pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            connection.close()  # nothing is held, and nothing of the last letter known, meanwhile
        ended.wait(pause)


def send_beside() -> None:
    """Send in this very process, for as long as it lives: what a demo does, which has no workers."""
    if settings.CARRIER is not None:
        Thread(
            target=go_on_sending, args=(settings.CARRIER, Event()), name="sending", daemon=True
        ).start()
