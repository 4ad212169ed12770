"""A case as somebody sees it: what is so, what is owed, what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db import connection

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold, fold_on
from reconvene.core.conduct.answer import Answer
from reconvene.core.conduct.context import Context
from reconvene.core.conduct.decide import offers
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.core.procedure.definition import Definition
from reconvene.core.record import payload
from reconvene.core.record.event import Event
from reconvene.ledger import history as ledger
from reconvene.ledger.history import CaseUnknown, History
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Person

__all__ = ["CaseUnknown", "Look", "load", "load_referred_to", "look"]


@dataclass(frozen=True)
class Look:
    """
    One case on one day, as one person meets it.

    `roles` are those the person can act in here, in the order of the procedure; may be empty.
    `context` is judged in the first of them. `codes` are the short codes of its entries, by number.
    """

    case_id: str
    reference: str
    context: Context
    roles: tuple[str, ...]
    codes: Mapping[int, str]
    person: Person

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
        return offers(self.context)

    def acting_as(self, role: str) -> Context:
        """Return what an act in this role is judged on."""
        actor = self.context.actor
        return replace(self.context, actor=payload.Person(id=actor.id, name=actor.name, role=role))


def load(person: Person, case_id: str, today: date) -> Look:
    """
    Return a case of the person's own authority, in one statement.

    Raises:
        CaseUnknown: There is no such case there. Another authority's gives the same answer.
    """
    with connection.cursor() as cursor:
        history = ledger.load(cursor, person.authority_id, case_id)
    return look(person, history, today)


def load_referred_to(person: Person, reference: str, today: date) -> Look:
    """
    Return the case of the person's own authority that goes by a reference, in one statement.

    Raises:
        CaseUnknown: No case there does. Another authority's gives the same answer.
    """
    with connection.cursor() as cursor:
        history = ledger.load_referred_to(cursor, person.authority_id, reference)
    return look(person, history, today)


def look(person: Person, history: History, today: date) -> Look:
    """Return how a person meets the case that a record tells of."""
    return look_at(person, history, fold(procedure(history.procedure), history.events), today)


def look_at(person: Person, history: History, case: Case, today: date) -> Look:
    """Return how a person meets a case in this state; its record may still be empty."""
    roles = roles_here(person, case, today)
    actor = payload.Person(id=person.id, name=person.name, role=roles[0] if roles else "")
    context = Context(
        case=case,
        events=history.events,
        days=person.authority.days,
        office=person.authority.office,
        today=today,
        actor=actor,
    )
    return Look(history.case_id, history.reference, context, roles, history.codes, person)


def onward(case: Case, grown: History) -> Case:
    """Return the state of a case once its record has grown; the state given is used up."""
    definition = procedure(grown.procedure)
    if definition is not case.definition:
        return fold(definition, grown.events)
    return fold_on(case, grown.events)


def roles_here(person: Person, case: Case, today: date) -> tuple[str, ...]:
    """
    Return the roles a person can act in, in one case, in the order of the procedure.

    Those they hold by post, and those they are bound to in the case. A role that is filled case
    by case is nobody else's once somebody has been bound to it.
    """
    by_post = person.roles_on(today)
    bound = {role for role, holder in case.roles.items() if holder.id == person.id}
    return tuple(
        role.id
        for role in case.definition.roles
        if role.id in bound
        or (role.id in by_post and not (role.held == "in the case" and role.id in case.roles))
    )
