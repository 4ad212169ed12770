"""
What an act's questions are filled from: the case as somebody meets it, and who works here.

In: a look at a case, and the authority's people. Out: lists to choose from, as plain values.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from reconvene.core.casefile.case import COMPLAINANT_ROLE, PointState
from reconvene.core.conduct.context import Context
from reconvene.core.kinds.limit import Unit
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.papers import BundleMade
from reconvene.core.record.payload import Person, plain_name
from reconvene.desk import bringing
from reconvene.desk.bringing import Kept
from reconvene.desk.bundling import Possible, possible_parts
from reconvene.desk.look import Look
from reconvene.desk.proving import Worded, worded_for
from reconvene.library.words.naming import label_of, people_in, people_of, person_name
from reconvene.library.words.plain import quoted
from reconvene.people import models
from reconvene.people.holders import colleagues
from reconvene.people.pool import InPool, pool_of
from reconvene.web.browse.bundle_setting import front_pages

Choices = tuple[tuple[str, str], ...]


def _no_pages(_data: BundleMade, _on: date) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works for the authority, with the roles they hold by post today."""

    id: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Situation:
    """
    One case as one person meets it, and who could be named in it.

    `context` is judged in the role they act in. `roles` are those they could act in here.
    `sees_contact` where how to reach the family is theirs to see, said or not; `sees_whole` where
    nothing of the words they do see was left out, so that what is empty was left empty.
    `sees_place` tells of a meeting whether where it is held is theirs to see.
    `worded` tells how letters are worded here; only a letter asks, since it takes a while at first.
    `read_pool` gives who can be asked to sit on panels; only what is about a panel asks.
    `read_brought` gives the files that they brought in and that are not on the record yet.
    `read_possible` gives what a bundle could be made of, and `front_pages` how many pages it begins
    with; only a bundle asks.
    """

    context: Context
    roles: tuple[str, ...]
    staff: tuple[Colleague, ...]
    sees_contact: bool = False
    sees_whole: bool = False
    sees_place: Callable[[str], bool] = bool
    worded: Callable[[], Worded] = Worded
    read_pool: Callable[[], tuple[InPool, ...]] = tuple
    read_brought: Callable[[], tuple[Kept, ...]] = tuple
    read_possible: Callable[[], tuple[Possible, ...]] = tuple
    front_pages: Callable[[BundleMade, date], int] = _no_pages

    @cached_property
    def known(self) -> dict[str, Person]:
        """Everybody the record names, by id."""
        return people_of(self.context)

    @cached_property
    def pool(self) -> tuple[InPool, ...]:
        """Everybody who can be asked to sit on a panel, by agency and name; may be empty."""
        return self.read_pool()

    @cached_property
    def brought(self) -> dict[str, Kept]:
        """Every file that they brought in and have not put on the record, by its id, the oldest first."""
        return {one.paper: one for one in self.read_brought()}

    @cached_property
    def possible(self) -> dict[int, Possible]:
        """Everything that a bundle could be made of, by its entry."""
        return {one.entry: one for one in self.read_possible()}

    def id_of(self, one: InPool) -> str:
        """Return the id by which somebody of the pool is known: on the record already, or here."""
        if one.signs_in:
            return one.id
        return self.known_as(Person(id="", name=one.name, agency=one.agency)) or one.id

    @property
    def counts_hours(self) -> bool:
        """Tell whether any limit of the procedure is in hours or minutes."""
        definition = self.context.definition
        limits = [rule.limit for rule in definition.duties]
        limits += [rule.limit for rule in (definition.lodging, *definition.rights)]
        return any(limit.unit in (Unit.HOURS, Unit.MINUTES) for limit in limits)

    def label(self, name: str) -> str:
        """Return what the procedure calls something by its id."""
        return label_of(self.context, name)

    def name(self, person: str) -> str:
        """Return what somebody is called: as recorded, or as they are known here."""
        if person in self.known:
            return person_name(self.context, person)
        found = next((one.name for one in self.staff if one.id == person), "")
        found = found or next((one.name for one in self.pool if one.id == person), "")
        return found or person_name(self.context, person)

    def known_as(self, named: Person) -> str:
        """
        Return the id of whoever is known by somebody's name, and in their role or from their
        agency: on the record first, else here. Empty where a name is all that they share.
        """
        every = [person for event in self.context.events for person in people_in(event.data)]
        recorded = (one.id for one in reversed(every) if _is_same(one, named))
        return next(recorded, "") or colleague_like(self.context.definition, self.staff, named)

    def holders(self, roles: Iterable[str]) -> tuple[Person, ...]:
        """
        Return who can act in any of these roles here, each with the role: whoever is bound to it
        in the case, else all who hold it by post. Who is asking comes first; may be empty.
        """
        bound = self.context.case.roles
        found: dict[tuple[str, str], Person] = {}
        for role in roles:
            in_case = role in bound and self._is_held_in_case(role)
            people = (
                [Person(id=bound[role].id, name=self.name(bound[role].id))]
                if in_case
                else [Person(id=one.id, name=one.name) for one in self.staff if role in one.roles]
            )
            for one in people:
                found[one.id, role] = Person(id=one.id, name=one.name, role=role)
        actor = self.context.actor.id
        return tuple(sorted(found.values(), key=lambda one: one.id != actor))

    def _is_held_in_case(self, role: str) -> bool:
        known = self.context.definition.by_id["roles"].get(role)
        return bool(known and known.held == "in the case")

    def point_choices(self, points: Iterable[PointState]) -> Choices:
        """Return points to choose from, each by its own words."""
        return tuple((point.id, quoted(point.words)) for point in points)

    def child_name(self, child: str) -> str:
        children = self.context.case.conference.children
        return next((one.name or one.id for one in children if one.id == child), child)

    @property
    def complainant(self) -> Person:
        """The person who complained, as those present at a meeting are recorded."""
        received = self.context.case.received
        name = received.complainant.name if received else ""
        return Person(id=COMPLAINANT_ROLE, name=name, role=COMPLAINANT_ROLE)


def colleague_like(definition: Definition, staff: Iterable[Colleague], named: Person) -> str:
    """
    Return the id of a colleague of somebody's name and in their role; or of that name alone, where
    they come from the council, as every colleague does. Empty where there is none.
    """
    agency = definition.by_id["agencies"].get(named.agency)
    is_council = bool(agency and agency.is_council)
    found = (
        one.id
        for one in staff
        if _is_named(one.name, named) and (named.role in one.roles or is_council)
    )
    return next(found, "")


def _is_same(known: Person, named: Person) -> bool:
    in_role = bool(named.role) and known.role == named.role
    from_agency = bool(named.agency) and known.agency == named.agency
    return _is_named(known.name, named) and (in_role or from_agency)


def _is_named(name: str, named: Person) -> bool:
    return plain_name(name) == plain_name(named.name)


def situation(look: Look, person: models.Person, role: str | None = None) -> Situation:
    """Return what an act's questions are filled from, acting in a role where one is chosen."""
    context = look.acting_as(role) if role in look.roles else look.context
    today = look.context.today
    staff = tuple(
        Colleague(one.id, one.name, one.roles_on(today)) for one in colleagues(person.authority)
    )
    return Situation(
        context,
        look.roles,
        staff,
        look.sees_contact,
        not look.is_answering,
        look.sees_place,
        partial(worded_for, look),
        partial(pool_of, person.authority),
        partial(bringing.not_on_record, look),
        partial(possible_parts, look),
        partial(front_pages, look),
    )


def person_choices(at: Situation, people: Sequence[Person]) -> Choices:
    """Return people to choose from, each with the role they would be named in."""
    return tuple((choice_of(one), _described(at, one)) for one in people)


def choice_of(person: Person) -> str:
    """Return what stands for a person in a form: their id, and the role they are named in."""
    return f"{person.id}|{person.role}"


def _described(at: Situation, person: Person) -> str:
    name = person.name or at.name(person.id)
    if not person.role or person.role == COMPLAINANT_ROLE:
        return name
    label = at.label(person.role)
    return f"{name}, {label[:1].lower()}{label[1:]}" if label != person.role else name
