"""What may be noted of how somebody is reached. What was noted is noted anew, and never put right:
a way that came about by a correction would be used without anybody asking whether it is theirs.

In: a context, an entry. Out: allowed, or refused.
"""

import re

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import NO_CONTACTS, Contact
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, first, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.record.contact import (
    FOR_LETTERS,
    ContactConfirmed,
    ContactEnded,
    ContactNoted,
)
from reconvene.core.record.event import Entry

NOTED_ANEW = frozenset(
    {
        "contact.noted",
        "contact.confirmed",
        "contact.ended",
        "confidentiality.decided",
        "letter.passed",
    }
)
"""Kinds of entry that are never corrected."""

_CLOCK = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


def can_be_reached(ctx: Context) -> tuple[str, ...]:
    """Return everybody of whom it can be noted how they are reached: the complainant first."""
    children = (child.id for child in ctx.case.conference.children)
    return (COMPLAINANT_ROLE, *children, *ctx.case.supporters)


def note(ctx: Context, entry: Entry, data: ContactNoted) -> Answer:
    """A way is noted of somebody the case knows; that it is safe, with how that is known."""
    return unless(first(_of_a_stranger(ctx, data), _half_noted(data)), Allowed((entry,)))


def _of_a_stranger(ctx: Context, data: ContactNoted) -> Refused | None:
    is_known = data.who in can_be_reached(ctx)
    return None if is_known else refuse(Ground.UNKNOWN, detail=data.who)


def _half_noted(data: ContactNoted) -> Refused | None:
    if not data.where.strip():
        return refuse(Ground.DETAIL_MISSING, detail="where")
    if data.safe == "safe" and not data.known_by.strip():
        return refuse(Ground.DETAIL_MISSING, detail="known_by")
    if data.letters and data.way not in FOR_LETTERS:
        return refuse(Ground.DETAIL_MISSING, detail="way", among=tuple(sorted(FOR_LETTERS)))
    return None if _are_hours(data.earliest, data.latest) else refuse(Ground.NOT_HOURS)


def _are_hours(earliest: str, latest: str) -> bool:
    """Tell whether two texts are hours of a day, the first before the second, or both are empty."""
    if not earliest and not latest:
        return True
    return bool(_CLOCK.fullmatch(earliest) and _CLOCK.fullmatch(latest)) and earliest < latest


def ready_to_confirm(ctx: Context, _about: str | None) -> Answer:
    found = [one for _, one in in_use(ctx) if one.is_unconfirmed]
    return Allowed() if found else refuse(Ground.NOT_CALLED_FOR)


def confirm(ctx: Context, entry: Entry, data: ContactConfirmed) -> Answer:
    """A change, or a place that something came back from, is confirmed with the one it is of."""
    contact = _known(ctx, data)
    if contact is None:
        return refuse(Ground.UNKNOWN, detail=data.way)
    if not contact.is_unconfirmed:
        return refuse(Ground.NOT_CALLED_FOR)
    return Allowed((entry,)) if data.how.strip() else refuse(Ground.NEEDS_REASON)


def ready_to_end(ctx: Context, _about: str | None) -> Answer:
    return Allowed() if in_use(ctx) else refuse(Ground.NOT_CALLED_FOR)


def end(ctx: Context, entry: Entry, data: ContactEnded) -> Answer:
    """What is in use can be ended at any time, without a word of why beyond the reason."""
    contact = _known(ctx, data)
    return Allowed((entry,)) if contact else refuse(Ground.UNKNOWN, detail=data.way)


def in_use(ctx: Context) -> tuple[tuple[str, Contact], ...]:
    """Return every way in use, with whom it reaches, in the order they were first noted of each."""
    return tuple(
        (who, contact)
        for who, contacts in ctx.case.contacts.items()
        for contact in contacts.ways.values()
        if contact.ended is None
    )


def _known(ctx: Context, data: ContactConfirmed | ContactEnded) -> Contact | None:
    """Return the way that something is recorded of; None where there is none in use."""
    contact = ctx.case.contacts.get(data.who, NO_CONTACTS).ways.get(data.way)
    return contact if contact and contact.ended is None else None
