"""
The worker that sends: letter after letter while there are any, then a look every few seconds. Beside
it, in a thread of its own so that it holds up no letter, what carries is asked what came to nothing.

In: what carries, and a way to be told to end. Out: how many it saw to.
"""

from functools import partial
from threading import Event

from django.conf import settings
from django.utils import timezone

from reconvene.desk.handing_over import send_next
from reconvene.desk.undelivered import ask_what_was_delivered
from reconvene.jobs.working import beside, go_on
from reconvene.logs.events import Event as LogEvent
from reconvene.logs.telling import tell
from reconvene.outbox.carrier import Carrier, NotReached

ASKED_EVERY = 120.0
"""Seconds between two times that a carrier is asked for what it could not deliver."""


def send_all(carrier: Carrier, ended: Event | None = None) -> int:
    """See to each letter whose turn it is, unless told to end, and return how many there were."""
    seen_to = 0
    while not (ended and ended.is_set()) and send_next(carrier, timezone.now) is not None:
        seen_to += 1
    return seen_to


def go_on_sending(carrier: Carrier, ended: Event) -> None:
    """See to letters until told to end; one that is begun is seen through. Whatever fails is tried again."""
    go_on(partial(send_all, carrier), ended, fault="Letters cannot be sent just now.")


def go_on_asking(carrier: Carrier, ended: Event) -> None:
    """Ask what was delivered until told to end. That a carrier does not answer is told once, till it does."""
    told = ""

    def ask(_ended: Event) -> None:
        nonlocal told
        try:
            ask_what_was_delivered(carrier, timezone.now())
            told = ""
        except NotReached as shut:
            if shut.why != told:
                tell(LogEvent.MAIL_NOT_REACHED, reason=shut.why)
            told = shut.why

    go_on(ask, ended, fault="What was delivered cannot be asked just now.", every=ASKED_EVERY)


def send_and_ask(carrier: Carrier, ended: Event) -> None:
    """See to letters until told to end, and ask beside it what was delivered, of whoever knows that."""
    if carrier.knows_delivery:
        beside("asking", partial(go_on_asking, carrier), ended)
    go_on_sending(carrier, ended)


def send_beside() -> None:
    """Send in this very process, for as long as it lives: what a demo does, which has no workers."""
    if settings.CARRIER is not None:
        beside("sending", partial(send_and_ask, settings.CARRIER))
