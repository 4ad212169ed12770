"""A case as somebody sees it: what is so, what is owed, what they may do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.backends.utils import CursorWrapper

from reconvene.access_log.reviews import Emergency
from reconvene.core.access.answer import Denied, Reason
from reconvene.core.access.asking import Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter
from reconvene.core.access.meeting_sights import meeting_is_there, sees_place
from reconvene.core.access.reach import reach
from reconvene.core.access.subject import subject_of
from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold, fold_on
from reconvene.core.conduct.answer import Answer, Refused
from reconvene.core.conduct.context import LAW, Context
from reconvene.core.conduct.decide import may, offers
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.core.procedure.definition import Definition
from reconvene.core.record import payload
from reconvene.core.record.event import Event
from reconvene.desk.reaching import (
    act_refusal,
    as_shown,
    correction_refusal,
    matter_of,
    roles_here,
    scope_of,
    viewer_of,
)
from reconvene.ledger import history as ledger
from reconvene.ledger.history import CaseUnknown, History
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Person
from reconvene.scope.within import Scope, has_policies, the_house, within
from reconvene.worklist.reaching import case_shut, case_there, reference_there

__all__ = [
    "CaseNotOpened",
    "CaseShut",
    "CaseUnknown",
    "Look",
    "load",
    "load_referred_to",
    "load_whole",
    "look_whole",
]


class CaseNotOpened(RuntimeError):
    """There is such a case for whoever asks, as its rows have it, and its record does not open."""

    def __init__(self, *, case_id: str, reference: str) -> None:
        self.case_id = case_id
        self.reference = reference
        super().__init__(
            f"The case {case_id} could not be read: its record does not open. Run `manage.py verify` "
            "and `manage.py rotate_keys` to see what of it does not, and bring that back."
        )


class CaseShut(CaseUnknown):
    """
    There is such a case, and it is not there for whoever asks.

    It says and answers just what an unknown one does; `shut` and `because` are for the log alone.
    """

    def __init__(self, *, case_id: str, shut: str, because: Denied) -> None:
        super().__init__(case_id=case_id)
        self.shut = shut
        self.because = because


@dataclass(frozen=True)
class Look:
    """
    One case on one day, as one person meets it.

    `context` is what they may see of it; `whole` is all there is, on which acts are judged and
    which no page shows. `roles` are those they can act in here, in the order of the procedure; may
    be empty. Both contexts are judged in the first of them. `codes` are the short codes of its
    entries, by number; `viewer` is the person as the core asks for them. `emergency` is that in which
    they opened it; None where it is theirs to see.
    """

    case_id: str
    reference: str
    context: Context
    roles: tuple[str, ...]
    codes: Mapping[int, str]
    person: Person
    whole: Context
    viewer: Viewer
    emergency: Emergency | None = None

    @property
    def open_until(self) -> datetime | None:
        """When it closes again to somebody who opened it in an emergency."""
        return self.emergency.ends_at if self.emergency else None

    @property
    def case(self) -> Case:
        return self.context.case

    @property
    def definition(self) -> Definition:
        return self.context.definition

    @property
    def events(self) -> tuple[Event, ...]:
        return self.context.events

    @property
    def duties(self) -> tuple[Duty, ...]:
        return self.context.duties

    @property
    def rights(self) -> tuple[Right, ...]:
        return self.context.rights

    @cached_property
    def offers(self) -> Mapping[tuple[str, str | None], Answer]:
        """Every act of the procedure with its answer now, by kind and what it is about."""
        found = offers(self.whole)
        if not self.case.has_begun:
            return found
        refused = {act: self._not_theirs(*act) for act in found}
        return {
            act: answer if (refusal := refused[act]) is None else refusal
            for act, answer in found.items()
        }

    def may(self, kind: str, about: str | None = None) -> Answer:
        """Return whether an act is open to them at all, before its details are known."""
        refused = self._not_theirs(kind, about) if self.case.has_begun else None
        return may(self.whole, kind, about) if refused is None else refused

    def may_correct(self, number: int) -> bool:
        """Tell whether an entry of the record is for them to put right."""
        return self.correction_refusal(number) is None

    def correction_refusal(self, number: int) -> Refused | None:
        """Return why an entry of the record is not for them to put right; None if it is."""
        return correction_refusal(self.viewer, self.matter, number)

    def _not_theirs(self, kind: str, about: str | None) -> Refused | None:
        return act_refusal(self.viewer, self.matter, kind, about)

    @cached_property
    def matter(self) -> Matter:
        """The case as it is reached for."""
        return matter_of(self.viewer.authority, self.whole)

    @property
    def is_answering(self) -> bool:
        """Tell whether they are complained of, and see only what was put to them."""
        them = subject_of(self.matter)
        return them is not None and them.id == self.person.id

    @property
    def sees_contact(self) -> bool:
        """Tell whether they would be shown how to reach the family, whether or not it was said."""
        return not self.is_answering and bool(reach(self.viewer, self.matter, See(Sight.CONTACT)))

    def has_meeting(self, meeting: str) -> bool:
        """Tell whether a meeting of the procedure is there for them to look at."""
        return meeting_is_there(self.viewer, self.matter, meeting, self._purpose)

    def sees_place(self, meeting: str) -> bool:
        """Tell whether they are shown where a meeting is held, whether or not it was said."""
        return sees_place(self.viewer, self.matter, meeting, self._purpose)

    @property
    def _purpose(self) -> Purpose:
        return Purpose.BREAK_GLASS if self.emergency else Purpose.WORK

    def acting_as(self, role: str) -> Context:
        """Return what they may see, as somebody who acts in this role."""
        return _acting(self.context, role)

    def judged_as(self, role: str) -> Context:
        """Return what an act in this role is judged on."""
        return _acting(self.whole, role)


def _acting(context: Context, role: str) -> Context:
    actor = context.actor
    return replace(context, actor=payload.Person(id=actor.id, name=actor.name, role=role))


def load(person: Person, case_id: str, today: date, *, purpose: Purpose = Purpose.WORK) -> Look:
    """
    Return a case as it is there for a person, in one statement.

    Raises:
        CaseUnknown: There is none for them. One that they may not know of gives the same answer.
        CaseNotOpened: It is there for them, and does not open.
    """
    return seen(load_whole(person, case_id, today, purpose=purpose), purpose)


def load_whole(
    person: Person, case_id: str, today: date, *, purpose: Purpose = Purpose.WORK
) -> Look:
    """Return the same with all there is in its place; for judging an act, and for no page."""
    scope = scope_of(person, today, purpose)
    try:
        with within(scope) as cursor:
            history = load_for(cursor, scope, case_id)
    except CaseUnknown as unknown:
        raise shut_or(unknown, ledger.load, person, today, purpose) from unknown
    return admitted(look_whole(person, history, today), case_id, purpose)


def load_for(
    cursor: CursorWrapper,
    who: Scope,
    case_id: str,
    load: Callable[[CursorWrapper, str, str], History] = ledger.load,
) -> History:
    """
    Return the record of a case within somebody's scope.

    Raises:
        CaseUnknown: There is none in their authority, or it does not open and is not there for them.
        CaseNotOpened: It is there for them, and does not open.
    """
    try:
        return load(cursor, who.authority, case_id)
    except ValueError as fault:  # every fault of opening is one, and was told of
        reference = reference_there(cursor, who, case_id)
        if not reference:
            raise CaseUnknown(case_id=case_id) from fault
        raise CaseNotOpened(case_id=case_id, reference=reference) from fault


def load_referred_to(
    person: Person, reference: str, today: date, *, purpose: Purpose = Purpose.WORK
) -> Look:
    """
    Return the case that goes by a reference, as it is there for a person, in two statements.

    The first tells whether it is there for them: of any other nothing is loaded or opened.

    Raises:
        CaseUnknown: None does for them. One that they may not know of gives the same answer, after
            the same steps.
        CaseNotOpened: It is there for them, and does not open.
    """
    scope = scope_of(person, today, purpose)
    with within(scope) as cursor:
        case_id = case_there(cursor, scope, reference)
        history = load_for(cursor, scope, case_id) if case_id else None
    if history is None:
        raise _not_there(person, reference)
    return seen(admitted(look_whole(person, history, today), reference, purpose), purpose)


def _not_there(person: Person, reference: str) -> CaseUnknown:
    """Return that no case of a reference is there for somebody; if one is shut, the log learns it."""
    house = the_house(person.authority_id)
    with within(house) as cursor:
        case_id, is_walled = case_shut(cursor, house, person.id, reference)
    if not case_id:
        return CaseUnknown(case_id=reference)
    denied = Denied(Reason.WALL if is_walled else Reason.NO_PART, LAW)
    return CaseShut(case_id=reference, shut=case_id, because=denied)


def shut_or(
    unknown: CaseUnknown,
    load: Callable[[CursorWrapper, str, str], History],
    person: Person,
    today: date,
    purpose: Purpose = Purpose.WORK,
) -> CaseUnknown:
    """
    Return that a case is shut, where a database with policies only says that there is none.

    It is looked at once more, by the house itself, for what is told to the log and to nobody else.
    """
    if not has_policies() or isinstance(unknown, CaseShut):
        return unknown
    try:
        with within(the_house(person.authority_id)) as cursor:
            history = load(cursor, person.authority_id, unknown.case_id)
        admitted(look_whole(person, history, today), unknown.case_id, purpose)
    except CaseUnknown as why:
        return why
    except ValueError:  # it does not open, so the core cannot be asked
        return unknown
    return unknown


def admitted(it: Look, name: str, purpose: Purpose = Purpose.WORK) -> Look:
    """
    Return a look at a case that is there for whoever looks.

    Raises:
        CaseShut: It is not; as if nothing had that name.
    """
    answer = reach(it.viewer, it.matter, See(Sight.CASE), purpose)
    if isinstance(answer, Denied):
        raise CaseShut(case_id=name, shut=it.case_id, because=answer)
    return it


def look_whole(person: Person, history: History, today: date) -> Look:
    """Return how a person meets the case that a record tells of, with nothing left out."""
    return look_at(person, history, fold(procedure(history.procedure), history.events), today)


def look_at(person: Person, history: History, case: Case, today: date) -> Look:
    """Return how a person meets a case in this state; its record may still be empty."""
    viewer = viewer_of(person, today)
    roles = roles_here(viewer, case)
    actor = payload.Person(id=person.id, name=person.name, role=roles[0] if roles else "")
    context = Context(
        case=case,
        events=history.events,
        days=person.authority.days,
        office=person.authority.office,
        today=today,
        actor=actor,
    )
    return Look(
        case_id=history.case_id,
        reference=history.reference,
        context=context,
        roles=roles,
        codes=history.codes,
        person=person,
        whole=context,
        viewer=viewer,
    )


def seen(it: Look, purpose: Purpose = Purpose.WORK) -> Look:
    """Return a look at a case with everything left out that the person may not see."""
    return replace(it, context=as_shown(it.viewer, it.matter, it.whole, purpose))


def onward(case: Case, grown: History) -> Case:
    """Return the state of a case once its record has grown; the state given is used up."""
    definition = procedure(grown.procedure)
    if definition is not case.definition:
        return fold(definition, grown.events)
    return fold_on(case, grown.events)
