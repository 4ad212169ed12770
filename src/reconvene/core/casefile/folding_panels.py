"""Fold steps about gates and panels.

In: a case being folded and an event. Out: the case, further on.
"""

from typing import Any

from reconvene.core.casefile.case import (
    PANEL_CHAIR_ROLE,
    Case,
    CriterionOutcome,
    GateState,
    Happening,
    Made,
    PanelState,
    Sitting,
)
from reconvene.core.casefile.panels import CHAIR, has_quorum, is_carried, minutes_tasks, undecided
from reconvene.core.casefile.steps import emit, tell
from reconvene.core.procedure.stages import Gate
from reconvene.core.record import panels, stages
from reconvene.core.record.event import Event


def _panel(case: Case, panel: str) -> PanelState:
    return case.panels.setdefault(panel, PanelState())


def outcomes(gate: Gate, tests: tuple[stages.CriterionTest, ...]) -> tuple[CriterionOutcome, ...]:
    """Return each criterion's outcome: met when any, or all, of its limbs are so."""
    rules = {criterion.id: criterion for criterion in gate.criteria}
    return tuple(
        CriterionOutcome(
            test.criterion,
            dict(test.limbs),
            (any if rules[test.criterion].takes == "any" else all)(test.limbs.values()),
            test.reasons,
        )
        for test in tests
    )


def is_gate_met(gate: Gate, found: tuple[CriterionOutcome, ...]) -> bool:
    """Tell whether enough criteria are met to open the gate."""
    return bool(found) and (any if gate.takes == "any" else all)(one.is_met for one in found)


def _tested(case: Case, event: Event, data: stages.CriteriaTested) -> None:
    gate = case.definition.gate(data.gate)
    state = case.points[data.point].gates.setdefault(data.gate, GateState())
    state.outcomes = outcomes(gate, data.tests)
    state.is_met = is_gate_met(gate, state.outcomes)
    state.tested_on, state.tested_by = event.happened_on, data.decided_by.id
    case.took_part.setdefault(gate.stage, set()).add(data.decided_by.id)
    tell(case, event)
    kind = "criteria.met" if state.is_met else "criteria.not-met"
    emit(case, event, kind, about=data.gate, points=(data.point,))


def _gate_decided(case: Case, event: Event, data: stages.GateDecided) -> None:
    state = case.points[data.point].gates.setdefault(data.gate, GateState())
    state.decision, state.decided_on = data.decision, event.happened_on
    state.reasons = data.reasons
    kind = "gate.opened" if data.decision == "open" else "gate.declined"
    emit(case, event, kind, about=data.gate, points=(data.point,))


def _appointed(case: Case, event: Event, data: panels.PanelistAppointed) -> None:
    _panel(case, data.panel).appointed[data.person.id] = data
    if data.seat == CHAIR:
        case.roles[PANEL_CHAIR_ROLE] = data.person
    emit(case, event, event.kind, about=data.panel, person=data.person.id)


def _removed(case: Case, event: Event, data: panels.PanelistRemoved) -> None:
    state = _panel(case, data.panel)
    gone = state.appointed.pop(data.person, None)
    if gone is not None:
        state.removed.append((gone, event.happened_on, data.reason, data.bar))
        bound = case.roles.get(PANEL_CHAIR_ROLE)
        if bound and bound.id == data.person:
            del case.roles[PANEL_CHAIR_ROLE]
    if data.bar:
        _taint(case, state, data.person)
    tell(case, event)


def taint(case: Case, person: str) -> None:
    """Mark every vote of somebody who turned out to have a tie, whatever panel they sat on."""
    for state in case.panels.values():
        _taint(case, state, person)


def _taint(case: Case, state: PanelState, person: str) -> None:
    """Mark what somebody barred voted on; while the panel is at work, that decides nothing."""
    for made in state.made:
        voted = person in made.put.votes_for + made.put.against + made.put.abstained
        if voted and person not in made.tainted_by:
            made.tainted_by += (person,)
            if not state.is_concluded:
                made.is_void = True
                _take_back(case, "decision.made", made.number)


def _take_back(case: Case, kind: str, number: int) -> None:
    """
    Make it as if what an entry brought about had not happened, for what it would call for or meet.

    See Note [What is taken back].
    """

    def stays(one: Happening) -> bool:
        return one.kind != kind or one.number != number

    case.happenings = [one for one in case.happenings if stays(one)]
    for key, found in case.by_kind.items():
        if key[0] == kind:
            case.by_kind[key] = [one for one in found if stays(one)]


# Note [What is taken back]
# A happening is what rules count from. When it turns out that a panel's vote decided nothing, or
# that its sitting came to nothing, what the vote called for must not be owed, and the duty that the
# sitting met is owed again, by the day it was owed before. The record keeps the vote, the sitting
# and what undid them; only what followed from them goes.


def _at_panel(case: Case, panel: str) -> tuple[str, ...]:
    stage = case.definition.stage_of_panel(panel)
    return tuple(point.id for point in case.points_at(stage.id)) if stage else ()


def _booked(case: Case, event: Event, data: panels.SittingBooked) -> None:
    _panel(case, data.panel).planned_on = data.for_on
    points = _at_panel(case, data.panel)
    tell(case, event, points=points)
    emit(case, event, "sitting.planned", about=data.panel, on=data.for_on, points=points)


def _opened(case: Case, event: Event, data: panels.SittingOpened) -> None:
    state = _panel(case, data.panel)
    present = tuple(dict.fromkeys(data.present))
    sitting = Sitting(event.happened_on, present, is_quorate=False, minute_taker=data.minute_taker)
    state.sittings.append(sitting)
    sitting.is_quorate = has_quorum(case, data.panel)
    state.planned_on = None
    kind = "sitting.quorate" if sitting.is_quorate else "sitting.inquorate"
    emit(case, event, kind, about=data.panel, points=_at_panel(case, data.panel))
    if data.minute_taker is not None:
        _minuted(case, event, data)


def _minuted(case: Case, event: Event, data: panels.SittingOpened) -> None:
    """Whoever takes the minutes was found, whether that was put down before or not."""
    for task in minutes_tasks(case.definition, case.definition.panel(data.panel)):
        if not case.matching("task.done", task):
            emit(case, event, "task.done", about=task)


def _put(case: Case, event: Event, data: panels.DecisionPut) -> None:
    state = _panel(case, data.panel)
    chair = case.roles.get(PANEL_CHAIR_ROLE)
    carried = is_carried(data, case.definition.panel(data.panel), chair.id if chair else None)
    state.made.append(Made(data, event.happened_on, len(state.sittings), carried, event.number))
    emit(
        case,
        event,
        "decision.made" if carried else "decision.lost",
        about=data.decision,
        points=(data.point,) if data.point else (),
        child=data.child,
        agency=data.details.agency,
    )


def _closed(case: Case, event: Event, data: panels.SittingClosed) -> None:
    state = _panel(case, data.panel)
    sitting = state.sittings[-1]
    sitting.closed_on = event.happened_on
    points = _at_panel(case, data.panel)
    if not sitting.is_quorate:
        return
    left = undecided(case, data.panel)
    if left and not has_quorum(case, data.panel):
        sitting.is_broken_off = True
        _take_back(case, "sitting.quorate", case.matching("sitting.quorate", data.panel)[-1].number)
        emit(case, event, "sitting.inquorate", about=data.panel, points=left)
    adjourning = [
        made
        for made in state.standing()
        if made.sitting == len(state.sittings)
        and case.definition.decision(made.put.decision).adjourns
    ]
    if not adjourning and not sitting.is_broken_off:
        emit(case, event, "sitting.concluded", about=data.panel, points=points)
    if not adjourning:
        return
    sitting.is_adjourned = True
    waiting = tuple(dict.fromkeys(made.put.point for made in adjourning))
    emit(case, event, "sitting.adjourned", about=data.panel, points=waiting)
    days = sorted({on for made in adjourning if (on := made.put.details.further_on)})
    state.planned_on = min(days, default=None)
    for on in days:
        to_then = (made.put.point for made in adjourning if made.put.details.further_on == on)
        points = tuple(dict.fromkeys(to_then))
        emit(case, event, "further-sitting.set", about=data.panel, on=on, points=points)


STEPS: dict[str, Any] = {
    "criteria.tested": _tested,
    "gate.decided": _gate_decided,
    "panelist.appointed": _appointed,
    "panelist.removed": _removed,
    "sitting.booked": _booked,
    "sitting.opened": _opened,
    "decision.put": _put,
    "sitting.closed": _closed,
}
