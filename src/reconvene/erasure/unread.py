"""
From a case that does not open and was kept long enough, to the leave of two people to erase it.

In: what is known of it by its headers, and why it is to go. Out: an erasure that waits for approval,
like any other. What was on its way before it stopped opening is ended by that: two people had
approved what they could have looked at.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.erasure.due import Kept
from reconvene.erasure.ending import end
from reconvene.erasure.holding import is_held
from reconvene.erasure.models import Basis, Erasure, State, Why
from reconvene.erasure.reasons import open_reason, seal_reason
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.ledger.erasing import erased_code, lock_known, open_again
from reconvene.ledger.headers import Headers
from reconvene.people.models import Person
from reconvene.sealing.framing import framed

_NOT_PROPOSED = "Nothing was proposed"


@dataclass(frozen=True, slots=True)
class Unread:
    """A case that does not open: what is known of it, until when that keeps it, and how far it is."""

    known: Headers
    kept: Kept
    is_held: bool
    under_way: Erasure | None

    @property
    def basis(self) -> Basis:
        """From what its years are counted."""
        return Basis.CLOSING if self.known.closed_on else Basis.LAST_ENTRY

    @property
    def is_proposed(self) -> bool:
        """Tell whether its erasure is on its way though it does not open."""
        return self.under_way is not None and self.under_way.basis != Basis.RECORD


@dataclass(frozen=True, slots=True)
class Proposed:
    """An erasure that was proposed; `ended` is one that was on its way before, and went no further."""

    erasure: Erasure
    is_new: bool
    ended: Erasure | None = None


def propose_unread(by: Person, one: Unread, reason: str, now: datetime) -> Proposed:
    """
    Return what was proposed, inside the scope of the house.

    Sent again by the same person in the same words, it is the same.

    Raises:
        ErasureRefused: It is erased or held, was proposed by somebody else or for another reason, or
            no reason is given.
    """
    case_id = one.known.case_id
    with transaction.atomic(), connection.cursor() as cursor:
        lock_known(cursor, case_id)
        if erased_code(cursor, case_id):
            raise _refused(
                Ground.NO_CASE, "it is erased", "See what was, under what is kept and erased"
            )
        before = Erasure.objects.filter(case_id=case_id).first()
        if before is not None and before.basis != Basis.RECORD:
            return Proposed(_theirs(cursor, by, before, reason), is_new=False)
        if is_held(case_id):
            raise _refused(Ground.HELD, "it is held", "See what for, and have two people lift it")
        if not reason.strip():
            raise _refused(Ground.INCOMPLETE, "it lacks a reason", "Say why it is to go unread")
        if before is not None:
            end(before, Why.NOT_OPENED, now, by=by.id)
            open_again(cursor, case_id)
        made = Erasure.objects.create(
            case_id=case_id,
            authority=one.known.authority,
            reference=one.known.reference,
            state=State.PROPOSED,
            rule=one.kept.rule,
            kept_until=one.kept.until,
            basis=one.basis,
            reason=seal_reason(cursor, case_id, reason, _bound_to(case_id)),
            proposed_by=by.id,
            proposed_at=now,
        )
    return Proposed(made, is_new=True, ended=before)


def reason_unread(cursor: CursorWrapper, erasure: Erasure) -> str | None:
    """Return why a case is to be erased that nobody can read; see `open_reason`."""
    bound = _bound_to(erasure.case_id)
    return open_reason(cursor, erasure.case_id, bytes(erasure.reason), bound)


def _theirs(cursor: CursorWrapper, by: Person, before: Erasure, reason: str) -> Erasure:
    is_theirs = before.state == State.PROPOSED and before.proposed_by == by.id
    if not is_theirs or reason_unread(cursor, before) != reason:
        raise _refused(Ground.UNDER_WAY, "it was proposed already", "See how far it is")
    return before


def _refused(ground: Ground, found: str, remedy: str) -> ErasureRefused:
    return ErasureRefused(ground=ground, done=_NOT_PROPOSED, found=found, remedy=remedy)


def _bound_to(case_id: str) -> bytes:
    return framed(b"unread/1", case_id.encode())
