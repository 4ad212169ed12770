"""Who reaches what of a case: the core's one question, asked for somebody who signed in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reconvene.core.access.answer import Denied, Reason, Wall
from reconvene.core.access.asking import Do, Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter, matter
from reconvene.core.access.matter import roles_here as roles_in
from reconvene.core.access.reach import reach
from reconvene.core.access.showing import shown
from reconvene.core.access.subject import subject_of
from reconvene.core.casefile.case import Case
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import Context
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry, subject
from reconvene.people.models import Person

_FROM_A_PART = frozenset({Wall.AT_CONFERENCE, Wall.EARLIER_STAGE, Wall.MANAGEMENT})

GROUNDS: Mapping[Reason, Ground] = {
    Reason.OTHER_AUTHORITY: Ground.NOT_OPEN_TO_YOU,
    Reason.WALL: Ground.NOT_OPEN_TO_YOU,
    Reason.NO_PART: Ground.NOT_OPEN_TO_YOU,
    Reason.NO_ROLE: Ground.NOT_THEIRS_TO_DECIDE,
    Reason.NOT_THEIR_COMPARTMENT: Ground.NOT_OPEN_TO_YOU,
    Reason.NOT_NOW: Ground.NOT_OPEN_TO_YOU,
}


def viewer_of(person: Person, today: date) -> Viewer:
    """Return somebody as the core asks for them, with the roles they hold by post today."""
    return Viewer(person.id, person.authority_id, person.roles_on(today))


def matter_of(authority: str, context: Context) -> Matter:
    """Return a case as it is reached for."""
    return matter(authority, context.case, context.events, context.duties)


def is_there(viewer: Viewer, it: Matter, purpose: Purpose) -> bool:
    """Tell whether a case is there for somebody at all."""
    return bool(reach(viewer, it, See(Sight.CASE), purpose))


def roles_here(viewer: Viewer, case: Case) -> tuple[str, ...]:
    """
    Return the roles somebody can act in, in one case, in the order of the procedure.

    Whoever is complained of can act only in the role they answer in.
    """
    roles = roles_in(viewer, case)
    them = subject_of(Matter(viewer.authority, case, (), frozenset()))
    if them is None or them.id != viewer.id:
        return roles
    return tuple(role for role in roles if role == them.role)


def as_shown(viewer: Viewer, it: Matter, whole: Context, purpose: Purpose) -> Context:
    """Return a case with everything left out that somebody may not see."""
    events, case = shown(viewer, it, purpose)
    return replace(whole, case=case, events=events)


def act_refusal(
    viewer: Viewer, it: Matter, kind: str, about: str | None, roles: tuple[str, ...]
) -> Refused | None:
    """Return why an act is not for somebody to do in a case, whatever its details; None if it is."""
    denied = reach(viewer, it, Do(kind, about))
    return _refused(denied, roles) if isinstance(denied, Denied) else None


def entry_refusal(
    viewer: Viewer, it: Matter, entry: Entry, roles: tuple[str, ...]
) -> Refused | None:
    """Return the same of an entry; a correction is also held to what it corrects."""
    data = entry.data
    refused = act_refusal(viewer, it, entry.kind, subject(data), roles)
    if refused is not None or not isinstance(data, EntryCorrected):
        return refused
    corrected = next((event for event in it.events if event.number == data.entry), None)
    if corrected is None or corrected.kind in ("complaint.received", "entry.corrected"):
        return None
    return act_refusal(viewer, it, corrected.kind, subject(corrected.data), roles)


def _refused(denied: Denied, roles: tuple[str, ...]) -> Refused:
    if denied.wall in _FROM_A_PART:
        return Refused(Ground.NOT_INDEPENDENT, denied.clause)
    ground = GROUNDS[denied.reason]
    facts = {"roles": roles} if ground is Ground.NOT_THEIRS_TO_DECIDE else {}
    return Refused(ground, denied.clause, facts)
