"""Holds: what keeps a case from being erased, whatever its schedule says.

A hold placed at any time before the keys are destroyed ends an erasure that was under way, which is
kept as ended: the case is read again, and once nothing holds it any more it has to be proposed and
approved anew.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.erasure.due import years_on
from reconvene.erasure.ending import end
from reconvene.erasure.models import Erasure, Hold, HoldKind, State, Why
from reconvene.erasure.reasons import open_reason, seal_reason
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.ledger.erasing import Head, erased_code, lock, open_again
from reconvene.people.ids import new_id
from reconvene.people.models import Person
from reconvene.sealing.framing import framed

LONGEST = 2  # years
_NOT_PLACED = "No hold was placed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to hold a case for, until when it is to be looked at again."""

    kind: HoldKind
    reason: str
    review_on: date


@dataclass(frozen=True, slots=True)
class Placed:
    """
    A hold; `is_new` unless it was there before.

    `ended` is the erasure it ended, where the case had been sealed off and is read again.
    """

    hold: Hold
    is_new: bool
    ended: Erasure | None = None


def furthest_day(today: date) -> date:
    """Return until when a case stays held at most before somebody looks at it again: two years on."""
    return years_on(today, LONGEST)


def place(by: Person, case_id: str, wanted: Wanted, now: datetime, *, key: str = "") -> Placed:
    """
    Return a new hold on a case.

    A hold that they placed under this key before, for the same, is returned as it is. Whoever else
    uses the key places another: nobody learns from one whether it was used.

    Raises:
        ErasureRefused: There is no such case in their authority, it is erased already, no reason
            is given, the day of review has passed or is past the furthest, or the key was used for
            another hold.
    """
    today = london_day(now)
    with transaction.atomic(), connection.cursor() as cursor:
        head = _held_still(cursor, by, case_id)
        name = _name(by, key) if key else new_id()
        before = Hold.objects.filter(id=name).first()
        if before is not None:
            return Placed(_the_same(cursor, before, case_id, wanted), is_new=False)
        _demand_sound(wanted, today)
        under_way = Erasure.objects.filter(case_id=case_id).first()
        hold = Hold(
            id=name,
            case_id=case_id,
            authority=head.authority,
            reference=head.reference,
            kind=wanted.kind,
            from_on=today,
            review_on=wanted.review_on,
            placed_by=by.id,
            placed_at=now,
        )
        hold.reason = seal_reason(cursor, case_id, wanted.reason, _bound_to(hold))
        hold.save(force_insert=True)
        if under_way is not None:
            end(under_way, Why.HELD, now, by=by.id)
        open_again(cursor, case_id)
    is_back = under_way is not None and under_way.state == State.SEALED_OFF
    return Placed(hold, is_new=True, ended=under_way if is_back else None)


def lift(by: Person, hold_id: str, reason: str, now: datetime) -> Hold:
    """
    Return a hold that somebody asked to lift, or, where somebody else had asked, lifted, and why.

    Raises:
        ErasureRefused: There is no such hold in their authority, no reason is given, or they asked
            themselves.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        held = open_hold(cursor, by, hold_id, "No hold was lifted")
        if not reason.strip():
            raise ErasureRefused(
                ground=Ground.INCOMPLETE,
                done="The hold was not lifted",
                found="it lacks a reason",
                remedy="Give one",
            )
        if not held.asked_by:
            held.asked_by, held.asked_at = by.id, now
            held.asked_why = seal_reason(cursor, held.case_id, reason, _asked(held, by.id))
        elif held.asked_by == by.id:
            raise ErasureRefused(
                ground=Ground.SAME_PERSON,
                done="The hold was not lifted",
                found="the same person asked for it",
                remedy="Somebody else has to agree",
            )
        else:
            held.lifted_by, held.lifted_at = by.id, now
            held.lifted_why = seal_reason(cursor, held.case_id, reason, _lifted(held))
        held.save()
    return held


def reason_of(cursor: CursorWrapper, hold: Hold) -> str | None:
    """Return why a case is held, in the words of whoever held it; see `open_reason`."""
    return open_reason(cursor, hold.case_id, bytes(hold.reason), _bound_to(hold))


def why_asked(cursor: CursorWrapper, hold: Hold, by: str, sealed: bytes) -> str | None:
    """Return why somebody asked that a hold be lifted, as it was sealed then; see `open_reason`."""
    return open_reason(cursor, hold.case_id, sealed, _asked(hold, by))


def why_lifted(cursor: CursorWrapper, hold: Hold) -> str | None:
    """Return why somebody agreed that a hold be lifted, in their words; see `open_reason`."""
    return open_reason(cursor, hold.case_id, bytes(hold.lifted_why), _lifted(hold))


def open_holds(authority: str) -> list[Hold]:
    """Return what is held in an authority, the first to be reviewed first; may be empty."""
    held = Hold.objects.filter(authority=authority, lifted_by="")
    return list(held.order_by("review_on", "reference", "id"))


def is_held(case_id: str) -> bool:
    return Hold.objects.filter(case_id=case_id, lifted_by="").exists()


def _demand_sound(wanted: Wanted, today: date) -> None:
    if not wanted.reason.strip() or wanted.review_on <= today:
        raise ErasureRefused(
            ground=Ground.INCOMPLETE,
            done=_NOT_PLACED,
            found="it lacks a reason, or a day after today on which it is reviewed",
            remedy="Give both",
        )
    demand_near_enough(wanted.review_on, today, _NOT_PLACED)


def demand_near_enough(review_on: date, today: date, done: str) -> None:
    """Demand that somebody looks at a hold again before it could be forgotten."""
    if review_on > furthest_day(today):
        raise ErasureRefused(
            ground=Ground.TOO_FAR,
            done=done,
            found=f"nobody would look at it again for more than {LONGEST} years",
            remedy=f"Give a day up to {furthest_day(today)}",
        )


def _name(by: Person, key: str) -> str:
    """Return the id of the hold that somebody places under a key."""
    return sha256(framed(b"hold-name/1", by.id.encode(), key.encode())).hexdigest()[:32]


def _the_same(cursor: CursorWrapper, before: Hold, case_id: str, wanted: Wanted) -> Hold:
    """Return a hold that was placed before, if just this was asked for then."""
    asked = (case_id, wanted.kind, wanted.review_on)
    is_same = asked == (before.case_id, before.kind, before.review_on)
    if not is_same or reason_of(cursor, before) != wanted.reason:
        raise ErasureRefused(
            ground=Ground.KEY_USED,
            done=_NOT_PLACED,
            found="another was placed under this key",
            remedy="Begin anew",
        )
    return before


def _held_still(cursor: CursorWrapper, by: Person, case_id: str) -> Head:
    head = lock(cursor, case_id)
    if head is None or head.authority != by.authority_id:
        raise ErasureRefused(
            ground=Ground.NO_CASE,
            done=_NOT_PLACED,
            found=f"there is no case with the id '{case_id}'",
            remedy="Look for it by its reference",
        )
    if erased_code(cursor, case_id):
        raise ErasureRefused(
            ground=Ground.ERASED,
            done=_NOT_PLACED,
            found="its keys are destroyed",
            remedy="Nothing can bring it back",
        )
    return head


def open_hold(cursor: CursorWrapper, by: Person, hold_id: str, done: str) -> Hold:
    """
    Return a hold of somebody's authority that is not lifted, its case locked.

    Raises:
        ErasureRefused: There is no such hold.
    """
    found = Hold.objects.filter(id=hold_id, authority=by.authority_id, lifted_by="")
    seen = found.first()
    if seen is not None:
        lock(cursor, seen.case_id)
    held = found.first()
    if held is None:
        raise ErasureRefused(
            ground=Ground.NO_HOLD,
            done=done,
            found=f"nothing is held under the id '{hold_id}'",
            remedy="See which holds there are",
        )
    return held


def _asked(hold: Hold, by: str) -> bytes:
    return framed(b"hold-asked/1", hold.case_id.encode(), hold.id.encode(), by.encode())


def _lifted(hold: Hold) -> bytes:
    return framed(b"hold-lifted/1", hold.case_id.encode(), hold.id.encode())


def _bound_to(hold: Hold) -> bytes:
    return framed(b"hold/1", hold.case_id.encode(), hold.id.encode())
