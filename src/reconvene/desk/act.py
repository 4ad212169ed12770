"""The one way anything goes on the record of a case that is open.

See Note [One transaction].
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from django.db import IntegrityError

from reconvene.core.access.answer import Denied, Reason
from reconvene.core.access.lifting import let_in_by
from reconvene.core.access.walls import ties
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.event import Entry, encode
from reconvene.core.record.payload import Payload
from reconvene.core.workdays import london_day
from reconvene.desk.answers import Conflict, Receipt, again, receipt
from reconvene.desk.corrected import demand_newest
from reconvene.desk.deciding import decided
from reconvene.desk.homes import ties_in, with_ties_found
from reconvene.desk.look import (
    CaseUnknown,
    Look,
    admitted,
    load_for,
    look_whole,
    onward,
    shut_or,
)
from reconvene.desk.reaching import entry_denied, scope_of
from reconvene.desk.refusing import tell_denied, tell_near_miss, tell_of_chairs, tell_of_ties
from reconvene.desk.sent_before import request_as_sent
from reconvene.desk.undelivered import note_what_came_back
from reconvene.ledger.appending import Made, append
from reconvene.ledger.history import load, load_locked, load_submitted, submitted
from reconvene.ledger.requests import Request
from reconvene.people.models import Person
from reconvene.scope.within import within
from reconvene.worklist.keeping import keep
from reconvene.worklist.rebuilding import rows_in
from reconvene.worklist.rows import is_found_alike

Unfit: TypeAlias = Callable[[Look], Refused | None]
"""Returns what else stands in the way of an act in a case as it is; None for nothing."""

# Note [One transaction]
# An act is one transaction, which reaches the disk before anybody is told that it is done:
#   1. the record is read and its head locked, and the case folded; for whom it is not there, it is
#      no case; a key that was used before is answered from it;
#   2. the act is decided; a refusal stores nothing, and its key stays free; a correction that would
#      go over one that nobody had read is not decided at all;
#   3. the entries are appended, with the key they came under;
#   4. the worklist's rows of the case are made what they now should be; those of its names are
#      made, and sealed, only where the names changed.
# At most four statements besides its beginning, in which PostgreSQL is told who acts, and its end,
# however long the record; one more where somebody who does not act is said to hold a role by post
# (see `named_roles`) or a letter came back, and a few where it becomes known where a party lives (see
# `homes`). What is to be sent afterwards is wished for in the same transaction and sent after it.


def record(
    person: Person,
    case_id: str,
    kind: str,
    data: Payload,
    *,
    happened_on: date,
    key: str,
    now: datetime,
    happened_at: datetime | None = None,
    role: str | None = None,
    sent: bytes | None = None,
    read: int | None = None,
    unfit: Unfit | None = None,
) -> Receipt | Refused | Conflict:
    """
    Put an act on the record of a case, if it may be done, and say so.

    Args:
        person: Who acts; only cases of their authority exist for them.
        case_id: Which case.
        kind: The kind of entry ("letter.sent").
        data: Its details; `conduct` may fill in more.
        happened_on: The London day it happened.
        key: Chosen by the caller, new for each act, the same when it is sent again.
        now: The instant it is recorded.
        happened_at: The instant it happened, where the hour is known.
        role: The role they act in; None for the first of theirs in which it may be done.
        sent: Everything that was sent, where that is more lasting than the details made of it:
            an id taken from the case as it stands would be another when the same is sent again.
        read: How many entries the record had as they read it, where a correction is to go over
            none that came since.
        unfit: What else stands in its way, asked last and with the case held; None for nothing.

    Raises:
        PutRightMeanwhile: A correction came since, of the same entry.
        CaseUnknown: There is no such case for this person.
        CaseNotOpened: There is, and it does not open.
    """
    entry = Entry(kind=kind, happened_on=happened_on, data=data, happened_at=happened_at)
    request = (
        _request(person, key, case_id, entry, role)
        if sent is None
        else request_as_sent(person, case_id, kind, key, sent)
    )
    try:
        return _record(
            person, case_id, entry, role=role, request=request, now=now, read=read, unfit=unfit
        )
    except CaseUnknown as unknown:
        raise shut_or(unknown, load, person, london_day(now)) from unknown
    except IntegrityError:
        with within(scope_of(person, london_day(now))) as cursor:
            earlier = load_submitted(cursor, person.authority_id, request)
            if earlier is None:
                load(cursor, person.authority_id, case_id)  # no case: sealed off meanwhile
                raise
        return again(earlier, request)


def _record(
    person: Person,
    case_id: str,
    entry: Entry,
    *,
    role: str | None,
    request: Request,
    now: datetime,
    read: int | None,
    unfit: Unfit | None,
) -> Receipt | Refused | Conflict:
    today = london_day(now)
    scope = scope_of(person, today)
    with within(scope, durable=True) as cursor:
        history = load_for(cursor, scope, case_id, load_locked)
        met = admitted(look_whole(person, history, today), case_id)
        earlier = history.submitted(request)
        if earlier is not None:
            return again(earlier, request)
        demand_newest(history.events, entry, read)
        answer, acting = decided(met, entry, role)
        if isinstance(answer, Refused):
            _tell_if_denied(met, entry, answer)
            tell_near_miss(person, case_id, answer)
            return answer
        refused = unfit(met) if unfit else None
        if refused is not None:
            tell_near_miss(person, case_id, refused)
            return refused
        tied, homes = ties(met.matter), dict(met.whole.case.homes)
        made = Made(person.id, acting, now, request)
        grown = append(cursor, history, answer.entries, made)
        case = onward(met.case, grown)
        grown, case = with_ties_found(cursor, grown, case, homes, made)
        has_news = not is_found_alike(met.case, case)
        wanted = rows_in(grown, case, person.authority.days, today, with_names=has_news)
        keep(cursor, wanted, with_names=has_news)
        note_what_came_back(case_id, answer.entries)
    tell_of_ties(case_id, tied, ties_in(grown, case))
    tell_of_chairs(case_id, let_in_by(history.events, grown.events[len(history.events) :]))
    return receipt(submitted(case_id, grown.reference, grown.rows[len(history.rows)]))


def _tell_if_denied(met: Look, entry: Entry, refused: Refused) -> None:
    denied = entry_denied(met.viewer, met.matter, entry)
    if denied is None and refused.ground is Ground.NOT_ALONE:
        denied = Denied(Reason.NOT_ALONE, refused.clause)
    if denied is not None:
        tell_denied(met.person, met.case_id, denied)


def _request(person: Person, key: str, case_id: str, entry: Entry, role: str | None) -> Request:
    return Request.of(
        person.id,
        key,
        case_id.encode(),
        entry.kind.encode(),
        entry.happened_on.isoformat().encode(),
        str(entry.happened_at or "").encode(),
        (role or "").encode(),
        encode(entry.data),
    )
