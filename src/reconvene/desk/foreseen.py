"""A case as it would stand with more on its record, or stood with less. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from reconvene.core.casefile.fold import fold, procedure_of
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.event import Entry, Event
from reconvene.desk.look import Look, seen
from reconvene.desk.reaching import roles_here
from reconvene.library.procedure_files import procedure


def foreseen(look: Look, entries: Sequence[Entry], role: str, now: datetime) -> Look:
    """
    Return how a person would meet a case once they had added these entries.

    Args:
        look: The case as they meet it.
        entries: What would be added, in order.
        role: The role they would act in.
        now: When they would be recorded.
    """
    events = (*look.whole.events, *added(look, entries, role, now))
    case = fold(_definition(look.whole.definition, events), events)
    then = replace(look.whole, case=case, events=events)
    roles = roles_here(look.viewer, case)
    return replace(look, context=then, whole=then, roles=roles)


def as_it_was(look: Look, newest: int) -> Look:
    """Return a case as somebody would see it with this as its newest entry; 0 for none at all."""
    events = look.whole.events[:newest]
    case = fold(look.whole.definition, events)
    return seen(replace(look, whole=replace(look.whole, case=case, events=events)))


def added(look: Look, entries: Sequence[Entry], role: str, now: datetime) -> tuple[Event, ...]:
    """Return entries as they would stand on the record after those of a case; see `foreseen`."""
    return tuple(
        Event(
            kind=entry.kind,
            happened_on=entry.happened_on,
            data=entry.data,
            happened_at=entry.happened_at,
            number=number,
            recorded_at=now,
            actor=look.person.id,
            role=role,
        )
        for number, entry in enumerate(entries, start=len(look.whole.events) + 1)
    )


def _definition(now: Definition, events: Sequence[Event]) -> Definition:
    """Return the version a case would run under, which may be what one of its entries moves it to."""
    then = procedure_of(events)
    return now if then is None or then == now.reference else procedure(then)
