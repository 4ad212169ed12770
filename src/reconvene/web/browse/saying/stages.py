"""Moves between stages, and gates, in sentences."""

from collections.abc import Callable, Mapping

from reconvene.core.record import stages
from reconvene.core.record.event import Event
from reconvene.web.browse.names import Names, because, listed, sentence_case, within
from reconvene.web.components.wording import day


def requested(names: Names, event: Event, data: stages.StageRequested) -> str:
    stage = within(names.label("stages", data.stage))
    late = " This came after the last day." if data.is_late else ""
    spoken = ", by word of mouth," if data.form == "spoken" else ""
    forwarded = (
        f" It was passed on inside on {day(data.forwarded_on)}." if data.forwarded_on else ""
    )
    points = names.points(data.points)
    return f"{names.complainant} asked{spoken} for {stage}, for {points}.{late}{forwarded}"


def passed_on(names: Names, event: Event, data: stages.StagePassedOn) -> str:
    stage = within(names.label("stages", data.stage))
    who = names.person(data.by)
    return f"{who} passed {names.points(data.points)} on to {stage}{because(data.reason)}"


def tested(names: Names, event: Event, data: stages.CriteriaTested) -> str:
    gate = names.definition.gate(data.gate)
    rules = {criterion.id: criterion for criterion in gate.criteria}
    met = [
        within(rules[test.criterion].label)
        for test in data.tests
        if (any if rules[test.criterion].takes == "any" else all)(test.limbs.values())
    ]
    found = f"Met: {listed(met)}." if met else "None of them is met."
    who = names.person(data.decided_by)
    gate_named = within(gate.label)
    return f"{who} tested the {gate_named} for {names.point(data.point)}. {found}"


def decided(names: Names, event: Event, data: stages.GateDecided) -> str:
    opens = within(names.label("stages", names.definition.gate(data.gate).opens))
    did = "opened" if data.decision == "open" else "declined"
    who, point = names.person(data.decided_by), names.point(data.point)
    return f"{sentence_case(who)} {did} the way on to {opens} for {point}{because(data.reasons)}"


SENTENCES: Mapping[str, Callable[..., str]] = {
    "stage.requested": requested,
    "stage.passed-on": passed_on,
    "criteria.tested": tested,
    "gate.decided": decided,
}
