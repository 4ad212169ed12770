"""
What is to be learnt across the cases of an authority, each thing read from its case.

In: who looks, and of which year. Out: what is there for them; what they may not see is not counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reconvene.core.duties.learning import Learnt, learning
from reconvene.desk.following import looked_at
from reconvene.desk.look import CaseUnknown, Look
from reconvene.desk.naming_nobody import names_family
from reconvene.desk.reaching import scope_of
from reconvene.people.models import Person
from reconvene.scope.within import within
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import Span
from reconvene.worklist.following import key_of
from reconvene.worklist.models import Shelf
from reconvene.worklist.queries import latest
from reconvene.worklist.rows import Row

MOST = 200
"""So many things of a year are read at once; it is said where there are more."""


@dataclass(frozen=True, slots=True)
class InRegister:
    """One thing to be learnt, and the case that it comes from, as it is there for whoever looks."""

    look: Look
    learnt: Learnt

    @property
    def names_family(self) -> bool:
        """Tell whether its words, or what was answered, name somebody of the family or a case."""
        told = self.learnt.told
        words = [self.learnt.text, *((told.text, told.does, told.by) if told else ())]
        return names_family(" ".join(words), self.look)


@dataclass(frozen=True, slots=True)
class Register:
    """
    What is to be learnt of a year, the latest first; `is_whole` where that is all of it.

    `not_opened` are references of cases that do not open.
    """

    found: tuple[InRegister, ...]
    is_whole: bool
    not_opened: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing of the year is left out that is there for whoever looks."""
        return self.is_whole and not self.not_opened


def learning_register(person: Person, today: date, year: int) -> Register:
    """Return what is to be learnt from cases that are there for somebody, said in a year."""
    who = Audience(person.authority_id, person.id, person.roles_on(today))
    where = Span(Shelf.LEARNT, date(year, 1, 1), date(year, 12, 31))
    with within(scope_of(person, today)):
        rows = latest(who, where, size=MOST)
    shut: dict[str, str] = {}
    found = tuple(_read(person, rows.rows, today, shut))
    return Register(found, rows.next is None, tuple(shut.values()))


def _read(
    person: Person, rows: tuple[Row, ...], today: date, shut: dict[str, str]
) -> Iterator[InRegister]:
    looks: dict[str, Look | None] = {}
    known: dict[str, dict[str, Learnt]] = {}
    for row in rows:
        try:
            look = looked_at(person, row.case_id, today, looks)
        except CaseUnknown:
            continue
        if look is None:
            shut[row.case_id] = row.reference
            continue
        if row.case_id not in known:
            every = learning(look.case, look.duties)
            known[row.case_id] = {key_of(one): one for one in every}
        if learnt := known[row.case_id].get(row.key):
            yield InRegister(look, learnt)
