"""Fold steps about points: taken up, moved, answered, ended.

In: a case being folded and an event. Out: the case, further on.
"""

from typing import Any

from reconvene.core.casefile.case import (
    ActionState,
    AnswerGiven,
    Case,
    PointState,
    PointStatus,
    Referral,
    ResultGiven,
)
from reconvene.core.casefile.steps import emit, open_stage, tell
from reconvene.core.record import points
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Point


def take_up(case: Case, event: Event, point: Point) -> None:
    """Put a point on the case, its children spelt out."""
    children = point.children or tuple(child.id for child in case.conference.children)
    case.points[point.id] = PointState(
        point.id,
        point.words,
        point.matter,
        point.ground,
        children,
        point.traits,
        event.happened_on,
        point.wrong,
        point.evidence,
    )


def take_up_again(point: PointState) -> None:
    """Bring back a point that was settled or ended, because the complainant takes it further."""
    if point.status not in ("settled", "ended"):
        return
    point.status, point.ended_on = "live", None
    point.earlier_results += point.results.values()
    point.results.clear()


def end_all(case: Case, event: Event, status: PointStatus) -> None:
    """End every point that goes on, or waits to, the same way."""
    for point in (*case.live_points(), *case.waiting_points()):
        point.status, point.ended_on = status, event.happened_on


def _end(case: Case, event: Event, name: str, status: PointStatus) -> None:
    point = case.points[name]
    point.status, point.ended_on = status, event.happened_on


def _added(case: Case, event: Event, data: points.PointAdded) -> None:
    take_up(case, event, data.point)
    point = case.points[data.point.id]
    point.raised_late = data.is_late
    _enter(case, event, point)


def _enter(case: Case, event: Event, point: PointState) -> None:
    """Let a point in by the way its matter takes, or keep it waiting where it came late here."""
    begins_here = case.definition.route_of(point.matter).begins is not None
    waits = point.raised_late and begins_here and case.definition.lodging.late.rule != "accept"
    if waits:
        point.status = "waiting"
    about = point.matter if event.kind == "point.rerouted" else None
    emit(case, event, event.kind, about=about, points=(point.id,), opens=not waits)
    if waits:
        emit(case, event, "point.late", points=(point.id,))


def decide_waiting(case: Case, event: Event, names: tuple[str, ...], *, accepted: bool) -> None:
    """Let points that were raised late in at their first stage, or end them."""
    for name in names:
        point = case.points[name]
        if not accepted:
            _end(case, event, name, "not taken on")
            continue
        point.status, point.raised_late = "live", False
        begins = case.definition.route_of(point.matter).begins
        if begins:
            open_stage(case, event, begins, (name,))


def _rerouted(case: Case, event: Event, data: points.PointRerouted) -> None:
    point = case.points[data.point]
    point.matter = data.matter
    if point.stage:
        point.stages[point.stage].closed_on = event.happened_on
        point.stage = None
    if point.status == "referred":
        point.status, point.ended_on, point.referral = "live", None, None
    _enter(case, event, point)


def _withdrawn(case: Case, event: Event, data: points.PointWithdrawn) -> None:
    _end(case, event, data.point, "withdrawn")
    tell(case, event)


def _settled(case: Case, event: Event, data: points.PointSettled) -> None:
    _end(case, event, data.point, "settled")
    tell(case, event)


def _referred(case: Case, event: Event, data: points.PointReferred) -> None:
    case.points[data.point].referral = Referral(data.channel, data.agency, event.happened_on)
    _end(case, event, data.point, "referred")
    tell(case, event)


def _referral_answered(case: Case, event: Event, data: points.ReferralAnswered) -> None:
    referral = case.points[data.point].referral
    if referral is None:
        return
    referral.state, referral.outcome = data.state, data.outcome
    kind = "referral.closed" if data.state == "closed" else "referral.taken-on"
    emit(case, event, kind, points=(data.point,))


def _answered(case: Case, event: Event, data: points.PointAnswered) -> None:
    point = case.points[data.point]
    point.answers.append(
        AnswerGiven(
            data.stage,
            event.happened_on,
            data.answer,
            data.finding,
            data.child,
            data.actions,
            event.number,
            event.actor,
        )
    )
    case.took_part.setdefault(data.stage, set()).add(event.actor)
    tell(case, event)
    for action in data.actions:
        case.actions[action.id] = ActionState(action, data.point, event.happened_on)
        emit(case, event, "action.agreed", about=action.id, points=(data.point,))
    waiting = [p for p in case.points_at(data.stage) if not p.is_answered_at(data.stage)]
    if not waiting:
        names = tuple(p.id for p in case.points_at(data.stage))
        emit(case, event, "stage.answered", about=data.stage, points=names)


def _action_done(case: Case, event: Event, data: points.ActionDone) -> None:
    state = case.actions[data.action]
    state.done_on, state.evidence, state.paper = event.happened_on, data.evidence, data.paper
    emit(case, event, "action.done", about=data.action, points=(state.point,))


def _result(case: Case, event: Event, data: points.ResultRecorded) -> None:
    point = case.points[data.point]
    point.results[data.child] = ResultGiven(
        data.result, event.happened_on, data.reasons, data.beside, data.child, event.number
    )
    if point.has_result:
        _end(case, event, data.point, "ended")
    tell(case, event)


STEPS: dict[str, Any] = {
    "point.added": _added,
    "point.rerouted": _rerouted,
    "point.withdrawn": _withdrawn,
    "point.settled": _settled,
    "point.referred": _referred,
    "referral.answered": _referral_answered,
    "point.answered": _answered,
    "action.done": _action_done,
    "result.recorded": _result,
}
