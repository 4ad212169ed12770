"""
The record of a case as sentences, newest first.

In: its events and names. Out: what each entry says, who put it there and when, and what became of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Person
from reconvene.core.workdays import london_day
from reconvene.web.browse.links import entry_link
from reconvene.web.browse.names import Names
from reconvene.web.browse.sentences import sentence
from reconvene.web.components.wording import day


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry: the day it happened, what it says, by whom it was recorded, what holds now."""

    number: int
    on: date
    words: str
    by: str
    href: str
    corrected: tuple["Pointer", ...] = ()
    corrects: "Pointer | None" = None
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """Another entry that this one points at."""

    words: str
    href: str


def recorded(reference: str, events: Iterable[Event], names: Names) -> tuple[Recorded, ...]:
    """Return every entry, newest first by its number."""
    held = tuple(events)
    corrections = corrections_of(held)
    return tuple(
        _recorded(reference, event, names, corrections.get(event.number, ()))
        for event in reversed(held)
    )


def corrections_of(events: Iterable[Event]) -> dict[int, tuple[Event, ...]]:
    """Return the entries that corrected another, by the number of that other, oldest first."""
    found: dict[int, tuple[Event, ...]] = {}
    for event in events:
        if isinstance(event.data, EntryCorrected):
            number = event.data.entry
            found[number] = (*found.get(number, ()), event)
    return found


def _recorded(
    reference: str, event: Event, names: Names, corrections: tuple[Event, ...]
) -> Recorded:
    last = corrections[-1].data if corrections else None
    data = event.data
    return Recorded(
        event.number,
        event.happened_on,
        sentence(names, event),
        by(names, event),
        entry_link(reference, event.number),
        tuple(
            Pointer(f"entry {one.number}", entry_link(reference, one.number)) for one in corrections
        ),
        Pointer(f"entry {data.entry}", entry_link(reference, data.entry))
        if isinstance(data, EntryCorrected)
        else None,
        isinstance(last, EntryCorrected) and last.struck,
    )


def by(names: Names, event: Event) -> str:
    """Return who recorded an entry, in which role, and when."""
    who = names.with_role(Person(id=event.actor, role=event.role))
    return f"Recorded by {who} on {day(london_day(event.recorded_at))}"
