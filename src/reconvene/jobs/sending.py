"""
The worker that sends: letter after letter while there are any, then a look every few seconds. Beside
it, in a thread of its own so that it holds up no letter, what carries is asked what came to nothing.

In: what carries, and a way to be told to end. Out: how many it saw to.
"""

import logging
from threading import Event, Thread

from django.conf import settings
from django.db import connection
from django.utils import timezone

from reconvene.desk.handing_over import send_next
from reconvene.desk.undelivered import ask_what_was_delivered
from reconvene.logs.events import Event as LogEvent
from reconvene.logs.telling import tell
from reconvene.outbox.carrier import Carrier, NotReached

PAUSE = 2.0
"""Seconds between two looks where there was nothing to do."""
LONGEST_PAUSE = 300.0
"""Seconds between two looks at most, where each comes to a fault, as while the database is away."""
ASKED_EVERY = 120.0
"""Seconds between two times that a carrier is asked for what it could not deliver."""
_log = logging.getLogger("reconvene.faults")


def send_all(carrier: Carrier, ended: Event | None = None) -> int:
    """See to each letter whose turn it is, unless told to end, and return how many there were."""
    seen_to = 0
    while not (ended and ended.is_set()) and send_next(carrier, timezone.now) is not None:
        seen_to += 1
    return seen_to


def go_on_sending(carrier: Carrier, ended: Event) -> None:
    """See to letters until told to end; one that is begun is seen through. Whatever fails is tried again."""
    pause = PAUSE
    while not ended.is_set():
        try:
            send_all(carrier, ended)
            pause = PAUSE
        except Exception:  # noqa: BLE001  a worker that ends is letters that nobody sends
            _log.exception("Letters cannot be sent just now.")
            pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            connection.close()  # nothing is held, and nothing of the last letter known, meanwhile
        ended.wait(pause)


def go_on_asking(carrier: Carrier, ended: Event) -> None:
    """Ask what was delivered until told to end. That a carrier does not answer is told once, till it does."""
    told = ""
    while not ended.is_set():
        try:
            ask_what_was_delivered(carrier, timezone.now())
            told = ""
        except NotReached as shut:
            if shut.why != told:
                tell(LogEvent.MAIL_NOT_REACHED, reason=shut.why)
            told = shut.why
        except Exception:  # noqa: BLE001  whatever it was, it is asked again
            _log.exception("What was delivered cannot be asked just now.")
        finally:
            connection.close()
        ended.wait(ASKED_EVERY)


def send_and_ask(carrier: Carrier, ended: Event) -> None:
    """See to letters until told to end, and ask beside it what was delivered, of whoever knows that."""
    if carrier.knows_delivery:
        Thread(target=go_on_asking, args=(carrier, ended), name="asking", daemon=True).start()
    go_on_sending(carrier, ended)


def send_beside() -> None:
    """Send in this very process, for as long as it lives: what a demo does, which has no workers."""
    if settings.CARRIER is not None:
        Thread(
            target=send_and_ask, args=(settings.CARRIER, Event()), name="sending", daemon=True
        ).start()
