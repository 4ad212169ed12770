"""Who reaches what of a case: the core's one question, asked for somebody who signed in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reconvene.core.access.answer import Denied, Reason, Wall
from reconvene.core.access.asking import Do, Purpose, Viewer
from reconvene.core.access.matter import Matter, matter
from reconvene.core.access.matter import roles_here as roles_in
from reconvene.core.access.own import correction_denied
from reconvene.core.access.reach import reach
from reconvene.core.access.showing import shown
from reconvene.core.access.subject import chairs_again, subject_of
from reconvene.core.casefile.case import RECONVENED_CHAIR_ROLE, Case
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.contacting import NOTED_ANEW
from reconvene.core.conduct.context import LAW, Context
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry, subject
from reconvene.people.models import Person
from reconvene.scope.within import Purpose as Why
from reconvene.scope.within import Scope, the_house, within
from reconvene.worklist.reaching import case_shut

_SCOPES: Mapping[Purpose, Why] = {
    Purpose.WORK: Why.WORK,
    Purpose.BREAK_GLASS: Why.EMERGENCY,
}
_FROM_A_PART = frozenset({Wall.AT_CONFERENCE, Wall.EARLIER_STAGE, Wall.MANAGEMENT})

GROUNDS: Mapping[Reason, Ground] = {
    Reason.OTHER_AUTHORITY: Ground.NOT_OPEN_TO_YOU,
    Reason.WALL: Ground.NOT_OPEN_TO_YOU,
    Reason.NO_PART: Ground.NOT_OPEN_TO_YOU,
    Reason.NO_ROLE: Ground.NOT_THEIRS_TO_DECIDE,
    Reason.NOT_THEIR_COMPARTMENT: Ground.NOT_OPEN_TO_YOU,
    Reason.NOT_NOW: Ground.NOT_OPEN_TO_YOU,
    Reason.NOT_ALONE: Ground.NOT_ALONE,
}


def viewer_of(person: Person, today: date) -> Viewer:
    """Return somebody as the core asks for them, with the roles they hold by post today."""
    return Viewer(person.id, person.authority_id, person.roles_on(today))


def scope_of(person: Person, today: date, purpose: Purpose = Purpose.WORK) -> Scope:
    """Return for whom the database is to answer when somebody asks for a case."""
    return Scope(person.authority_id, person.id, person.roles_on(today), _SCOPES[purpose])


def matter_of(authority: str, context: Context) -> Matter:
    """Return a case as it is reached for."""
    return matter(authority, context.case, context.events, lambda: context.open_duties)


def is_shut_to(person: Person, reference: str) -> bool:
    """Tell whether a wall shuts the case of a reference to somebody: a tie, or that it is about them."""
    house = the_house(person.authority_id)
    with within(house) as cursor:
        return case_shut(cursor, house, person.id, reference)[1]


def roles_here(viewer: Viewer, case: Case) -> tuple[str, ...]:
    """
    Return the roles somebody can act in, in one case, in the order of the procedure.

    Whoever is complained of can act only in the role they answer in, and in that of the chair of a
    reconvened conference which they were given.
    """
    roles = roles_in(viewer, case)
    it = Matter(viewer.authority, case, (), frozenset)
    them = subject_of(it)
    if them is None or them.id != viewer.id:
        return roles
    theirs = {them.role, RECONVENED_CHAIR_ROLE if chairs_again(it, them) else them.role}
    return tuple(role for role in roles if role in theirs)


def as_shown(viewer: Viewer, it: Matter, whole: Context, purpose: Purpose) -> Context:
    """Return a case with everything left out that somebody may not see."""
    events, case = shown(viewer, it, purpose)
    return replace(whole, case=case, events=events)


def act_refusal(viewer: Viewer, it: Matter, kind: str, about: str | None) -> Refused | None:
    """Return why an act is not for somebody to do in a case, whatever its details; None if it is."""
    denied = _denied(viewer, it, kind, about)
    return None if denied is None else refusal_of(denied)


def correction_refusal(viewer: Viewer, it: Matter, number: int) -> Refused | None:
    """
    Return why an entry of a record is not for somebody to put right; None if it is.

    Of an entry that there is not, the answer is that of one that is not theirs.
    """
    corrected = next((event for event in it.events if event.number == number), None)
    denied = _denied(viewer, it, "entry.corrected", None)
    if denied is None and corrected is not None:
        denied = correction_denied(viewer, it, corrected)
    elif denied is None:
        denied = Denied(Reason.NO_PART, LAW)
    if denied is None and corrected is not None and corrected.kind in NOTED_ANEW:
        return Refused(Ground.NOTED_ANEW, LAW)
    return None if denied is None else refusal_of(denied)


def entry_denied(viewer: Viewer, it: Matter, entry: Entry) -> Denied | None:
    """Return why an entry is not for somebody to make; a correction is held to what it corrects."""
    data = entry.data
    denied = _denied(viewer, it, entry.kind, subject(data))
    if denied is not None or not isinstance(data, EntryCorrected):
        return denied
    corrected = next((event for event in it.events if event.number == data.entry), None)
    if corrected is None:
        return None
    return correction_denied(viewer, it, corrected)


def _denied(viewer: Viewer, it: Matter, kind: str, about: str | None) -> Denied | None:
    answer = reach(viewer, it, Do(kind, about))
    return answer if isinstance(answer, Denied) else None


def refusal_of(denied: Denied) -> Refused:
    """Return what somebody is answered whom a step on the way to a case denied something."""
    if denied.wall in _FROM_A_PART:
        return Refused(Ground.NOT_INDEPENDENT, denied.clause)
    return Refused(GROUNDS[denied.reason], denied.clause)
