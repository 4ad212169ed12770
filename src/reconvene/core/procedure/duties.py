"""The part of a definition about time: duties the authority owes, rights the complainant holds.

In: plain values. Out: frozen rules.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from reconvene.core.procedure.conditions import CONDITIONS, LATE
from reconvene.core.procedure.happenings import nearest
from reconvene.core.procedure.parts import Clauses, Id, Ids, Part, Refs, Rule, StatedLimit


class Condition(Part):
    """One condition: a kind from a closed table, and the words it is asked with."""

    kind: str
    words: tuple[str, ...]


def _conditions(value: Any) -> Any:
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict):
        raise ValueError("write conditions as a mapping, such as complainant: child")  # noqa: TRY004
    found = []
    for kind, words in value.items():
        if kind not in CONDITIONS:
            raise ValueError(f"there is no condition '{kind}'{nearest(str(kind), CONDITIONS)}")
        listed = words if isinstance(words, list) else [words]
        if not all(isinstance(word, str) for word in listed):
            raise ValueError(f"condition '{kind}' takes words, found {words!r}")
        if CONDITIONS[kind].words and not set(listed) <= set(CONDITIONS[kind].words):
            raise ValueError(
                f"condition '{kind}' takes {' or '.join(CONDITIONS[kind].words)}, found {words!r}"
            )
        found.append(Condition(kind=kind, words=tuple(listed)))
    return tuple(found)


Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_conditions)]


CIRCULATIONS: dict[str, str] = {
    "complainant": "the complainant",
    "supporters": "everybody who supports the complainant",
    "conference-minutes": "everybody who was in fact sent the conference's minutes",
    "conference-attendees": "everybody who was at the conference",
    "reconvened-chair": "the chair of the reconvened conference, once there is one",
}
"""Groups a circulation can name; any role can be named too."""


class Extension(Part):
    """How far an authority may extend its own limit, always with a reason that is told."""

    by: StatedLimit
    times: int = 1
    source: Clauses


class ConditionalRule(Rule):
    """A rule that holds only where conditions are met: all of `only_if`, and not all of `unless`."""

    only_if: Conditions = ()
    unless: Conditions = ()

    @property
    def is_conditional(self) -> bool:
        return bool(self.only_if or self.unless)

    @property
    def asks_lateness(self) -> bool:
        """Whether it turns on the complaint having come late, which takes a calendar to tell."""
        return any(one.kind == LATE for one in (*self.only_if, *self.unless))


class DutyRule(ConditionalRule):
    """
    Something the authority owes.

    arises_from: any of these raises it. counted_from: the day the limit counts from, where that
    is not the day it arose; where it could be several, whichever is latest, or earliest.
    met_by: any of these, on or after that day, meets it.
    for_each: one duty per occurrence (the default), or once, or per point, child, agency or person.
    recipients: one duty per person on this circulation, met by sending that person the document;
    each is a group of `CIRCULATIONS` or a role.
    local_target: the authority's own aim, shown as such and never as a breach.
    as_agreed: whoever was named in what was agreed with the family owes it, by the day agreed;
    `owner` and `limit` stand in where nobody here, or no day, was agreed.
    """

    owner: Ids
    arises_from: Refs
    met_by: Refs
    limit: StatedLimit
    counted_from: Refs | None = None
    whichever: Literal["latest", "earliest"] = "latest"
    local_target: StatedLimit | None = None
    roll: Literal["stay", "forward", "back"] = "stay"
    for_each: Literal["occurrence", "once", "point", "child", "agency", "person", "recipient"] = (
        "occurrence"
    )
    recipients: Ids = ()
    ceases_on: Refs | None = None
    skips_author_of: Id | None = None
    extension: Extension | None = None
    as_agreed: bool = False
    stage: Id | None = None

    @property
    def is_timed(self) -> bool:
        """Whether it has a day at all: a limit, or the authority's own aim."""
        return self.limit.is_stated or self.local_target is not None


class Late(Part):
    """
    What becomes of a late step. Nothing is ever refused for lateness by the software alone.

    decide: a person takes it on or not, with reasons. accept: it goes on, marked late.
    with excuse: a person may take it on only for one of the named excuses.
    """

    rule: Literal["decide", "accept", "with excuse"] = "decide"
    decided_by: Ids = ()
    excuses: Ids = ()
    source: Clauses


class RightRule(ConditionalRule):
    """
    Something the complainant may do, and until when.

    opens: the stage that using it leads to; the right to complain in the first place has none.
    form: "written" where the request must be in writing; help to write it is always given.
    """

    opens: Id | None = None
    arises_from: Refs
    counted_from: Refs | None = None
    whichever: Literal["latest", "earliest"] = "latest"
    limit: StatedLimit
    roll: Literal["stay", "forward", "back"] = "forward"
    form: Literal["any", "written"] = "any"
    late: Late
    also_by: Ids = ()
