"""A case as it is reached for.

In: a case with its entries and what is owed in it. Out: `Matter`, and who has which role there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any, TypeVar

from reconvene.core.access.asking import Viewer
from reconvene.core.casefile.case import Case
from reconvene.core.duties.owed import Duty
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.people import Role
from reconvene.core.record.event import Event

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Matter:
    """
    Everything that decides who reaches a case.

    `events` are those it was folded from. `owing` returns the roles that owe something in it now:
    to many who ask that makes no difference, and it takes the longest to find out. `found` is what
    was worked out of it once, to be asked for again (see `worked_out_once`).
    """

    authority: str
    case: Case
    events: tuple[Event, ...]
    owing: Callable[[], frozenset[str]] = field(compare=False)
    found: dict[Callable[..., Any], Any] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    @property
    def definition(self) -> Definition:
        return self.case.definition

    def role(self, role: str) -> Role | None:
        """Return a role of the procedure; None for one it does not know."""
        return self.definition.by_id["roles"].get(role)

    def clause_of(self, role: str) -> str:
        """Return the provision a role rests on; "law" for one the procedure does not know."""
        rule = self.role(role)
        return self.definition.cite(rule.source) if rule else "law"


def worked_out_once(ask: Callable[[Matter], Answer]) -> Callable[[Matter], Answer]:
    """Return the same question, which is worked out once for a matter however often it is asked."""

    @wraps(ask)
    def answer(matter: Matter) -> Answer:
        if ask not in matter.found:
            matter.found[ask] = ask(matter)
        kept: Answer = matter.found[ask]
        return kept

    return answer


def matter(
    authority: str, case: Case, events: tuple[Event, ...], owed: Callable[[], Iterable[Duty]]
) -> Matter:
    """
    Return a case as it is reached for.

    `owed` is asked once, and only if it matters who owes something; duties that are open count.
    """

    def owing() -> frozenset[str]:
        return frozenset(role for duty in owed() if duty.is_open for role in duty.owners)

    return Matter(authority, case, events, cache(owing))


def roles_here(viewer: Viewer, case: Case) -> tuple[str, ...]:
    """
    Return the roles somebody can act in, in one case, in the order of the procedure.

    Those they hold by post, and those they are bound to in the case. A role that is filled case
    by case is nobody else's once somebody has been bound to it.
    """
    bound = {role for role, holder in case.roles.items() if holder.id == viewer.id}
    return tuple(
        role.id
        for role in case.definition.roles
        if role.id in bound
        or (role.id in viewer.roles and not (role.held == "in the case" and role.id in case.roles))
    )
