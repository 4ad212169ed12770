"""From due to approved: a list that a person can read, and the leave of two people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.erasure.due import Kept
from reconvene.erasure.holding import is_held
from reconvene.erasure.models import Erasure, State
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.ledger.erasing import lock
from reconvene.people.models import Person


@dataclass(frozen=True, slots=True)
class Due:
    """A closed case that has been kept long enough, as a list names it: never by a person."""

    case_id: str
    authority: str
    reference: str
    kept: Kept
    is_held: bool


def propose(by: Person, due: Iterable[Due], now: datetime) -> list[Erasure]:
    """Return what is newly proposed of what is due to them: not what is held, nor what was proposed."""
    made = []
    for one in due:
        with transaction.atomic(), connection.cursor() as cursor:
            lock(cursor, one.case_id)
            is_there = Erasure.objects.filter(case_id=one.case_id).exists()
            if is_there or is_held(one.case_id):  # somebody was sooner, or it may not go
                continue
            made.append(
                Erasure.objects.create(
                    case_id=one.case_id,
                    authority=one.authority,
                    reference=one.reference,
                    state=State.PROPOSED,
                    rule=one.kept.rule,
                    kept_until=one.kept.until,
                    proposed_by=by.id,
                    proposed_at=now,
                )
            )
    return made


def approve(by: Person, reference: str, now: datetime, *, as_last: bool | None = None) -> Erasure:
    """
    Return an erasure that somebody approved: as the first, or as the second and last.

    Args:
        by: Who approves.
        reference: What the case goes by.
        now: The instant.
        as_last: Whether they were told that theirs is the last; None where they were told nothing.

    Raises:
        ErasureRefused: Nothing is proposed under that reference in their authority, they have
            approved it already, or theirs is not the approval they were told that it is. The
            database refuses the same person twice as well, whoever asks it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        found = _waiting(cursor, by.authority_id, reference)
        if found is None:
            raise ErasureRefused(
                ground=Ground.NOT_WAITING,
                done="Nothing was approved",
                found=f"no erasure of {reference} waits for approval",
                remedy="See what does",
            )
        is_theirs_already = found.first_by == by.id
        if as_last not in (None, bool(found.first_by)) and not is_theirs_already:
            raise ErasureRefused(
                ground=Ground.CHANGED,
                done="Nothing was approved",
                found="whether theirs is the last approval is not as they were told",
                remedy="Read again what it brings about, and approve it then",
            )
        if not found.first_by:
            found.first_by, found.first_at = by.id, now
        else:
            found.second_by, found.second_at, found.state = by.id, now, State.APPROVED
        try:
            with transaction.atomic():
                found.save()
        except IntegrityError as fault:
            raise ErasureRefused(
                ground=Ground.SAME_PERSON,
                done="Nothing was approved",
                found="the first approval is theirs too",
                remedy="Somebody else has to give the second",
            ) from fault
    return found


def _waiting(cursor: CursorWrapper, authority: str, reference: str) -> Erasure | None:
    """Return what waits for approval under a reference, its case locked; None where nothing does."""
    found = Erasure.objects.filter(authority=authority, reference=reference, state=State.PROPOSED)
    seen = found.first()
    if seen is None:
        return None
    lock(cursor, seen.case_id)
    return found.first()
