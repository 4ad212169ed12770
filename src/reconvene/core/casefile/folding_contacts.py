"""Fold steps about how somebody is reached.

In: a case being folded and an event. Out: the case, further on.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.contacts import NO_CONTACTS, Contact, Contacts
from reconvene.core.casefile.steps import tell
from reconvene.core.record.contact import (
    ConfidentialityDecided,
    ContactConfirmed,
    ContactEnded,
    ContactNoted,
)
from reconvene.core.record.event import Event


def _noted(case: Case, event: Event, data: ContactNoted) -> None:
    before = case.contacts.get(data.who, NO_CONTACTS)
    old = before.ways.get(data.way)
    if old is not None and old.ended is None and plain(old.noted.where) == plain(data.where):
        now = replace(old, noted=data, number=event.number)
    else:
        changed_at = event.recorded_at if _can_be_asked(before.ways.values()) else None
        now = Contact(data, event.number, changed_at, since=event.number)
    by = data.way if data.letters else before.letters_by
    if before.letters_by == data.way and not data.letters:
        by = None
    case.contacts[data.who] = Contacts({**before.ways, data.way: now}, by)
    tell(case, event)


def _can_be_asked(ways: Iterable[Contact]) -> bool:
    """Tell whether there was a way to reach them already that nobody has called unsafe."""
    return any(
        one.noted.safe != "unsafe" and not (one.ended and one.ended.reason == "unsafe")
        for one in ways
    )


def plain(where: str) -> str:
    """Return a locator as it is compared: without blanks, lines, commas and capitals."""
    return "".join(where.replace(",", " ").split()).casefold()


def _confirmed(case: Case, event: Event, data: ContactConfirmed) -> None:
    asked = case.contacts[data.who].ways[data.way]
    _put(case, data.who, replace(asked, changed_at=None, came_back=False))
    tell(case, event)


def _ended(case: Case, event: Event, data: ContactEnded) -> None:
    _put(case, data.who, replace(case.contacts[data.who].ways[data.way], ended=data))
    tell(case, event)


def _put(case: Case, who: str, now: Contact) -> None:
    known = case.contacts[who]
    case.contacts[who] = replace(known, ways={**known.ways, now.noted.way: now})


def _decided(case: Case, event: Event, data: ConfidentialityDecided) -> None:
    case.confidential[data.who] = data.kept
    tell(case, event)


STEPS: dict[str, Any] = {
    "contact.noted": _noted,
    "contact.confirmed": _confirmed,
    "contact.ended": _ended,
    "confidentiality.decided": _decided,
}
