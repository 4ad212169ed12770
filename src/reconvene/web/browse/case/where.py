"""
Where a case is: its stages as a line of stations, and the same in a sentence or two.

In: a case and its names. Out: lines of stations, one for each route its points take.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reconvene.core.casefile.case import Case, PointState
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Ref
from reconvene.web.browse.names import Names, sentence_case, within
from reconvene.web.components.wording import day

HERE, PASSED, AHEAD = "here", "passed", "ahead"


@dataclass(frozen=True, slots=True)
class Station:
    """One stage on a line: `mark` is "here", "passed" or "ahead"; `beside` says since when."""

    label: str
    mark: str
    beside: str


@dataclass(frozen=True, slots=True)
class Line:
    """The stages of one route, in the order points go through them."""

    label: str
    stations: tuple[Station, ...]


def lines(names: Names, only: Collection[str] | None = None) -> tuple[Line, ...]:
    """
    Return a line for each route that points of this case take through this procedure.

    Of some stages only, where those alone can be told of.
    """
    case = names.case
    routes = {}
    for point in case.points.values():
        route = case.definition.route_of(point.matter)
        if route.begins:
            routes[route.id] = route
    return tuple(
        Line(
            route.label,
            tuple(
                _station(names, stage)
                for stage in way(case.definition, begins)
                if only is None or stage in only
            ),
        )
        for route in routes.values()
        if (begins := route.begins)
    )


def way(definition: Definition, begins: str) -> tuple[str, ...]:
    """Return the stages that can be reached from one, itself first, each once, nearest first."""
    found = [begins]
    for stage in found:
        found += [onward for onward in _onward(definition, stage) if onward not in found]
    return tuple(found)


def _onward(definition: Definition, stage: str) -> Iterator[str]:
    for right in definition.rights:
        if right.opens and any(_home(definition, ref) == stage for ref in right.arises_from):
            yield right.opens
    for gate in definition.gates:
        if gate.stage == stage:
            yield gate.opens


def _home(definition: Definition, ref: Ref) -> str | None:
    """Return the stage in which something happens, where it belongs to one."""
    if ref.about is None:
        return None
    if ref.kind == "letter.sent":
        return definition.letter(ref.about).stage
    if ref.kind.startswith("meeting."):
        return definition.stage_of_meeting(ref.about).id
    return ref.about if ref.kind.startswith("stage.") else None


def _station(names: Names, stage: str) -> Station:
    passages = [
        (point, point.stages[stage])
        for point in names.case.points.values()
        if stage in point.stages
    ]
    label = names.label("stages", stage)
    if not passages:
        return Station(label, AHEAD, "Not reached")
    running = [passage for point, passage in passages if point.is_live and not passage.closed_on]
    if running:
        return Station(label, HERE, f"Since {day(min(one.opened_on for one in running))}")
    closed = [passage.closed_on for _, passage in passages if passage.closed_on]
    if closed:
        return Station(label, PASSED, f"Ended {day(max(closed))}")
    return Station(label, PASSED, f"Began {day(min(one.opened_on for _, one in passages))}")


def where(names: Names) -> tuple[str, ...]:
    """Return where the points are in sentences: one for all that are in the same place."""
    placed: dict[str, list[str]] = {}
    for point in names.case.points.values():
        placed.setdefault(_place(names, point), []).append(point.id)
    return tuple(f"{_them(names, alike)} {said}" for said, alike in placed.items())


def _them(names: Names, points: list[str]) -> str:
    if len(points) == len(names.case.points):
        return "The complaint" if len(points) == 1 else "Every point"
    return sentence_case(names.points(points)) + ("" if len(points) == 1 else " each")


def _place(names: Names, point: PointState) -> str:
    since = f" on {day(point.ended_on)}" if point.ended_on else ""
    if point.status == "referred" and point.referral:
        channel = within(names.label("channels", point.referral.channel))
        return f"was sent to another process ({channel}){since}."
    if not point.is_live:
        return f"{_ENDED[point.status]}{since}."
    if point.stage is None:
        return "is not at any stage of this procedure."
    stage = within(names.label("stages", point.stage))
    closed_on = point.stages[point.stage].closed_on
    if closed_on:
        return f"has had its answer: {stage} ended on {day(closed_on)}."
    return f"is at {stage}, since {day(point.stages[point.stage].opened_on)}."


_ENDED = {
    "waiting": "waits for a decision on whether it is taken on",
    "withdrawn": "was withdrawn",
    "settled": "is settled",
    "ended": "has its end result, given",
    "not taken on": "was not taken on, decided",
}


def now_at(case: Case) -> tuple[str, ...]:
    """Return the stages at which live points stand, in the procedure's order."""
    at = {point.stage for point in case.live_points()}
    return tuple(stage.id for stage in case.definition.stages if stage.id in at)
