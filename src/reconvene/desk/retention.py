"""
Keeping, holding and letting go: what people decide who look after information governance.

In: one of them, a reference or a hold, the time. Out: what was decided, or a refusal with its
ground. Nobody decides of a case that is closed to them. What then follows by itself is in `erasing`.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from reconvene.core.casefile.fold import fold
from reconvene.core.workdays import london_day
from reconvene.desk.closed import closed_to_them, is_closed_to
from reconvene.desk.homes import ties_in, with_ties_found_late
from reconvene.desk.oversight import is_overseer
from reconvene.desk.refusing import tell_of_ties
from reconvene.erasure import approving, holding, looking_again
from reconvene.erasure.approving import Due
from reconvene.erasure.due import kept, years_on
from reconvene.erasure.holding import Wanted, furthest_day, is_held, open_holds
from reconvene.erasure.models import (
    EndedErasure,
    Erasure,
    Hold,
    HoldKind,
    LookedAgain,
    State,
    Why,
)
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.ledger.erasing import case_called, perhaps_closed_by
from reconvene.ledger.history import CaseUnknown, History, load
from reconvene.ledger.lost import entries_given_up
from reconvene.library.procedure_files import procedure
from reconvene.library.retention_files import Schedule, read_schedule
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Authority, Person
from reconvene.scope.within import the_house, within
from reconvene.worklist.keeping import keep
from reconvene.worklist.rebuilding import rows_in
from reconvene.worklist.rows import Which, rows_of_walls

__all__ = [
    "Due",
    "EndedErasure",
    "Erasure",
    "ErasureRefused",
    "Ground",
    "Hold",
    "HoldKind",
    "LookedAgain",
    "State",
    "Wanted",
    "Why",
    "furthest_day",
    "open_holds",
]


def due(authority: Authority, now: datetime, schedules: Path | None = None) -> list[Due]:
    """
    Return the closed cases of an authority that have been kept long enough, by reference.

    Those that are held are among them, marked; those under way already are not. The record of each
    case that was closed so long ago is read; one that does not open is told of and left out, since
    `desk.unread` has those.
    """
    today, schedule = london_day(now), read_schedule(authority.slug, folder=schedules)
    under_way = set(Erasure.objects.values_list("case_id", flat=True))
    found = []
    with within(the_house(authority.slug)):
        for history in _closed_long_ago(authority.slug, schedule, today, under_way):
            how = kept(fold(procedure(history.procedure), history.events), schedule)
            if how is not None and how.is_over(today):
                held = is_held(history.case_id)
                found.append(Due(history.case_id, history.authority, history.reference, how, held))
    return sorted(found, key=lambda one: one.reference)


def due_to(person: Person, now: datetime, schedules: Path | None = None) -> list[Due]:
    """Return the same without the cases that a wall closes to somebody."""
    found = due(person.authority, now, schedules)
    closed = closed_to_them(person, (one.case_id for one in found), london_day(now))
    return [one for one in found if one.case_id not in closed]


def propose(
    by: Person,
    now: datetime,
    schedules: Path | None = None,
    *,
    references: Collection[str] | None = None,
) -> list[Erasure]:
    """
    Return what is newly proposed, by reference; may be empty.

    Args:
        by: Who proposes.
        now: The instant it is proposed.
        schedules: Where authorities keep their own schedules, if anywhere.
        references: Of what is due, only these; all of it where there are none given.

    Raises:
        ErasureRefused: They do not look after information governance.
    """
    demand_post(by, now, "Nothing was proposed")
    found = due_to(by, now, schedules)
    wanted = [one for one in found if references is None or one.reference in references]
    with within(the_house(by.authority_id)):
        made = approving.propose(by, wanted, now)
    for one in made:
        tell(Event.ERASURE_PROPOSED, actor=by.id, case=one.case_id, reason=one.rule)
    return made


def approve(by: Person, reference: str, now: datetime, *, as_last: bool | None = None) -> Erasure:
    """
    Return an erasure that somebody approved, as the first or as the second.

    Where they were told whether theirs is the last, `as_last` says so, and holds or is refused.

    Raises:
        ErasureRefused: It may not be, for a reason that is said.
    """
    demand_post(by, now, "Nothing was approved")
    waiting = Erasure.objects.filter(
        authority=by.authority_id, reference=reference, state=State.PROPOSED
    )
    for case_id in waiting.values_list("case_id", flat=True):
        _demand_open(by, case_id, now, "Nothing was approved")
    with within(the_house(by.authority_id)):
        found = approving.approve(by, reference, now, as_last=as_last)
    which = "second" if found.second_by else "first"
    tell(Event.ERASURE_APPROVED, actor=by.id, case=found.case_id, reason=which)
    return found


def hold(by: Person, reference: str, wanted: Wanted, now: datetime, *, key: str = "") -> Hold:
    """
    Return a new hold on the case of a reference. One that was sealed off is read again.

    Sent again under the same key, it is the same hold.

    Raises:
        ErasureRefused: It may not be held, for a reason that is said.
    """
    demand_post(by, now, "No hold was placed")
    with within(the_house(by.authority_id)) as cursor, transaction.atomic():
        case_id = case_called(cursor, by.authority_id, reference)
        if not case_id:
            raise ErasureRefused(
                ground=Ground.NO_CASE,
                done="No hold was placed",
                found=f"there is no case with the reference '{reference}'",
                remedy="See which cases there are",
            )
        _demand_open(by, case_id, now, "No hold was placed")
        is_on_its_way = Erasure.objects.filter(case_id=case_id).exists()
        placed = holding.place(by, case_id, wanted, now, key=key)
        if placed.ended is not None:
            list_again(cursor, by.authority, placed.ended, now)
    if placed.is_new:
        tell(Event.HOLD_PLACED, actor=by.id, case=case_id, reason=placed.hold.kind)
    if placed.is_new and is_on_its_way:
        tell(Event.ERASURE_ENDED, actor=by.id, case=case_id, reason="held")
    return placed.hold


def lift_hold(by: Person, hold_id: str, reason: str, now: datetime) -> Hold:
    """
    Return a hold that somebody asked to lift, or, where somebody else had asked, lifted, and why.

    Raises:
        ErasureRefused: It may not be lifted by them, for a reason that is said.
    """
    _demand_theirs(by, hold_id, now, "No hold was lifted")
    with within(the_house(by.authority_id)):
        held = holding.lift(by, hold_id, reason, now)
    if held.lifted_by:
        tell(Event.HOLD_LIFTED, actor=by.id, case=held.case_id, reason=held.kind)
    return held


def keep_held(by: Person, hold_id: str, until: date, reason: str, now: datetime) -> Hold:
    """
    Return a hold that somebody looked at again and that stays, until they look on another day.

    Sent again, it is the same hold.

    Raises:
        ErasureRefused: They may not, or it would not be longer; it says which.
    """
    _demand_theirs(by, hold_id, now, "The hold was not made longer")
    with within(the_house(by.authority_id)):
        longer = looking_again.keep_held(by, hold_id, until, reason, now)
    held = longer.hold
    if longer.is_new:
        tell(Event.HOLD_PROLONGED, actor=by.id, case=held.case_id, reason=held.kind)
    return held


def list_again(cursor: CursorWrapper, authority: Authority, ended: Erasure, now: datetime) -> None:
    """
    Put a case that is read again back on its lists.

    Nobody compared addresses with it while it was on none, so that is done first. Of one that does
    not open there is nothing to list: whom it was shut to is put back, and is all that is known.

    Args:
        cursor: Inside the transaction in which the case is read again, and is held.
        authority: Whose case it is.
        ended: Its erasure as it was, which went no further.
        now: The instant it is.
    """
    today, case_id = london_day(now), ended.case_id
    try:
        history = load(cursor, authority.slug, case_id)
    except ValueError:  # every fault of opening is one, and was told of
        which = Which(ended.authority, case_id, ended.reference)
        keep(cursor, rows_of_walls(which, (ended.shut_out or "").split()))
        return
    case = fold(procedure(history.procedure), history.events)
    before = ties_in(history, case)
    grown, case = with_ties_found_late(cursor, history, case, now)
    keep(cursor, rows_in(grown, case, authority.days, today))
    transaction.on_commit(partial(tell_of_ties, case_id, before, ties_in(grown, case)))


def demand_post(by: Person, now: datetime, done: str) -> None:
    """
    Demand that somebody looks after information governance.

    Raises:
        ErasureRefused: They do not.
    """
    if not is_overseer(by, london_day(now)):
        raise ErasureRefused(
            ground=Ground.NOT_THEIRS,
            done=done,
            found="it is for whoever looks after information governance, and not for them",
            remedy="Ask somebody who holds that post",
        )


def _demand_theirs(by: Person, hold_id: str, now: datetime, done: str) -> None:
    """Demand that somebody looks after holds, and that the case of this one is open to them."""
    demand_post(by, now, done)
    held = Hold.objects.filter(id=hold_id, authority=by.authority_id, lifted_by="")
    for case_id in held.values_list("case_id", flat=True):
        _demand_open(by, case_id, now, done)


def _demand_open(by: Person, case_id: str, now: datetime, done: str) -> None:
    if is_closed_to(by, case_id, london_day(now)):
        raise ErasureRefused(
            ground=Ground.CLOSED_TO_THEM,
            done=done,
            found="the case is closed to them",
            remedy="Somebody else has to see to it",
        )


def _closed_long_ago(
    authority: str, schedule: Schedule, today: date, under_way: Collection[str]
) -> Iterator[History]:
    """
    Yield the records that may be due: those closed before the shortest of the schedule's years.

    Not those under way, nor those with a key that was given up, which are known not to open.
    """
    shortest = min(one.keep.amount for one in schedule.classes.values())
    with connection.cursor() as cursor:
        for case_id in perhaps_closed_by(cursor, authority, years_on(today, -shortest)):
            if case_id in under_way or entries_given_up(cursor, case_id):
                continue
            try:
                yield load(cursor, authority, case_id)
            except (CaseUnknown, ValueError):  # sealed off meanwhile; or it does not open
                continue
