"""A procedure as a road: where points start, the stages they come by, and what leads on.

In: a definition. Out: `Road`: tracks of stations from top to bottom, each with its arrivals.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import RightRule
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.people import Route
from reconvene.core.procedure.phrases import event, limit_from, role_names
from reconvene.core.procedure.stages import Gate, Stage


@dataclass(frozen=True, slots=True)
class Arrival:
    """A way into a stage from an earlier one: the family's right, a gate, or a happening."""

    kind: Literal["right", "gate", "happening"]
    source: str
    label: str
    detail: str
    has_limit: bool = True
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Station:
    """A stage on its track. `begun_by` are labels of routes that start in the middle, here."""

    stage: Stage
    arrivals: tuple[Arrival, ...]
    begun_by: tuple[str, ...] = ()
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """The stations that some routes run through, in order; `routes` is empty for side stages."""

    routes: tuple[Route, ...]
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A whole procedure: its tracks, and the routes that leave it with where they lead."""

    tracks: tuple[Track, ...]
    elsewhere: tuple[tuple[Route, tuple[str, ...]], ...]


def road(definition: Definition) -> Road:
    """Return the road that a procedure makes; every stage stands on exactly one track."""
    ways = {stage.id: tuple(_arrivals(definition, stage)) for stage in definition.stages}
    laid: dict[str, tuple[Route, ...]] = {}
    placed: dict[str, list[str]] = {}
    middle: dict[str, list[str]] = {}
    for route in _used_routes(definition):
        begins = route.begins
        if begins in laid:
            laid[begins] = (*laid[begins], route)
        elif begins and any(begins in stages for stages in placed.values()):
            middle.setdefault(begins, []).append(route.label)
        elif begins:
            laid[begins] = (route,)
            placed[begins] = list(_walk(definition, ways, begins, set().union(*placed.values())))
    for stage in definition.stages:
        if not any(stage.id in stages for stages in placed.values()):
            laid[stage.id], placed[stage.id] = (), [stage.id]
    sources = {arrival.source for arrivals in ways.values() for arrival in arrivals}
    tracks = tuple(
        Track(
            laid[begins],
            tuple(
                Station(
                    definition.stage(name),
                    ways[name],
                    tuple(middle.get(name, ())),
                    is_end=name not in sources,
                )
                for name in stages
            ),
        )
        for begins, stages in placed.items()
    )
    return Road(tracks, tuple(_elsewhere(definition)))


def _used_routes(definition: Definition) -> Iterator[Route]:
    used = {matter.route for matter in definition.matters}
    return (route for route in definition.routes if route.id in used)


def _elsewhere(definition: Definition) -> Iterator[tuple[Route, tuple[str, ...]]]:
    channels = definition.by_id["channels"]
    for route in _used_routes(definition):
        if route.refers_to:
            yield route, tuple(channels[name].label for name in route.refers_to)


def _walk(
    definition: Definition, ways: dict[str, tuple[Arrival, ...]], begins: str, seen: set[str]
) -> Iterator[str]:
    """Yield a stage and all that follow it, those that a stage leads to directly right after it."""
    seen.add(begins)
    yield begins
    for stage in definition.stages:
        if stage.id not in seen and any(one.source == begins for one in ways[stage.id]):
            yield from _walk(definition, ways, stage.id, seen)


def _arrivals(definition: Definition, stage: Stage) -> Iterator[Arrival]:
    for right in definition.rights:
        if right.opens == stage.id:
            source = _first(stage_of(definition, ref) for ref in right.arises_from)
            yield _by_right(definition, right, source)
    for gate in definition.gates:
        if gate.opens == stage.id:
            yield _by_gate(definition, gate)
    for ref in stage.opens_on:
        source = stage_of(definition, ref)
        if source and source != stage.id and ref.kind != "gate.opened":
            yield Arrival("happening", source, "", f"after {event(definition, ref)}")


def _by_right(definition: Definition, right: RightRule, source: str) -> Arrival:
    detail = limit_from(definition, right)
    form = ", in writing" if right.form == "written" else ""
    return Arrival("right", source, right.label, detail + form, has_limit=right.limit.is_stated)


def _by_gate(definition: Definition, gate: Gate) -> Arrival:
    criteria = tuple(criterion.label for criterion in gate.criteria)
    how_many = {"any": "one of these is enough", "all": "all of these"}[gate.takes]
    detail = f"tested by {role_names(definition, (gate.tested_by,))}"
    if len(criteria) > 1:
        detail += f"; {how_many}"
    return Arrival("gate", gate.stage, gate.label, detail, criteria=criteria)


def stage_of(definition: Definition, ref: Ref) -> str:
    """Return the stage at which a happening takes place; empty where it belongs to none."""
    if ref.kind in ("stage.requested", "stage.passed-on") or ref.about is None:
        return ""
    if ref.kind == "letter.sent":
        letter = definition.by_id["letters"].get(ref.about)
        return (letter.stage or "") if letter else ""
    return _first(stage.id for stage in definition.stages if _is_at(definition, ref.about, stage))


def _is_at(definition: Definition, about: str, stage: Stage) -> bool:
    panel = definition.by_id["panels"].get(stage.panel or "")
    decisions = {decision.id for decision in panel.decisions} if panel else set()
    gates = {gate.id for gate in definition.gates if gate.stage == stage.id}
    meeting = stage.meeting.id if stage.meeting else None
    return about in {stage.id, stage.panel, meeting} | decisions | gates


def _first(found: Iterable[str]) -> str:
    return next((one for one in found if one), "")
