"""
What does not open and was kept long enough, and how it is put up to be erased all the same.

In: somebody who looks after information governance, a reference, why. Out: what is known of such
cases by their headers; nothing at all of one that a wall closes to them.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from reconvene.core.workdays import london_day
from reconvene.desk.closed import closed_to_them, does_open
from reconvene.desk.retention import demand_post, list_again
from reconvene.erasure.due import kept_by_headers, years_on
from reconvene.erasure.holding import is_held
from reconvene.erasure.models import Basis, Erasure, State, Why
from reconvene.erasure.refusing import ErasureRefused, Ground
from reconvene.erasure.unread import Unread, reason_unread
from reconvene.erasure.unread import propose_unread as put_up
from reconvene.ledger.headers import headers_of_old
from reconvene.library.retention_files import read_schedule
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person
from reconvene.scope.within import the_house, within

__all__ = ["Basis", "Unread", "propose_unread", "unread", "unread_called", "why_unread"]


def unread(person: Person, now: datetime, schedules: Path | None = None) -> list[Unread]:
    """
    Return the cases of their authority that do not open and were kept long enough, by reference.

    Each of so long ago is tried, so it takes as long as to see what is due.

    Raises:
        ErasureRefused: They do not look after information governance.
    """
    demand_post(person, now, "Nothing was shown")
    return _not_opened(person, _kept_long_enough(person, now, schedules), now)


def unread_called(
    person: Person, reference: str, now: datetime, schedules: Path | None = None
) -> Unread | None:
    """Return the one of those that goes by a reference; None where none does."""
    demand_post(person, now, "Nothing was shown")
    old = _kept_long_enough(person, now, schedules)
    found = [one for one in old if one.known.reference == reference]
    return next(iter(_not_opened(person, found, now)), None)


def propose_unread(
    by: Person, reference: str, reason: str, now: datetime, schedules: Path | None = None
) -> Erasure:
    """
    Return the erasure of a case that does not open, proposed for two people to approve.

    Raises:
        ErasureRefused: It may not be, for a reason that is said.
    """
    one = unread_called(by, reference, now, schedules)
    if one is None:
        raise ErasureRefused(
            ground=Ground.NO_CASE,
            done="Nothing was proposed",
            found=f"no case {reference} was kept long enough and does not open",
            remedy="See what was, under what is kept and erased",
        )
    with within(the_house(by.authority_id)) as cursor, transaction.atomic():
        proposed = put_up(by, one, reason, now)
        if proposed.ended is not None and proposed.ended.state == State.SEALED_OFF:
            list_again(cursor, by.authority, proposed.ended, now)
    if proposed.ended is not None:
        tell(
            Event.ERASURE_ENDED,
            actor=by.id,
            case=proposed.ended.case_id,
            reason=Why.NOT_OPENED.value,
            first=proposed.ended.first_by,
            second=proposed.ended.second_by,
        )
    if proposed.is_new:
        tell(
            Event.ERASURE_PROPOSED,
            actor=by.id,
            case=proposed.erasure.case_id,
            reason=proposed.erasure.rule,
            basis=proposed.erasure.basis,
        )
    return proposed.erasure


def why_unread(erasure: Erasure) -> str | None:
    """Return why a case is to be erased that does not open; None where that opens no more either."""
    with within(the_house(erasure.authority)) as cursor:
        return reason_unread(cursor, erasure)


def _kept_long_enough(person: Person, now: datetime, schedules: Path | None) -> list[Unread]:
    """Return what its headers say was kept long enough, whether or not it opens, by reference."""
    today, authority = london_day(now), person.authority_id
    schedule = read_schedule(authority, folder=schedules)
    shortest = min(one.keep.amount for one in schedule.classes.values())
    with within(the_house(authority)) as cursor:
        known = headers_of_old(cursor, authority, years_on(today, -shortest))
    under_way = {one.case_id: one for one in Erasure.objects.filter(authority=authority)}
    found = ((one, kept_by_headers(one, schedule)) for one in known)
    return [
        Unread(one, until, is_held(one.case_id), under_way.get(one.case_id))
        for one, until in found
        if until.is_over(today)
    ]


def _not_opened(person: Person, found: Sequence[Unread], now: datetime) -> list[Unread]:
    """
    Return what of this does not open. What is closed to somebody is not even tried, nor what is on
    its way though it does not open: two people were told, and opening again ends it by itself.
    """
    closed = closed_to_them(person, (one.known.case_id for one in found), london_day(now))
    theirs = [one for one in found if one.known.case_id not in closed]
    return [
        one
        for one in theirs
        if one.is_proposed or not does_open(person.authority_id, one.known.case_id)
    ]
