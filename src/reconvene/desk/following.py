"""
What is followed up across cases: actions agreed with families, each read from its case.

In: who looks, a day. Out: what rows of the worklist lead to, as it is there for them. A row only says
where to look: what somebody may not see in a case is not on their list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reconvene.core.casefile.case import ActionState
from reconvene.desk.look import CaseNotOpened, CaseUnknown, Look, load
from reconvene.desk.reaching import scope_of
from reconvene.people.models import Person
from reconvene.scope.within import within
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import Span
from reconvene.worklist.following import ACTION
from reconvene.worklist.models import Shelf
from reconvene.worklist.paging import Place
from reconvene.worklist.queries import agreed, latest
from reconvene.worklist.rows import NO_DAY, Row

AT_ONCE = 20
"""So many rows of a page: each may be of a case that has to be read for it."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """
    An agreed action, with the case it is in and its id there.

    `look` and `state` are None where the case does not open.
    """

    row: Row
    name: str
    look: Look | None = None
    state: ActionState | None = None


@dataclass(frozen=True, slots=True)
class AgreedPage:
    """Some agreed actions, in the order of their list; and where the next page begins."""

    actions: tuple[Agreed, ...]
    next: Place | None


def agreed_actions(
    person: Person,
    today: date,
    *,
    is_done: bool = False,
    is_mine: bool = False,
    after: Place | None = None,
) -> AgreedPage:
    """
    Return agreed actions of cases that are there for somebody.

    Args:
        person: Who looks.
        today: The London day.
        is_done: Those that were done, latest first; else those still to be done, soonest first.
        is_mine: Of those still to be done, only what is theirs to do.
        after: Where the page begins.
    """
    who = Audience(person.authority_id, person.id, person.roles_on(today))
    with within(scope_of(person, today)):
        found = (
            latest(who, Span(Shelf.DONE, date.min, NO_DAY), after=after, size=AT_ONCE)
            if is_done
            else agreed(who, is_mine=is_mine, after=after, size=AT_ONCE)
        )
    return AgreedPage(tuple(_read(person, found.rows, today)), found.next)


def _read(person: Person, rows: Iterable[Row], today: date) -> Iterator[Agreed]:
    looks: dict[str, Look | None] = {}
    for row in rows:
        name = row.key.removeprefix(ACTION)
        try:
            look = looked_at(person, row.case_id, today, looks)
        except CaseUnknown:
            continue
        if look is None:
            yield Agreed(row, name)
        elif state := look.case.actions.get(name):
            yield Agreed(row, name, look, state)


def looked_at(
    person: Person, case_id: str, today: date, looks: dict[str, Look | None]
) -> Look | None:
    """
    Return a case as it is there for somebody, read once for a page; None where it does not open.

    Raises:
        CaseUnknown: There is none for them, since the list was read.
    """
    if case_id not in looks:
        try:
            looks[case_id] = load(person, case_id, today)
        except CaseNotOpened:
            looks[case_id] = None
    return looks[case_id]
