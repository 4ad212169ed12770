"""A procedure definition, whole: one authority's procedure in one version.

In: plain values. Out: `Definition`, frozen, with quick look-ups by id.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Literal, cast

from pydantic import Field

from reconvene.core.procedure.duties import DutyRule, RightRule
from reconvene.core.procedure.happenings import TAKING_UP
from reconvene.core.procedure.indexes import Happened, Places, WorkOfRole, places, work
from reconvene.core.procedure.letters import Document, Letter, Notice, Task
from reconvene.core.procedure.panels import Decision, Panel
from reconvene.core.procedure.parts import BESIDE_THE_TEXT, Clauses, Id, Ids, Part, Refs, Rule, Text
from reconvene.core.procedure.people import (
    Agency,
    AnchorDate,
    Channel,
    ComplainantRule,
    Ground,
    Matter,
    Role,
    Route,
    Trait,
)
from reconvene.core.procedure.stages import Gate, Meeting, Stage


class Origin(Part):
    """Where the text came from."""

    title: Text
    publisher: Text
    read_on: date
    sha256: str | None = None
    web: str | None = None


class Result(Rule):
    """An end result a point may have. `leads_to`: a later conference it calls for."""

    leads_to: Id | None = None


class Results(Part):
    """The closed set of end results; required means that every point needs exactly one."""

    required: bool = False
    one_of: tuple[Result, ...]
    source: Clauses


class LaterConference(Rule):
    """
    A conference that may follow: reconvened, or the next review, perhaps brought forward.

    called_by: what allows it to be arranged. briefing: everybody present must have read the
    panel's decision or been briefed before it can be recorded as held.
    """

    kind: Literal["reconvened", "review"]
    called_by: Refs | None = None
    briefing: Clauses | None = None


class Body(Rule):
    """Where a complaint can go when this procedure is done; contacts are the authority's setting."""


class Suspension(Part):
    """Whether work can be paused, and what that does to running limits."""

    clock: Literal["stops", "starts again"]
    decided_by: Ids = ()
    source: Clauses


class Definition(Part):
    """
    One procedure of one authority in one version; every rule names its clause.

    `clauses` says in our own words what each numbered provision says; `cited_as` is the short
    name they are cited with ("SP 3.5").
    """

    format: Literal[1]
    id: Id
    version: int = Field(ge=1)
    title: Text
    authority: Text
    status: Literal["draft", "published", "withdrawn"]
    effective_from: date
    effective_to: date | None = None
    calendar: Id = "england"
    cited_as: Text
    origin: Origin
    changes: Text | None = None
    clauses: dict[str, Text]
    decision_stands: Clauses
    roles: tuple[Role, ...]
    agencies: tuple[Agency, ...] = ()
    complainants: tuple[ComplainantRule, ...]
    supporters: Clauses | None = None
    dates: tuple[AnchorDate, ...] = ()
    traits: tuple[Trait, ...] = ()
    grounds: tuple[Ground, ...] = ()
    channels: tuple[Channel, ...] = ()
    matters: tuple[Matter, ...]
    routes: tuple[Route, ...]
    lodging: RightRule
    stages: tuple[Stage, ...]
    gates: tuple[Gate, ...] = ()
    panels: tuple[Panel, ...] = ()
    results: Results | None = None
    letters: tuple[Letter, ...] = ()
    notices: tuple[Notice, ...] = ()
    documents: tuple[Document, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[DutyRule, ...]
    rights: tuple[RightRule, ...] = ()
    conferences: tuple[LaterConference, ...] = ()
    bodies: tuple[Body, ...] = ()
    suspension: Suspension | None = None
    withdrawal: Clauses | None = None

    @property
    def reference(self) -> str:
        """The name a case keeps it by: "oxfordshire-cpc/1"."""
        return f"{self.id}/{self.version}"

    @cached_property
    def by_id(self) -> dict[str, dict[str, Any]]:
        """Every section as id -> rule. Meetings and decisions are gathered from their homes."""
        sections = {
            name: {rule.id: rule for rule in getattr(self, name)}
            for name in (
                "roles agencies complainants dates traits grounds channels matters routes stages "
                "gates panels letters notices documents tasks duties rights conferences bodies"
            ).split()
        }
        sections["rights"] = {self.lodging.id: self.lodging, **sections["rights"]}
        sections["meetings"] = {s.meeting.id: s.meeting for s in self.stages if s.meeting}
        sections["decisions"] = {d.id: d for p in self.panels for d in p.decisions}
        sections["results"] = {r.id: r for r in self.results.one_of} if self.results else {}
        return sections

    @cached_property
    def opened_by(self) -> dict[str, tuple[tuple[Stage, str | None], ...]]:
        """Stages by the kind of happening that opens them, each with what that must be about."""
        found: dict[str, list[tuple[Stage, str | None]]] = {}
        for stage in self.stages:
            for ref in stage.opens_on:
                kinds = TAKING_UP if ref.kind == "complaint.received" else {ref.kind}
                for kind in sorted(kinds):
                    found.setdefault(kind, []).append((stage, ref.about))
        return {kind: tuple(dict.fromkeys(stages)) for kind, stages in found.items()}

    @cached_property
    def closed_by(self) -> dict[str, tuple[tuple[Stage, str | None], ...]]:
        """Stages by the kind of happening that closes them, each with what that must be about."""
        found: dict[str, list[tuple[Stage, str | None]]] = {}
        for stage in self.stages:
            for ref in stage.closes_on or ():
                found.setdefault(ref.kind, []).append((stage, ref.about))
        return {kind: tuple(stages) for kind, stages in found.items()}

    def duties_met_by(self, kind: str, about: str | None) -> tuple[DutyRule, ...]:
        """Return the duties that something of this kind, about this, can meet, in order."""
        found = dict.fromkeys(
            (*self._met_by.get((kind, None), ()), *self._met_by.get((kind, about), ()))
        )
        return tuple(self.duties[place] for place in sorted(found))

    def duties_raised_by(self, happened: Iterable[Happened]) -> Iterator[DutyRule]:
        """Yield the duties that any of these can raise, in the order of the definition."""
        places = {place for key in happened for place in self._raised_by.get(key, ())}
        return (self.duties[place] for place in sorted(places))

    @cached_property
    def _raised_by(self) -> Places:
        return places(self.duties, lambda rule: rule.arises_from)

    @cached_property
    def _met_by(self) -> Places:
        return places(self.duties, lambda rule: rule.met_by)

    @cached_property
    def work_of(self) -> dict[str, WorkOfRole]:
        """What shows that a role has had work in a case, by role."""
        return {
            role.id: work(role.id, self.duties, self.notices, self.stages) for role in self.roles
        }

    @cached_property
    def lodging_by_matter(self) -> dict[str, RightRule]:
        """The right to complain, by matter, with the limit that points of it give."""
        rule = self.lodging
        return {
            matter.id: rule.model_copy(update={"limit": matter.lodging_limit})
            if matter.lodging_limit
            else rule
            for matter in self.matters
        }

    def cite(self, source: tuple[str, ...]) -> str:
        """Return the clauses as a person cites them: "SP 3.5", or "SP 5.8 and 5.9.h"."""
        if source[0] in BESIDE_THE_TEXT:
            return source[0]
        return f"{self.cited_as} {' and '.join(source)}"

    def role(self, role: str) -> Role:
        return cast("Role", self.by_id["roles"][role])

    def matter(self, matter: str) -> Matter:
        return cast("Matter", self.by_id["matters"][matter])

    def route_of(self, matter: str) -> Route:
        return cast("Route", self.by_id["routes"][self.matter(matter).route])

    def stage(self, stage: str) -> Stage:
        return cast("Stage", self.by_id["stages"][stage])

    def gate(self, gate: str) -> Gate:
        return cast("Gate", self.by_id["gates"][gate])

    def panel(self, panel: str) -> Panel:
        return cast("Panel", self.by_id["panels"][panel])

    def decision(self, decision: str) -> Decision:
        return cast("Decision", self.by_id["decisions"][decision])

    def meeting(self, meeting: str) -> Meeting:
        return cast("Meeting", self.by_id["meetings"][meeting])

    def letter(self, letter: str) -> Letter:
        return cast("Letter", self.by_id["letters"][letter])

    def right(self, right: str) -> RightRule:
        return cast("RightRule", self.by_id["rights"][right])

    def complainant(self, capacity: str) -> ComplainantRule:
        return cast("ComplainantRule", self.by_id["complainants"][capacity])

    def stage_of_meeting(self, meeting: str) -> Stage:
        return next(s for s in self.stages if s.meeting and s.meeting.id == meeting)

    def stage_of_panel(self, panel: str) -> Stage | None:
        return next((s for s in self.stages if s.panel == panel), None)
