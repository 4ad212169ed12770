"""The one question of the house: may this be done, and what goes on the record if it is?

In: a context, a proposed entry. Out: `Allowed` with the entries to append, or `Refused`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import msgspec

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.corrections import brought_along, effective, says_the_same
from reconvene.core.casefile.fold import take
from reconvene.core.conduct.acts import ACTS, subjects
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, first, unless
from reconvene.core.conduct.appointing import barred_since
from reconvene.core.conduct.bringing import with_its_bytes
from reconvene.core.conduct.bundling import not_there
from reconvene.core.conduct.contacting import NOTED_ANEW
from reconvene.core.conduct.context import Context, date_refusal, refuse, shared_refusal
from reconvene.core.conduct.interests import shuts_nobody_out, tied_refusal
from reconvene.core.conduct.protecting import held_back, kept_back
from reconvene.core.conduct.redacting import NEVER_PUT_RIGHT
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import (
    Entry,
    Event,
    PayloadUnreadable,
    encode,
    payload,
    subject,
)
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.papers import BundleMade, PackMade, PaperAdded
from reconvene.core.record.payload import Payload, Person
from reconvene.core.workdays import london_day


def decide(ctx: Context, entry: Entry) -> Answer:
    """
    Return whether an entry may go on the record, whole, as it would then stand.

    The entries of an `Allowed` may be fuller than what was proposed: `conduct` stamps a letter
    with the last days it promises, and a request with its lateness.
    """
    answer = judged(ctx, entry)
    if isinstance(answer, Refused):
        return answer
    refused = first(barred_since(ctx, entry), held_back(ctx, entry), not_there(ctx, entry))
    return unless(refused, answer)


def judged(ctx: Context, entry: Entry) -> Answer:
    """
    Return whether an entry is possible where it stands, be it made now or on record already.

    `decide` asks besides what is asked of nothing that has happened.
    """
    if isinstance(entry.data, EntryCorrected):
        return correct(ctx, entry, entry.data)
    answer = _open(ctx, entry.kind, subject(entry.data))
    if isinstance(answer, Refused):
        return answer
    wrong = date_refusal(ctx, entry)
    if wrong is not None:
        return wrong
    answer = ACTS[entry.kind].check(ctx, entry, entry.data)
    return unless(tied_refusal(ctx, entry), answer) if answer else answer


def may(ctx: Context, kind: str, about: str | None = None) -> Answer:
    """
    Return whether an act is open at all, before its details are known.

    What `decide` allows, `may` allows; what `may` refuses, `decide` refuses with the same answer.
    """
    answer = _open(ctx, kind, about)
    return unless(kept_back(ctx, kind, about), answer) if answer else answer


def _open(ctx: Context, kind: str, about: str | None) -> Answer:
    """Return whether an act is open but for what is never asked of what has happened."""
    if kind == "entry.corrected":
        return Allowed() if ctx.case.has_begun else refuse(Ground.NO_CASE_YET)
    wrong = shared_refusal(ctx, kind)
    return ACTS[kind].ready(ctx, about) if wrong is None else wrong


def offers(ctx: Context) -> dict[tuple[str, str | None], Answer]:
    """Return every act of this procedure with its answer now, in the order of the vocabulary."""
    return {(kind, about): may(ctx, kind, about) for kind in ACTS for about in subjects(ctx, kind)}


def correct(ctx: Context, entry: Entry, data: EntryCorrected) -> Answer:
    """
    Return whether an earlier entry may be corrected.

    The record as corrected must itself be possible: every later entry is judged again on it, and
    the first that could not then have been made is named in the refusal.
    """
    if not ctx.case.has_begun:
        return refuse(Ground.NO_CASE_YET)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    holding = {event.number: event for event in effective(ctx.events)}
    target = holding.get(data.entry)
    if target is None or isinstance(target.data, EntryCorrected):
        return refuse(Ground.UNKNOWN, detail=str(data.entry))
    wrong = first(_stays(target, holding.get(data.entry - 1), data), _unclear(target, data))
    if wrong is not None:
        return wrong
    if entry.happened_on > ctx.today:
        return refuse(Ground.IN_THE_FUTURE, happened_on=entry.happened_on.isoformat())
    moved_on = _moved_since(ctx, data.entry)
    if moved_on is None:
        return _replayed(ctx, entry, data)
    if _changes_words_only(target, data) or _only_opens(ctx, target, data):
        return Allowed((entry,))
    return refuse(Ground.CONTRADICTS, corrects=data.entry, moved_on=moved_on.isoformat())


def _stays(target: Event, before: Event | None, data: EntryCorrected) -> Refused | None:
    """Return why an entry is not to be put right by itself, or not to be struck."""
    if target.kind in NOTED_ANEW:
        return refuse(Ground.NOTED_ANEW)
    if target.kind in NEVER_PUT_RIGHT:
        return refuse(Ground.NEVER_PUT_RIGHT)
    if data.struck and brought_along(before, target):
        return refuse(Ground.CONTRADICTS, brought_by=data.entry - 1)
    if data.struck and isinstance(target.data, ComplaintReceived):
        return refuse(Ground.CONTRADICTS, detail="complaint.received")
    return None


def _unclear(target: Event, data: EntryCorrected) -> Refused | None:
    """Return why it is not plain what should hold instead."""
    if not data.struck and data.happened_on is None and data.data is None:
        return refuse(Ground.DETAIL_MISSING, detail="data")
    if data.data is not None:
        try:
            payload(target.kind, data.data)
        except PayloadUnreadable as fault:
            return refuse(Ground.DETAIL_MISSING, detail=fault.found)
    return None


def _moved_since(ctx: Context, number: int) -> date | None:
    """
    The day a case was moved to another version by an entry, or after it; None where it was not.

    The rules of that time are not at hand here, and nothing judged by them is judged by others.
    """
    moves = (one.happened_on for one in ctx.events if _moves(one) and one.number >= number)
    return max(moves, default=None)


def _moves(event: Event) -> bool:
    return event.kind == "case.moved"


def _changes_words_only(target: Event, data: EntryCorrected) -> bool:
    if data.struck or data.happened_on or not isinstance(target.data, ComplaintReceived):
        return False
    after = payload(target.kind, data.data or {})
    return isinstance(after, ComplaintReceived) and says_the_same(target.data, after)


def _only_opens(ctx: Context, target: Event, data: EntryCorrected) -> bool:
    """Tell whether a correction says no more than that somebody has no tie, or another than was said."""
    if data.happened_on or not isinstance(target.data, InterestDeclared):
        return False
    after = None if data.struck else payload(target.kind, data.data or {})
    return shuts_nobody_out(ctx, target.data, after)


def _replayed(ctx: Context, entry: Entry, data: EntryCorrected) -> Answer:
    """
    Judge the record again from the corrected entry on; refuse what it would make impossible.

    The corrected entry is judged by what is known today, each later one by what was known when it
    was recorded, and on the corrected entry as it will stand: stamped anew (its lateness, the last
    days it promises), though a day once promised to the family is never taken back by it.
    """
    stamped = entry
    history = list(effective((*ctx.events, _as_event(ctx, entry))))
    case = Case(ctx.definition)
    for index, event in enumerate(history):
        is_it = event.number == data.entry
        if is_it or (event.number > data.entry and _is_judged(event)):
            today = ctx.today if is_it else london_day(event.recorded_at)
            answer = judged(_as_it_was(ctx, case, history[:index], event, today), event)
            if isinstance(answer, Refused):
                return refuse(
                    Ground.CONTRADICTS,
                    answer.clause,
                    entry=event.number,
                    kind=event.kind,
                    because=answer.ground.value,
                )
            if is_it:
                holds = _kept(ctx, event, answer.entries[0].data)
                history[index] = msgspec.structs.replace(event, data=holds)
                stamped = _stamped(entry, data, holds)
        take(case, history[index])
    return Allowed((stamped,))


def _is_judged(event: Event) -> bool:
    """A pack is not: it tells of the record as it was, and what was wrong in that is still put right."""
    return not isinstance(event.data, EntryCorrected | PackMade)


def _as_it_was(
    ctx: Context, case: Case, before: Sequence[Event], event: Event, today: date
) -> Context:
    actor = Person(id=event.actor, role=event.role)
    return replace(ctx, case=case, events=tuple(before), actor=actor, today=today)


def _as_event(ctx: Context, entry: Entry) -> Event:
    return Event(
        number=len(ctx.events) + 1,
        kind=entry.kind,
        happened_on=entry.happened_on,
        data=entry.data,
        recorded_at=ctx.events[-1].recorded_at,
        actor=ctx.actor.id,
        role=ctx.actor.role,
    )


def _kept(ctx: Context, corrected: Event, holds: Payload) -> Payload:
    """
    What a corrected entry says: of a letter with every day that it promised before, and its copies;
    of a file brought in, about the same bytes; of a bundle, just what it said: another is made.
    """
    before = next(one.data for one in effective(ctx.events) if one.number == corrected.number)
    if isinstance(holds, PaperAdded) and isinstance(before, PaperAdded):
        return with_its_bytes(before, holds)
    if isinstance(before, BundleMade):
        return before
    if not isinstance(holds, LetterSent) or not isinstance(before, LetterSent):
        return holds
    rights = {**before.promised, **holds.promised}
    kept = {right: max(on, before.promised.get(right, on)) for right, on in rights.items()}
    copies = {"copy": before.copy, "translated": before.translated}
    return msgspec.structs.replace(holds, promised=kept, **copies)


def _stamped(entry: Entry, data: EntryCorrected, holds: Payload) -> Entry:
    """The correction with the corrected entry's details whole, as they then stand."""
    whole = msgspec.structs.replace(data, data=msgspec.json.decode(encode(holds)))
    return msgspec.structs.replace(entry, data=whole)
