"""What is looked up in a definition again and again: which rules a happening touches, whose work it is.

In: rules of a definition. Out: look-ups by what happened.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from reconvene.core.procedure.duties import DutyRule
from reconvene.core.procedure.letters import Notice
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.stages import Stage

Happened: TypeAlias = tuple[str, str | None]
"""What may happen: a kind, and what it is about; None for about anything."""

Places: TypeAlias = Mapping[Happened, Sequence[int]]
"""The places of rules in the order of the definition, by what happened."""


class WorkOfRole(NamedTuple):
    """The work of a role: what is done by it or told to it, and the stages it is for."""

    shown_by: frozenset[Happened]
    stages: frozenset[str]


def places(duties: Sequence[DutyRule], refs_of: Callable[[DutyRule], Iterable[Ref]]) -> Places:
    """Return where the duties stand that refer to each happening, by references of one sort."""
    found: dict[Happened, list[int]] = {}
    for place, rule in enumerate(duties):
        for ref in refs_of(rule):
            found.setdefault((ref.kind, ref.about), []).append(place)
    return found


def work(
    role: str, duties: Iterable[DutyRule], notices: Iterable[Notice], stages: Iterable[Stage]
) -> WorkOfRole:
    """Return what shows that a role has had work in a case."""
    done = {(ref.kind, ref.about) for rule in duties if role in rule.owner for ref in rule.met_by}
    told = {("notice.given", one.id) for one in notices if one.to == role}
    theirs = (one.id for one in stages if role in (*one.people, *one.answered_by))
    return WorkOfRole(frozenset(done | told), frozenset(theirs))
