"""For whom a list is, and the condition that keeps every row of it to cases that are there for them.

In: who asks. Out: SQL that holds of rows they may meet, and its values. It says the same as
`core.access`, of rows that were made from it; a law holds the two together.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from reconvene.scope.within import Scope, the_house, within
from reconvene.worklist.models import Shelf, WorkRow
from reconvene.worklist.rows import ANSWERING

Given = ParamSpec("Given")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose list it is: an authority, the person, and the roles they hold in it by post."""

    authority: str
    person: str
    roles: frozenset[str]

    @property
    def owners(self) -> tuple[str, ...]:
        return (self.person, *sorted(self.roles))

    @property
    def scope(self) -> Scope:
        """For whom the database is asked, where it has policies of its own."""
        return Scope(self.authority, self.person, self.roles)

    @property
    def condition(self) -> str:
        """What holds of rows of a case that is there for them with its story."""
        marks = ", ".join(["%s"] * len(self.owners))
        return f"{_OPEN.format(marks=marks)} AND {_NOT_SHUT}"

    @property
    def values(self) -> tuple[str, ...]:
        """The values of `condition`, in its order."""
        return (*self.owners, self.person)

    @property
    def condition_of_work(self) -> str:
        """What holds of duties they may meet: also those they owe where they only answer."""
        return f"(({self.condition}) OR ({_ANSWERS}))"

    @property
    def values_of_work(self) -> tuple[str, ...]:
        """The values of `condition_of_work`, in its order."""
        return (*self.values, self.person, self.person)


def answered_for(
    ask: Callable[Concatenate[Audience, Given], Found],
) -> Callable[Concatenate[Audience, Given], Found]:
    """Return a question that the database, too, answers for nobody but its audience."""

    @wraps(ask)
    def asked(who: Audience, /, *args: Given.args, **named: Given.kwargs) -> Found:
        with within(who.scope):
            return ask(who, *args, **named)

    return asked


# Each looks a row up by the whole of its key, so it costs the same however long a list is.
_OPEN = f"""EXISTS (
    SELECT 1 FROM worklist_row AS opened WHERE opened.case_id = worklist_row.case_id
    AND opened.shelf = '{Shelf.OPEN.value}' AND opened.key = '' AND opened.owner IN ({{marks}})
)"""  # noqa: S608  own columns
_NOT_SHUT = f"""NOT EXISTS (
    SELECT 1 FROM worklist_row AS closed WHERE closed.case_id = worklist_row.case_id
    AND closed.shelf = '{Shelf.SHUT.value}' AND closed.key IN ('', '{ANSWERING}')
    AND closed.owner = %s
)"""  # noqa: S608  own columns
_ANSWERS = f"""worklist_row.owner = %s AND EXISTS (
    SELECT 1 FROM worklist_row AS answers WHERE answers.case_id = worklist_row.case_id
    AND answers.shelf = '{Shelf.SHUT.value}' AND answers.key = '{ANSWERING}'
    AND answers.owner = %s
)"""  # noqa: S608  own columns


def shut_to(authority: str, person: str, cases: Iterable[str]) -> frozenset[str]:
    """Return which of some cases a wall closes to somebody, whatever they look after."""
    shut = WorkRow.objects.filter(shelf=Shelf.SHUT.value, owner=person, case_id__in=list(cases))
    with within(the_house(authority)):
        return frozenset(shut.values_list("case_id", flat=True))


def cases_shut_to(person: str) -> list[str]:
    """Return every case that a wall closes to somebody, within a scope that is given their rows."""
    shut = WorkRow.objects.filter(shelf=Shelf.SHUT.value, owner=person)
    return list(shut.values_list("case_id", flat=True).distinct().order_by("case_id"))
