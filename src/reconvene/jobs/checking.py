"""
The worker that looks at files that were brought in: one after the other, then a look every few seconds.

In: where the scanner is, and a way to be told to end. Out: how many it saw to.
"""

from datetime import datetime, timedelta
from functools import partial
from threading import Event

from django.conf import settings
from django.utils import timezone

from reconvene.desk.checking import CannotLook, forget_unconfirmed, look_at_next
from reconvene.jobs.working import beside, go_on
from reconvene.logs.events import Event as Happened
from reconvene.logs.telling import tell

FORGETS_EVERY = timedelta(hours=1)


class Checking:
    """One worker. That what looks at files is away is told once, until one was looked at again."""

    def __init__(self, scanner: str) -> None:
        self.scanner = scanner
        self.is_away = False
        self._forgot_at: datetime | None = None

    def check_all(self, ended: Event | None = None) -> int:
        """
        See to each file whose turn it is, unless told to end, and return how many there were.

        Without a scanner none is looked at; what nobody put on the record is forgotten all the same.
        """
        self._forget(timezone.now())
        if not self.scanner:
            return 0
        seen_to = 0
        try:
            while not (ended and ended.is_set()) and look_at_next(self.scanner, timezone.now):
                seen_to, self.is_away = seen_to + 1, False
        except CannotLook as away:
            if not self.is_away:
                tell(Happened.FILES_WAIT, reason=away.why)
            self.is_away = True
        return seen_to

    def _forget(self, now: datetime) -> None:
        if self._forgot_at is None or now - self._forgot_at >= FORGETS_EVERY:
            forget_unconfirmed(now)
            self._forgot_at = now


def go_on_checking(scanner: str, ended: Event) -> None:
    """See to files until told to end; one that is begun is seen through. Whatever fails is tried again."""
    go_on(Checking(scanner).check_all, ended, fault="Files cannot be looked at just now.")


def check_beside() -> None:
    """Look at files in this very process, for as long as it lives: what a demo does."""
    beside("checking", partial(go_on_checking, settings.SCANNER))
