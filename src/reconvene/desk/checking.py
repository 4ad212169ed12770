"""
The worker's part of a file that was brought in: is it harmful, is it what it says, what is to be seen?

In: where the scanner is, and a clock. Out: what became of one file. It goes through three hands: the
scanner, the locked process that proves it, the locked process that makes the viewing copy. While they
look no transaction is open, and each piece of the file is asked for by itself.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

from django.db import OperationalError

from reconvene.desk.bringing import each_within
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.papers import claiming, keeping
from reconvene.papers.claiming import HARMFUL, MOST_TRIES, ClaimLost, Finding, clear, unreadable
from reconvene.papers.models import Paper
from reconvene.papers.state import State
from reconvene.papers.untrusted.kinds import Reason
from reconvene.papers.untrusted.proving import Proven, proven
from reconvene.papers.untrusted.sandbox import why_not
from reconvene.papers.untrusted.scanning import Clear, Found, NotScanned, Why, scan
from reconvene.papers.untrusted.viewing import viewing_copy
from reconvene.people.models import Authority
from reconvene.scope.within import Scope, the_house, within

Clock = Callable[[], datetime]
_HARMLESS = b"Dear reader,\n"
_log = logging.getLogger("reconvene.faults")


class CannotLook(Exception):
    """No file can be looked at just now, for a reason that lies in none of them. `why` is a code."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class _NobodyKnows(Exception):
    """A look at a file came to nothing, and what looks is well: it may be the file."""

    def __init__(self, why: Reason) -> None:
        self.why = why
        super().__init__(why)


def look_at_next(scanner: str, clock: Clock) -> State | None:
    """
    Look at the file that waits longest, and return what is known of it then; None where none waits.

    Raises:
        CannotLook: What looks at files is away. They wait, and that counts against none of them.
    """
    for house in _longest_waiting(clock()):
        with within(house, durable=True):
            held = claiming.claim(clock())
        if held is not None:
            return _seen_to(house, held, scanner, clock)
    return None


def forget_unconfirmed(now: datetime) -> int:
    """Forget the files that no entry named within a day, and return how many those were."""
    forgotten = 0
    for house in _houses():
        with within(house, durable=True):
            while old := claiming.unconfirmed(now):
                forgotten += keeping.drop_all(old)
    return forgotten


def _houses() -> list[Scope]:
    return [
        the_house(slug)
        for slug in Authority.objects.order_by("slug").values_list("slug", flat=True)
    ]


def _longest_waiting(now: datetime) -> Iterator[Scope]:
    """Yield the house of each authority with a file that waits; whose waits longest first."""
    waiting = []
    for number, house in enumerate(_houses()):
        with within(house):
            due = claiming.next_due(now)
        if due is not None:
            waiting.append((due, number, house))
    yield from (house for *_, house in sorted(waiting, key=lambda one: one[:2]))


def _seen_to(house: Scope, held: Paper, scanner: str, clock: Clock) -> State:
    """Look at a file that was claimed, note what was found, and return its state."""
    finding: Finding | None
    try:
        try:
            finding = _found(house, held, scanner)
        except CannotLook:
            with within(house, durable=True):
                claiming.put_back(held, clock())
            raise
        except _NobodyKnows as not_known:
            finding = None if held.tries < MOST_TRIES else unreadable(not_known.why)
        return _noted(house, held, finding, clock())
    except ClaimLost:
        return State.BEING_CHECKED  # whoever has it now notes what becomes of it
    except CannotLook:
        raise
    except OperationalError:
        _log.exception("The database was away as a file was looked at.")
        with suppress(ClaimLost), within(house, durable=True):
            claiming.put_back(held, clock())
        return State.BEING_CHECKED
    except Exception as fault:  # noqa: BLE001  one poisoned file is not to hold up all others
        with suppress(ClaimLost):
            _put_aside(house, held, fault, clock())
        return State.BEING_CHECKED


def _put_aside(house: Scope, held: Paper, fault: Exception, now: datetime) -> None:
    """
    Leave a file for a day that came to a fault, and tell of it.

    Raises:
        ClaimLost: It was thrown away, or is somebody else's by now: nothing need be wrong with it.
    """
    with within(house, durable=True):
        claiming.put_aside(held, now)
    _log.error("A file came to a fault as it was looked at.", exc_info=fault)
    if isinstance(fault, ValueError):  # every fault of opening is one
        tell(Event.SEAL_BROKEN, reason="paper", case=held.case_id)


def _found(house: Scope, held: Paper, scanner: str) -> Finding:
    """
    Return what is found of a file.

    Raises:
        CannotLook: The scanner or the locked process is away.
        _NobodyKnows: The scanner was well just before, and yet there is no answer: it may have been
            ended by this very file.
    """
    if held.tries > MOST_TRIES:  # whoever looked so often before was ended by it
        return unreadable(Reason.NOT_LOOKED_AT)
    well = scan(scanner, [_HARMLESS])
    if not isinstance(well, Clear):
        raise CannotLook(well.why if isinstance(well, NotScanned) else Why.ANSWERED_OTHERWISE)
    with within(house):
        brought = claiming.opened(held)

    def content() -> Iterator[bytes]:
        return each_within(lambda: within(house), brought.content())

    scanned = scan(scanner, content())
    if isinstance(scanned, Found):
        return HARMFUL
    if isinstance(scanned, NotScanned):
        raise _NobodyKnows(Reason.NOT_LOOKED_AT)
    proof = proven(brought.words.file, content())
    if isinstance(proof, Proven):
        return clear(scanned, proof, viewing_copy(proof.kind, content()))
    if proof.may_change:
        if why_not():
            raise CannotLook("not-locked")
        raise _NobodyKnows(proof.reason)
    return unreadable(proof.reason)


def _noted(house: Scope, held: Paper, finding: Finding | None, now: datetime) -> State:
    with within(house, durable=True):
        if finding is None:
            claiming.try_again(held, now)
            return State.BEING_CHECKED
        claiming.settle(held, claiming.opened(held).words, finding)
        if finding.state is State.HARMFUL:  # before it is done for good: told twice, and never lost
            tell(Event.FILE_HARMFUL, case=held.case_id, actor=held.brought_by)
    return finding.state
