"""Roles that bar somebody from an act, and that nobody wrote beside their name.

A panel may keep a role out of its seats, or out of the room while it decides. Leaving the role out
must not let its holder in, so the act is judged a second time with what they hold.
"""

from collections.abc import Collection, Iterable
from datetime import date

from msgspec import structs
from msgspec.json import decode

from reconvene.core.casefile.panels import ADVISER
from reconvene.core.record.event import Entry, encode
from reconvene.core.record.panels import DecisionPut, PanelistAppointed
from reconvene.core.record.payload import Person
from reconvene.desk.corrected import as_it_would_hold
from reconvene.desk.look import Look
from reconvene.people.holders import roles_held


def with_untold_roles(look: Look, entry: Entry) -> Entry:
    """
    Return an entry with the roles that would bar the people it names, where they hold them.

    The same entry where there are none. A correction is looked at as it would hold. One statement
    for an appointment or a decision of a panel that keeps some role out, and none for anything else.
    """
    held = as_it_would_hold(look, entry)
    seen = _with_barring_roles(look, held)
    if held is entry:
        return seen
    if seen is held:
        return entry
    whole = structs.replace(entry.data, data=decode(encode(seen.data)))
    return structs.replace(entry, data=whole)


def _with_barring_roles(look: Look, entry: Entry) -> Entry:
    data = entry.data
    if isinstance(data, PanelistAppointed) and data.seat != ADVISER:
        barring = look.definition.panel(data.panel).not_members
        (person,) = _seen(look, (data.person,), barring, entry.happened_on)
        if person is not data.person:
            return structs.replace(entry, data=structs.replace(data, person=person))
    if isinstance(data, DecisionPut):
        barring = look.definition.panel(data.panel).absent_while_deciding
        others = _seen(look, data.others_present, barring, entry.happened_on)
        if others != data.others_present:
            return structs.replace(entry, data=structs.replace(data, others_present=others))
    return entry


def _seen(
    look: Look, people: Iterable[Person], barring: Collection[str], day: date
) -> tuple[Person, ...]:
    """The same people, each with a barring role they hold by post or in the case, if any."""
    named = tuple(people)
    if not barring or not named:
        return named
    held = roles_held(look.person.authority, {person.id for person in named}, day)
    bound = {holder.id: role for role, holder in look.whole.case.roles.items() if role in barring}
    found = []
    for person in named:
        role = next((one for one in barring if one in held.get(person.id, ())), None)
        role = bound.get(person.id, role)
        found.append(structs.replace(person, role=role) if role else person)
    return tuple(found)
