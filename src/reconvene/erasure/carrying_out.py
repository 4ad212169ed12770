"""From approved to certified. Each step is one transaction, looks again whether it may be taken,
and can be taken again after it was broken off.
"""

from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.erasure import figures
from reconvene.erasure.book import Book, Line
from reconvene.erasure.due import Figure
from reconvene.erasure.ending import end
from reconvene.erasure.going import (
    blank_reasons,
    leave,
    leave_for_good,
    rows_elsewhere,
    shut_out,
)
from reconvene.erasure.going_on import going_on
from reconvene.erasure.models import Erasure, State
from reconvene.erasure.scrubbing import scrub
from reconvene.ledger import erasing
from reconvene.ledger.erased import RecordErased
from reconvene.ledger.erasing import Head
from reconvene.library.retention_files import Schedule
from reconvene.sealing.keys import provider

OPENS_NO_LONGER_THAN = timedelta(days=35)
"""After so long no copy may open an erased case: epochs have to be changed at least monthly."""

CHANGE_KEYS_WITHIN = timedelta(days=28)


def seal_off(case_id: str, schedule: Schedule, now: datetime) -> bool:
    """
    Let nobody read an approved case from now on, and return whether that was done.

    One that was opened again meanwhile, or is to be kept longer, is no longer on its way: it ended.
    `going_on` says what else ends one, and what it raises.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _, erasure = _locked(cursor, case_id, State.APPROVED)
        if erasure is None:
            return False
        if ends := going_on(cursor, erasure, schedule, london_day(now)).ends:
            end(erasure, ends, now)
            return False
        erasing.seal_off(cursor, case_id, now)
        erasure.shut_out = shut_out(cursor, case_id)
        leave(cursor, case_id)
        erasure.state, erasure.sealed_off_at = State.SEALED_OFF, now
        erasure.save()
    return True


def may_be_destroyed_on(sealed_off_at: datetime, schedule: Schedule) -> date:
    """Return the first day on which the keys of a case that is sealed off may be destroyed."""
    return london_day(sealed_off_at) + timedelta(days=schedule.sealed_off_for.amount)


def destroy(case_id: str, schedule: Schedule, now: datetime) -> bool:
    """
    Destroy the keys and contents of a case that was sealed off for long enough; return whether.

    One that is to be kept longer after all is read again and no longer on its way.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        head, erasure = _locked(cursor, case_id, State.SEALED_OFF)
        if head is None or erasure is None or erasure.sealed_off_at is None:
            return False
        today = london_day(now)
        if today < may_be_destroyed_on(erasure.sealed_off_at, schedule):
            return False
        found = going_on(cursor, erasure, schedule, today)
        if found.ends:
            end(erasure, found.ends, now)
            erasing.open_again(cursor, case_id)
            return False
        erase(cursor, head, erasure, found.counted, now)
    return True


def erase(
    cursor: CursorWrapper, head: Head, erasure: Erasure, counted: Figure | None, now: datetime
) -> None:
    """Erase a case that is sealed off and locked: the record first, then what others keep of it."""
    if counted:
        figures.keep(counted)
    why = RecordErased(
        rule=erasure.rule,
        kept_until=erasure.kept_until,
        basis=erasure.basis,
        first_by=erasure.first_by,
        second_by=erasure.second_by,
        entries=0,
        keys=0,
        rows=rows_elsewhere(cursor, erasure.case_id),
    )
    erasing.erase(cursor, head, why, now=now)
    leave_for_good(cursor, erasure.case_id)
    blank_reasons(cursor, erasure.case_id)
    erasure.reason = b""
    erasure.state, erasure.destroyed_at, erasure.scrubbed_at = State.DESTROYED, now, None
    erasure.epochs = " ".join(provider().epochs())
    erasure.save()


def enter(book: Book) -> int:
    """Put every erasure that the book lacks into it, and return how many there were."""
    done = Erasure.objects.exclude(destroyed_at=None).order_by("destroyed_at", "case_id")
    return book.add(*(_line(each, each.destroyed_at) for each in done if each.destroyed_at))


def clear_away(now: datetime) -> None:
    """
    Clear away what erased rows left lying, where that was not done yet. Outside a transaction.

    Raises:
        NotScrubbed: The database is in use. It is noted what is left to do; run it again.
    """
    left = list(Erasure.objects.exclude(destroyed_at=None).filter(scrubbed_at=None))
    if left:
        scrub()
        Erasure.objects.filter(case_id__in=[each.case_id for each in left]).update(scrubbed_at=now)


def certify(book: Book, now: datetime) -> list[Erasure]:
    """
    Return the erasures that no copy can undo any more: every epoch of their time is destroyed.

    Each is in the book by then.
    """
    held = set(provider().epochs())
    entered = {line.case_id for line in book.lines()}
    done = [
        each
        for each in Erasure.objects.filter(state=State.DESTROYED).order_by("reference")
        if each.case_id in entered and not held & set(each.epochs.split())
    ]
    for each in done:
        each.state, each.certified_at = State.CERTIFIED, now
        each.save()
    return done


def no_copy_opens_after(destroyed_at: datetime, certified_at: datetime | None) -> date:
    """Return the day after which no copy opens an erased case: as it came about, or is promised."""
    return london_day(certified_at or destroyed_at + OPENS_NO_LONGER_THAN)


def keys_to_be_changed_by(authority: str = "") -> date | None:
    """
    Return the day by which keys have to be changed for what was erased; None for nothing.

    Only for what one authority erased, where one is named.
    """
    erased = Erasure.objects.filter(state=State.DESTROYED).order_by("destroyed_at")
    waiting = (erased.filter(authority=authority) if authority else erased).first()
    if waiting is None or waiting.destroyed_at is None:
        return None
    return london_day(waiting.destroyed_at + CHANGE_KEYS_WITHIN)


def overdue(today: date) -> int:
    """Return how many erased cases a copy opens still, though keys should have been changed."""
    held = set(provider().epochs())
    waiting = Erasure.objects.filter(state=State.DESTROYED)
    return sum(
        each.destroyed_at is not None
        and london_day(each.destroyed_at + CHANGE_KEYS_WITHIN) < today
        and not held.isdisjoint(each.epochs.split())
        for each in waiting
    )


def _locked(
    cursor: CursorWrapper, case_id: str, state: State
) -> tuple[Head | None, Erasure | None]:
    """Return a case, held, and its erasure where that has come to a state and no further."""
    head = erasing.lock(cursor, case_id)
    return head, Erasure.objects.filter(case_id=case_id, state=state).first()


def _line(erasure: Erasure, destroyed_at: datetime) -> Line:
    return Line(
        number=0,
        before="",
        authority=erasure.authority,
        case_id=erasure.case_id,
        reference=erasure.reference,
        rule=erasure.rule,
        kept_until=erasure.kept_until,
        basis=erasure.basis,
        first_by=erasure.first_by,
        second_by=erasure.second_by,
        destroyed_at=destroyed_at,
    )
