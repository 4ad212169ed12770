"""A letter that waits leaves the one way that is open; and one that went may come back.

In: a context, an entry. Out: allowed, or refused.
"""

from dataclasses import replace
from datetime import date, datetime, time

import msgspec

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.fold import fold
from reconvene.core.casefile.outgoing import Outgoing
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned
from reconvene.core.conduct.context import LAW, Context, refuse
from reconvene.core.reaching.gate import Held, Open, Why, way_for_letters
from reconvene.core.record.event import Entry
from reconvene.core.record.leaving import LetterCameBack, LetterLeft
from reconvene.core.workdays import LONDON, london_day


def waiting(ctx: Context) -> tuple[Outgoing, ...]:
    """Return the letters that wait to leave, in the order they were written."""
    return ctx.case.waiting_letters()


def on_the_way(ctx: Context) -> tuple[Outgoing, ...]:
    """Return the letters that have left and have not come back, in the order they were written."""
    return tuple(one for one in ctx.case.outgoing.values() if not one.waits)


def way_on(ctx: Context, who: str, on: date, at: datetime | None = None) -> Open:
    """
    Return the way a letter to somebody goes on a day, by all that was known by its end, or at the
    instant `at` where that is given and lies on that day.

    What is noted later says nothing of a letter that had gone by then, for good or ill. The hours
    that somebody gave are not looked at.
    """
    way = way_for_letters(
        known_on(ctx, on, at).case, who, datetime.combine(on, time(), tzinfo=LONDON)
    )
    if isinstance(way, Held) and way.why is Why.OUT_OF_HOURS and way.contact:
        return way.contact
    return way


def known_on(ctx: Context, on: date, at: datetime | None = None) -> Context:
    """Return a case as it was known by the end of a day, or at the instant `at` on that day."""
    if at is not None and london_day(at) == on:
        known = tuple(one for one in ctx.events if one.recorded_at <= at)
    elif on < ctx.today:
        known = tuple(one for one in ctx.events if london_day(one.recorded_at) <= on)
    else:
        return ctx
    return replace(ctx, case=fold(ctx.definition, known), events=known)


def ready_to_leave(ctx: Context, _about: str | None) -> Answer:
    return Allowed() if waiting(ctx) else refuse(Ground.NOT_CALLED_FOR)


def leave(ctx: Context, entry: Entry, data: LetterLeft) -> Answer:
    """
    A letter leaves no sooner than the day it bears, and but by hand only where the gate lets it.

    `contact`, where it is given, is the entry that whoever lets it go took the address from: what
    was noted meanwhile holds it up. Of what is given by hand it is said how. One that leaves later
    than the day it bears is let go with a warning.
    """
    letter = ctx.case.outgoing.get(data.sent)
    if letter is None or not letter.waits:
        return refuse(Ground.UNKNOWN, detail=str(data.sent))
    if data.who != COMPLAINANT_ROLE:
        return refuse(Ground.UNKNOWN, detail=data.who)
    if entry.happened_on < letter.dated_on:
        return _too_soon(entry, letter.dated_on)
    filled = msgspec.structs.replace(data, letter=letter.letter, contact=0)
    if data.how == "hand" and not data.note.strip():
        return refuse(Ground.DETAIL_MISSING, detail="note")
    if data.how != "hand":
        way = way_on(ctx, data.who, entry.happened_on, entry.happened_at)
        if isinstance(way, Held):
            return _held(way)
        if way.noted.way != data.how:
            return refuse(Ground.WAY_CLOSED, why=way.noted.way)
        if data.contact and data.contact != way.number:
            return refuse(Ground.WAY_CLOSED, why="noted-since")
        filled = msgspec.structs.replace(filled, contact=way.number)
    late = Warned("left-late", LAW, {"dated_on": letter.dated_on.isoformat()})
    warnings = (late,) if entry.happened_on > letter.dated_on else ()
    return Allowed((msgspec.structs.replace(entry, data=filled),), warnings)


def _held(way: Held) -> Refused:
    from_on = london_day(way.until).isoformat() if way.until else None
    return refuse(Ground.WAY_CLOSED, why=way.why.value, from_on=from_on)


def _too_soon(entry: Entry, began_on: date) -> Refused:
    return refuse(
        Ground.DATE_OUT_OF_ORDER,
        happened_on=entry.happened_on.isoformat(),
        left_on=began_on.isoformat(),
    )


def ready_to_come_back(ctx: Context, _about: str | None) -> Answer:
    return Allowed() if on_the_way(ctx) else refuse(Ground.NOT_CALLED_FOR)


def come_back(ctx: Context, entry: Entry, data: LetterCameBack) -> Answer:
    """A letter comes back no sooner than it left; from then on it waits again."""
    letter = next((one for one in on_the_way(ctx) if one.sent == data.sent), None)
    if letter is None or letter.left_on is None:
        return refuse(Ground.UNKNOWN, detail=str(data.sent))
    if data.who != COMPLAINANT_ROLE:
        return refuse(Ground.UNKNOWN, detail=data.who)
    if entry.happened_on < letter.left_on:
        return _too_soon(entry, letter.left_on)
    return Allowed((msgspec.structs.replace(entry, data=_named(data, letter)),))


def _named(data: LetterCameBack, letter: Outgoing) -> LetterCameBack:
    return msgspec.structs.replace(data, letter=letter.letter)
