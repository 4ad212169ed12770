"""A complaint arrives: a case is opened under the version of the procedure then in force."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from secrets import randbelow
from typing import TypeAlias

import msgspec
from django.db import IntegrityError

from reconvene.core.casefile.case import Case
from reconvene.core.conduct.answer import Refused
from reconvene.core.kinds.reference import MANY, reference
from reconvene.core.record.event import Entry, encode
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.workdays import london_day
from reconvene.desk.answers import Conflict, Receipt, again, receipt
from reconvene.desk.deciding import decided_with_notes
from reconvene.desk.definitions import in_force
from reconvene.desk.homes import ties_in, with_ties_found
from reconvene.desk.look import Look, look_at, onward
from reconvene.desk.reaching import scope_of
from reconvene.desk.refusing import tell_of_ties
from reconvene.ledger.appending import Made, append, open_case
from reconvene.ledger.history import History, load_submitted, submitted
from reconvene.ledger.requests import Request
from reconvene.people.ids import new_case_id
from reconvene.people.models import Authority, Person
from reconvene.scope.within import within
from reconvene.worklist.keeping import keep
from reconvene.worklist.rebuilding import rows_in

_TRIES = 100

Draw: TypeAlias = Callable[[int], int]
"""Draws a number by chance: at least nought, and less than the one given."""


def receive_complaint(
    person: Person,
    received: ComplaintReceived,
    *,
    happened_on: date,
    key: str,
    now: datetime,
    happened_at: datetime | None = None,
    role: str | None = None,
    also: tuple[Entry, ...] = (),
    noted: tuple[Entry, ...] = (),
    draw: Draw = randbelow,
) -> Receipt | Refused | Conflict:
    """
    Open a case with a complaint, give it a reference that no other has, and say so.

    Arguments are those of `desk.act.record`. `received.procedure` is filled in here. `also` is
    what goes on the record with the complaint (who supports them, say): all of it, or, where any
    of it is refused, nothing. `noted` is what the desk puts down besides of its own accord: it is
    left out where it would be refused, and is no part of what was sent. `draw` is asked for what
    the case is called.

    Raises:
        ProcedureNotInForce: The authority's procedure has no version for the day of receipt.
    """
    given = msgspec.structs.replace(received, procedure="")
    request = Request.of(
        person.id,
        key,
        b"complaint.received",
        happened_on.isoformat().encode(),
        str(happened_at or "").encode(),
        (role or "").encode(),
        encode(given),
        *(part for entry in also for part in _parts(entry)),
    )
    entries = (complaint(person, received, happened_on, happened_at), *also)
    names = _references(person.authority, draw)
    try:
        return _receive(person, entries, role, request, now, noted=noted, references=names)
    except IntegrityError:  # the same was sent at the same moment: it is there now
        return _receive(person, entries, role, request, now, noted=noted, references=names)


def complaint(
    person: Person,
    received: ComplaintReceived,
    happened_on: date,
    happened_at: datetime | None = None,
) -> Entry:
    """Return the entry a complaint makes, under the version in force on the day of receipt."""
    version = in_force(person.authority.procedure, happened_on).reference
    data = msgspec.structs.replace(received, procedure=version)
    return Entry(
        kind="complaint.received", happened_on=happened_on, data=data, happened_at=happened_at
    )


def before_it_opens(person: Person, entry: Entry, today: date) -> Look:
    """Return how a person meets a case that has no entry yet."""
    nothing = History(person.authority_id, "", "", (), ())
    definition = in_force(person.authority.procedure, entry.happened_on)
    return look_at(person, nothing, Case(definition), today)


def _parts(entry: Entry) -> tuple[bytes, ...]:
    """Return what tells one further entry from another, as it is compared when sent again."""
    at = str(entry.happened_at or "")
    on = entry.happened_on.isoformat()
    return entry.kind.encode(), on.encode(), at.encode(), encode(entry.data)


def _references(authority: Authority, draw: Draw) -> Iterator[str]:
    """Yield what a new case may be called, each drawn when it is asked for."""
    return (reference(authority.reference_prefix, draw(MANY)) for _ in range(_TRIES))


def _receive(
    person: Person,
    entries: tuple[Entry, ...],
    role: str | None,
    request: Request,
    now: datetime,
    *,
    noted: tuple[Entry, ...],
    references: Iterator[str],
) -> Receipt | Refused | Conflict:
    today = london_day(now)
    authority = person.authority
    with within(scope_of(person, today), durable=True) as cursor:
        earlier = load_submitted(cursor, authority.slug, request)
        if earlier is not None:
            return again(earlier, request)
        met = before_it_opens(person, entries[0], today)
        answer, acting = decided_with_notes(met, entries, noted, role, now)
        if isinstance(answer, Refused):
            return answer
        opened = open_case(
            cursor,
            authority=authority.slug,
            case_id=new_case_id(),
            references=references,
            now=now,
            year=today.year,
        )
        made = Made(person.id, acting, now, request)
        grown = append(cursor, opened, answer.entries, made)
        grown, case = with_ties_found(cursor, grown, onward(met.case, grown), {}, made)
        keep(cursor, rows_in(grown, case, authority.days, today), is_new=True)
    tell_of_ties(grown.case_id, {}, ties_in(grown, case))
    return receipt(submitted(grown.case_id, grown.reference, grown.rows[0]))
