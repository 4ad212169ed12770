"""Looking again at what is held: it stays so until a later day, as one person says, and why.

In: a hold, a day, a reason. Out: the hold, looked at again on that day. A hold is only ever made
longer by this, and not by more than two years; to let a case go takes two people, as `holding` has
it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.erasure.holding import demand_near_enough, open_hold
from reconvene.erasure.models import Hold, LookedAgain
from reconvene.erasure.reasons import open_reason, seal_reason
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.people.models import Person
from reconvene.sealing.framing import framed

_NOT_DONE = "The hold was not made longer"


@dataclass(frozen=True, slots=True)
class Longer:
    """A hold that stays; `is_new` unless the same person said just this as the last."""

    hold: Hold
    is_new: bool


def keep_held(by: Person, hold_id: str, until: date, reason: str, now: datetime) -> Longer:
    """
    Return a hold that somebody looked at again and that stays, until they look on another day.

    Whoever had asked that it be lifted is answered by that, and lifting takes two people anew.

    Raises:
        ErasureRefused: There is no such hold in their authority, no reason is given, or the day is
            not after today and after the one it has, or is past the furthest.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        hold = open_hold(cursor, by, hold_id, _NOT_DONE)
        if _said_before(cursor, hold, by, until, reason):
            return Longer(hold, is_new=False)
        _demand_longer(hold, until, reason, london_day(now))
        looked = LookedAgain(
            hold_id=hold.id,
            case_id=hold.case_id,
            by=by.id,
            at=now,
            before_on=hold.review_on,
            until_on=until,
            against=hold.asked_by,
            against_why=bytes(hold.asked_why),
        )
        looked.reason = seal_reason(cursor, hold.case_id, reason, _bound_to(looked))
        looked.save(force_insert=True)
        hold.review_on, hold.asked_by, hold.asked_at, hold.asked_why = until, "", None, b""
        hold.save()
    return Longer(hold, is_new=True)


def looks_at(cursor: CursorWrapper, hold: Hold) -> list[tuple[LookedAgain, str | None]]:
    """Return how often a hold was looked at, first to last, with why it stayed; see `open_reason`."""
    found = LookedAgain.objects.filter(hold_id=hold.id).order_by("until_on")
    return [(one, _why(cursor, one)) for one in found]


def _said_before(cursor: CursorWrapper, hold: Hold, by: Person, until: date, reason: str) -> bool:
    """
    Tell whether just this is what the same person said as the last.

    Whoever asked since that it be lifted has no answer yet, and is not answered by what was said
    before.
    """
    if hold.asked_by:
        return False
    last = LookedAgain.objects.filter(hold_id=hold.id).order_by("until_on").last()
    is_theirs = last is not None and (last.by, last.until_on) == (by.id, until)
    return is_theirs and last is not None and _why(cursor, last) == reason


def _demand_longer(hold: Hold, until: date, reason: str, today: date) -> None:
    if not reason.strip():
        raise ErasureRefused(
            ground=Ground.INCOMPLETE, done=_NOT_DONE, found="it lacks a reason", remedy="Give one"
        )
    if until <= max(today, hold.review_on):
        raise ErasureRefused(
            ground=Ground.NOT_LONGER,
            done=_NOT_DONE,
            found=f"it is held past that day: {hold.review_on} is when it is looked at again",
            remedy="Give a later day; two people lift it",
        )
    demand_near_enough(until, today, _NOT_DONE)


def _why(cursor: CursorWrapper, looked: LookedAgain) -> str | None:
    return open_reason(cursor, looked.case_id, bytes(looked.reason), _bound_to(looked))


def _bound_to(looked: LookedAgain) -> bytes:
    return framed(b"looked-again/1", looked.case_id.encode(), looked.id.encode())
