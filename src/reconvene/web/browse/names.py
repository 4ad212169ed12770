"""
What ids are called in a sentence: people, roles, points, children, and the rules of a procedure.

In: a case, its events, and who works for the authority. Out: words; an id nobody can name is
said as it stands, never left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from reconvene.core.casefile.case import COMPLAINANT_ROLE, Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.conduct.bundling import met_for
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.stages import Criterion
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Person
from reconvene.library.words.naming import people_in
from reconvene.library.words.plain import listed
from reconvene.library.words.plain import lowered as within

__all__ = [
    "Names",
    "because",
    "ended",
    "from_where",
    "listed",
    "people_in",
    "quoted",
    "sentence_case",
    "within",
]


@dataclass(frozen=True, slots=True)
class Names:
    """
    Every name a case needs. `people` maps ids to names; later entries know people best. `events`
    are the entries that are shown, which a correction is told by.
    """

    definition: Definition
    case: Case
    people: Mapping[str, str]
    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, case: Case, events: Iterable[Event], colleagues: Mapping[str, str]) -> Self:
        """Return the names of a case: from its own entries first, then from the authority."""
        held = tuple(events)
        named = {
            person.id: person.name
            for event in held
            for person in people_in(event.data)
            if person.name
        }
        return cls(case.definition, case, {**colleagues, **named}, held)

    def corrected_by(self, event: Event, number: int) -> Event | None:
        """Return an entry as it held before another that corrects it; None where it is not shown."""
        before = [one for one in self.events if one.number < event.number]
        return next((one for one in effective(before) if one.number == number), None)

    @property
    def complainant(self) -> str:
        received = self.case.received
        return received.complainant.name if received else "the complainant"

    def person(self, person: Person | str) -> str:
        """Return somebody's name; where nobody knows it, their role or their id."""
        if isinstance(person, str):
            person = Person(id=person)
        if COMPLAINANT_ROLE in {person.id, person.role}:
            return person.name or self.complainant
        known = person.name or self.people.get(person.id, "")
        return known or (f"the {self.role(person.role)}" if person.role else person.id)

    def with_role(self, person: Person) -> str:
        """Return a name with the role it acts in: "Ben Ode (complaints officer)"."""
        name, role = self.person(person), person.role
        if not role or role == COMPLAINANT_ROLE or name.startswith("the "):
            return name
        return f"{name} ({self.role(role)})"

    def role(self, role: str) -> str:
        return within(self.label("roles", role))

    def label(self, section: str, id_: str) -> str:
        """Return what the procedure calls one of its rules, as it stands at a line's beginning."""
        rule = self.definition.by_id[section].get(id_)
        return rule.label if rule else id_.replace("-", " ").capitalize()

    def point(self, point: str) -> str:
        """Return "point 2", by the order in which points were raised."""
        known = list(self.case.points)
        return f"point {known.index(point) + 1}" if point in known else f"point {point}"

    def points(self, points: Iterable[str]) -> str:
        """Return "point 1", or "points 1, 2 and 4"; "every point" where none is named."""
        said = [self.point(point).removeprefix("point ") for point in points]
        if not said:
            return "every point"
        return f"point {said[0]}" if len(said) == 1 else f"points {listed(said)}"

    def child(self, child: str) -> str:
        """Return a child's name; where nobody knows it, "child 2", by the order of the complaint."""
        children = self.case.conference.children if self.case.has_begun else ()
        for number, one in enumerate(children, start=1):
            if one.id == child:
                return one.name or f"child {number}"
        return child

    def party(self, who: str) -> str:
        """Return what somebody of the family is called: the complainant, a child, or a name."""
        return self.complainant if who == COMPLAINANT_ROLE else self.child(who)

    def children(self, children: Iterable[str]) -> str:
        return listed([self.child(child) for child in children])

    def seat(self, panel: str, seat: str) -> str:
        """Return what a seat of a panel is called: "chair", "member", or its own label."""
        rule = self.definition.by_id["panels"].get(panel)
        seats = {one.id: within(one.label) for one in rule.seats} if rule else {}
        return seats.get(seat, seat)

    def action(self, action: str) -> str:
        """Return what was agreed to be done, where that is shown."""
        agreed = self.case.actions.get(action)
        return agreed.action.what if agreed else "Something that was agreed"

    def criterion(self, criterion: str) -> str:
        """Return the label of a gate's criterion."""
        found = self._criterion(criterion)
        return found.label if found else criterion

    def limb(self, criterion: str, limb: str) -> str:
        """Return a part of a criterion in the procedure's words."""
        found = self._criterion(criterion)
        return found.limbs.get(limb, limb) if found else limb

    def _criterion(self, criterion: str) -> Criterion | None:
        every = (one for gate in self.definition.gates for one in gate.criteria)
        return next((one for one in every if one.id == criterion), None)

    def reader(self, who: str) -> str:
        """Return what somebody is called for whom a file can be meant: a body, a panel, a party."""
        for section in ("bodies", "panels"):
            if who in self.definition.by_id[section]:
                return self.label(section, who)
        return self.party(who)

    def file(self, paper: str) -> str:
        """Return what a file is that was brought in, in the words of whoever did."""
        brought = self.case.papers.get(paper)
        return brought.data.called if brought else "a file"

    def paper(self, paper: str) -> str:
        """Return the label of a paper that a meeting or a panel is to have."""
        meetings = self.definition.by_id["meetings"].values()
        every = (one for rule in (*meetings, *self.definition.panels) for one in rule.papers)
        return next((one.label for one in every if one.id == paper), paper)

    def met(self, meets: str) -> str:
        """Return what a meeting or a panel is called, as it stands inside a sentence."""
        rule = met_for(self.definition).get(meets)
        return within(rule.label) if rule else meets


def ended(sentence: str) -> str:
    """Return words with a full stop, unless they already end as a sentence does."""
    bare = sentence.strip()
    return bare if not bare or bare[-1] in ".!?”" else f"{bare}."


def because(reasons: str) -> str:
    """Return ". Reason: ..." to end a sentence with, or only its full stop where none was given."""
    return f". {ended(sentence_case(reasons))}" if reasons.strip() else "."


def sentence_case(words: str) -> str:
    """Return words as a sentence begins with them."""
    bare = words.strip()
    return bare[:1].upper() + bare[1:]


def from_where(name: str, agency: str) -> str:
    """Return somebody with their agency in brackets, unless it has brackets of its own, or none."""
    if not agency:
        return name
    return f"{name} from {agency}" if "(" in agency else f"{name} ({agency})"


def quoted(words: str) -> str:
    return f"“{words.strip()}”"
