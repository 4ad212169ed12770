"""How points move on: the complainant asks, somebody passes them on, a gate opens.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from datetime import date

import msgspec

from reconvene.core.casefile.case import PointState
from reconvene.core.conduct.answer import Allowed, Answer, Fact, Ground, Refused, Warned
from reconvene.core.conduct.context import Context, as_ruled, refuse
from reconvene.core.conduct.points_now import live_point
from reconvene.core.duties.held import Right
from reconvene.core.procedure.stages import Gate
from reconvene.core.record.after import CaseReopened
from reconvene.core.record.event import Entry
from reconvene.core.record.stages import CriteriaTested, GateDecided, StagePassedOn, StageRequested


def rights_to(ctx: Context, stage: str) -> dict[str, Right]:
    """Return the rights that lead to a stage, by point."""
    return {right.point: right for right in ctx.rights if right.rule.opens == stage}


def ready_to_move(ctx: Context, about: str | None) -> Answer:
    """Points can move on where the complainant holds, or lately held, a right that leads there."""
    wanted = [about] if about else [rule.opens for rule in ctx.definition.rights if rule.opens]
    for stage in wanted:
        if stage not in ctx.definition.by_id["stages"]:
            return refuse(Ground.UNKNOWN, detail=stage)
        if any(
            right.status in ("open", "lapsed", "not determined")
            for right in rights_to(ctx, stage).values()
        ):
            return Allowed()
    return _no_right(ctx, about)


def ready_to_pass_on(ctx: Context, about: str | None) -> Answer:
    """Points are passed on only where the procedure lets somebody in the authority do so."""
    rules = [rule for rule in ctx.definition.rights if rule.opens and about in (None, rule.opens)]
    if rules and not any(rule.also_by for rule in rules):
        return refuse(Ground.NOT_IN_PROCEDURE, ctx.cite(rules[0].source), stage=about)
    return ready_to_move(ctx, about)


def _no_right(ctx: Context, stage: str | None) -> Refused:
    rule = next((rule for rule in ctx.definition.rights if rule.opens == stage), None)
    clause = ctx.cite(rule.source) if rule else ctx.cite(ctx.definition.lodging.source)
    return refuse(Ground.NO_RIGHT, clause, stage=stage)


def request_stage(ctx: Context, entry: Entry, data: StageRequested) -> Answer:
    """
    A request is taken down whenever it comes: late, it waits for a person; on a closed case, it
    opens the case again. Source: readings R-002 and R-021.
    """
    asked_on = min(data.first_contact_on or entry.happened_on, entry.happened_on)
    held = _held(ctx, data.stage, data.points, asked_on)
    if isinstance(held, Refused):
        return held
    rule = held[0].rule
    clause = ctx.cite(rule.source)
    if rule.form == "written" and data.form == "spoken":
        return refuse(Ground.NEEDS_WRITING, clause, stage=data.stage)
    last_days = [right.last_on for right in held if right.last_on]
    if not last_days or asked_on <= min(last_days):
        return Allowed((_stamped(entry, data, is_late=False), *_reopening(ctx, entry, data)))
    facts: dict[str, Fact] = {
        "last_on": min(last_days).isoformat(),
        "asked_on": asked_on.isoformat(),
    }
    waits = Warned("request-late", clause, facts)
    warned = (as_ruled(rule, waits, Warned("request-late-taken-on", clause, facts)),)
    return Allowed((_stamped(entry, data, is_late=True), *_reopening(ctx, entry, data)), warned)


def _reopening(ctx: Context, entry: Entry, data: StageRequested) -> tuple[Entry, ...]:
    """The entry that opens a closed case again; none where it is open."""
    closed_on = ctx.case.closed_on
    if closed_on is None:
        return ()
    asked_for = ctx.definition.stage(data.stage).said
    reason = f"The complainant asked for {asked_for}."
    on = max(closed_on, entry.happened_on)
    return (Entry(kind="case.reopened", happened_on=on, data=CaseReopened(reason=reason)),)


def _stamped(entry: Entry, data: StageRequested, *, is_late: bool) -> Entry:
    return msgspec.structs.replace(entry, data=msgspec.structs.replace(data, is_late=is_late))


def pass_on(ctx: Context, entry: Entry, data: StagePassedOn) -> Answer:
    held = _held(ctx, data.stage, data.points, entry.happened_on)
    if isinstance(held, Refused):
        return held
    rule = held[0].rule
    clause = ctx.cite(rule.source)
    if data.by.role not in rule.also_by:
        return refuse(Ground.NOT_THEIRS_TO_DECIDE, clause, roles=rule.also_by)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON, clause)
    return Allowed((entry,))


def _held(
    ctx: Context, stage: str, points: tuple[str, ...], asked_on: date
) -> list[Right] | Refused:
    """The right for each point named, or why one of them cannot go there."""
    if not points:
        return refuse(Ground.DETAIL_MISSING, detail="points")
    rights = rights_to(ctx, stage)
    held = []
    for name in points:
        point = ctx.case.points.get(name)
        if point is None:
            return refuse(Ground.UNKNOWN, detail=name)
        if not point.can_go_on:
            return refuse(Ground.POINT_NOT_LIVE, point=name, status=point.status)
        right = rights.get(name)
        if right is None:
            return _no_right(ctx, stage)
        if right.status in ("used", "used late"):
            return refuse(Ground.ALREADY_DONE, ctx.cite(right.rule.source), point=name)
        if asked_on < right.arose.on:
            return refuse(
                Ground.DATE_OUT_OF_ORDER,
                ctx.cite(right.rule.source),
                happened_on=asked_on.isoformat(),
                began_on=right.arose.on.isoformat(),
            )
        held.append(right)
    return held


def ready_for_gate(ctx: Context, about: str | None) -> Answer:
    """A gate is tested while live points stand at its stage."""
    gates = [gate for gate in ctx.definition.gates if about in (None, gate.id)]
    if not gates:
        return refuse(Ground.NOT_IN_PROCEDURE if about is None else Ground.UNKNOWN, detail=about)
    there = [(gate, point) for gate in gates for point in ctx.case.points_at(gate.stage)]
    clause = ctx.cite(gates[0].source)
    if not there:
        return refuse(Ground.NOT_AT_THIS_STAGE, clause, stage=gates[0].stage)
    if all(_was_decided(gate, point) for gate, point in there):
        return refuse(Ground.ALREADY_DONE, clause)
    return Allowed()


def ready_to_decide_gate(ctx: Context, about: str | None) -> Answer:
    """A gate is opened or declined once its criteria have been tested."""
    answer = ready_for_gate(ctx, about)
    gates = [gate for gate in ctx.definition.gates if about in (None, gate.id)]
    if not answer or any(
        _was_tested(gate, point) and not _was_decided(gate, point)
        for gate in gates
        for point in ctx.case.points_at(gate.stage)
    ):
        return answer
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(gates[0].source), detail="criteria")


def _was_tested(gate: Gate, point: PointState) -> bool:
    state = point.gates.get(gate.id)
    return state is not None and state.tested_on is not None


def _was_decided(gate: Gate, point: PointState) -> bool:
    state = point.gates.get(gate.id)
    return state is not None and state.decision is not None


def test_criteria(ctx: Context, entry: Entry, data: CriteriaTested) -> Answer:
    gate = ctx.definition.gate(data.gate)
    clause = ctx.cite(gate.source)
    wrong = _gate_refusal(ctx, gate, data.point, data.decided_by.role)
    if wrong is not None:
        return wrong
    tests = {test.criterion: test for test in data.tests}
    if len(tests) != len(data.tests) or set(tests) != {c.id for c in gate.criteria}:
        lacking = tuple(c.id for c in gate.criteria if c.id not in tests)
        return refuse(Ground.DETAIL_MISSING, clause, detail="criteria", criteria=lacking)
    for criterion in gate.criteria:
        test = tests[criterion.id]
        if set(test.limbs) != set(criterion.limbs):
            return refuse(Ground.DETAIL_MISSING, ctx.cite(criterion.source), criterion=criterion.id)
        if not test.reasons.strip():
            return refuse(Ground.NEEDS_REASON, ctx.cite(criterion.source), criterion=criterion.id)
    return Allowed((entry,))


def _gate_refusal(ctx: Context, gate: Gate, name: str, role: str) -> Refused | None:
    clause = ctx.cite(gate.source)
    point = live_point(ctx, name)
    if isinstance(point, Refused):
        return point
    if point.stage != gate.stage:
        return refuse(Ground.NOT_AT_THIS_STAGE, clause, point=name, stage=gate.stage)
    if role != gate.tested_by:
        return refuse(Ground.NOT_THEIRS_TO_DECIDE, clause, roles=(gate.tested_by,))
    return refuse(Ground.ALREADY_DONE, clause) if _was_decided(gate, point) else None


def decide_gate(ctx: Context, entry: Entry, data: GateDecided) -> Answer:
    gate = ctx.definition.gate(data.gate)
    clause = ctx.cite(gate.source)
    wrong = _gate_refusal(ctx, gate, data.point, data.decided_by.role)
    if wrong is not None:
        return wrong
    if not _was_tested(gate, ctx.case.points[data.point]):
        return refuse(Ground.NOT_CALLED_FOR, clause, detail="criteria")
    state = ctx.case.points[data.point].gates[data.gate]
    if data.decision == "open" and not state.is_met:
        return refuse(Ground.NEEDS_CRITERION, clause, point=data.point)
    if (
        data.decision == "decline"
        and state.is_met
        and gate.expects == "opening"
        and not data.reasons.strip()
    ):
        return refuse(Ground.NEEDS_REASON, clause)
    return Allowed((entry,))
