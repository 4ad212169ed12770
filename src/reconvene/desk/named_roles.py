"""Whether people named in an entry hold the roles that are written beside their names.

The core believes what an entry says of somebody's role, since a story may tell of anybody. Here
it is looked up: who decides, signs or sits as something must be it on the day of the entry.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import structs

from reconvene.core.casefile.case import CHAIR_ROLE, PANEL_CHAIR_ROLE, RECONVENED_CHAIR_ROLE
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.panels import CHAIR
from reconvene.core.conduct.answer import Fact, Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.record import payload
from reconvene.core.record.after import ConferenceArranged
from reconvene.core.record.event import Entry
from reconvene.core.record.opening import ComplaintReceived, RoleAssigned
from reconvene.core.record.panels import PanelistAppointed, PanelistRemoved
from reconvene.desk.corrected import as_it_would_hold
from reconvene.desk.look import Look
from reconvene.library.words.naming import people_in
from reconvene.people.holders import holders, roles_held

Claim = tuple[str, str]
"""Somebody's id, and the role they are said to hold."""


def named_role_refusal(look: Look, entry: Entry) -> Refused | None:
    """
    Return a refusal where somebody named in an entry is said to hold a role they do not hold.

    A role is held by post on the day of the entry, or in the case, then or now; or the entry
    itself gives it, which a role held by post cannot be. Whoever was found barred from a panel was
    never its chair. At most one statement, and none where all of them act or are bound here.
    """
    entry = as_it_would_hold(look, entry)
    day, given = entry.happened_on, set(_given(look, entry.data))
    claiming = list(_claiming(look, entry.data))
    for person in claiming:
        if person.role == PANEL_CHAIR_ROLE and _was_found_barred(look, person.id):
            return _refusal(look, person, day)
    doubtful = [
        person
        for person in claiming
        if (person.id, person.role) not in given and not _is_known(look, person, day)
    ]
    if not doubtful:
        return None
    held = roles_held(look.person.authority, {person.id for person in doubtful}, day)
    for person in doubtful:
        if _is_taken(look, person.role) or person.role not in held.get(person.id, ()):
            return _refusal(look, person, day)
    return None


def _claiming(look: Look, data: payload.Payload) -> Iterator[payload.Person]:
    """
    Yield everybody said to hold a role of the procedure that people of the authority hold.

    Of those at the conference complained of only the chair: what the others were, on a day before
    the complaint, is told and decides nothing. Of a conference to come not the chair: whoever
    chairs it is its chair.
    """
    known = look.definition.by_id["roles"]
    said: Any = data
    if isinstance(data, RoleAssigned):
        said = (data.person, structs.replace(data.person, role=data.role))
    if isinstance(data, ComplaintReceived):
        said = (data.conference.chair,)
    if isinstance(data, ConferenceArranged):
        said = data.expected
    for person in people_in(said):
        role = known.get(person.role)
        if role is not None and role.held != "outside":
            yield person


def _given(look: Look, data: payload.Payload) -> Iterator[Claim]:
    """Yield who is given a role of the case by an entry itself, and which."""
    match data:
        case RoleAssigned() if _is_of_the_case(look, data.role):
            yield data.person.id, data.role
        case ComplaintReceived() if data.conference.chair:
            yield data.conference.chair.id, CHAIR_ROLE
        case ConferenceArranged():
            yield data.chair.id, RECONVENED_CHAIR_ROLE
        case PanelistAppointed() if data.seat == CHAIR:
            yield data.person.id, PANEL_CHAIR_ROLE


def _was_found_barred(look: Look, person: str) -> bool:
    """Tell whether somebody had to leave a panel since they may not sit on it."""
    return any(
        bar and gone.person.id == person
        for panel in look.whole.case.panels.values()
        for gone, _on, _reason, bar in panel.removed
    )


def _is_known(look: Look, person: payload.Person, day: date) -> bool:
    """Tell whether somebody is seen to hold their role without anything being looked up."""
    bound = look.whole.case.roles.get(person.role)
    if (bound and bound.id == person.id) or person.id == _bound_on(look, person.role, day):
        return True
    is_actor = person.id == look.person.id and not _is_taken(look, person.role)
    return is_actor and person.role in look.person.roles_on(day)


def _bound_on(look: Look, role: str, day: date) -> str:
    """Return the id of whoever was last named for a role in the case, and kept it, by a day."""
    named = ""
    for event in effective(look.whole.events):
        if event.happened_on <= day:
            named = next((person for person, one in _given(look, event.data) if one == role), named)
            named = "" if _stood_down(event.data, role, named) else named
    return named


def _stood_down(data: payload.Payload, role: str, person: str) -> bool:
    """Tell whether an entry takes the chair of a panel from whoever has it."""
    is_chair = role == PANEL_CHAIR_ROLE
    return is_chair and isinstance(data, PanelistRemoved) and data.person == person


def _is_taken(look: Look, role: str) -> bool:
    """Tell whether a role is filled case by case and somebody is bound to it here."""
    return _is_of_the_case(look, role) and role in look.whole.case.roles


def _is_of_the_case(look: Look, role: str) -> bool:
    """Tell whether somebody comes to hold a role by being named in a case, not by a post."""
    rule = look.definition.by_id["roles"].get(role)
    return rule is not None and rule.held == "in the case"


def _refusal(look: Look, person: payload.Person, day: date) -> Refused:
    role = person.role
    if _is_taken(look, role):
        bound = look.whole.case.roles[role]
        names: tuple[str, ...] = (bound.name or bound.id,)
    else:
        names = tuple(one.name for one in holders(look.person.authority, role, day))
    facts: dict[str, Fact] = {
        "who": person.name or person.id,
        "roles": (role,),
        "holders": names,
    }
    return Refused(Ground.NOT_THEIRS_TO_DECIDE, LAW, facts)
