"""What may be done about a point.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

import msgspec

from reconvene.core.casefile.case import PointState
from reconvene.core.casefile.panels import is_decided
from reconvene.core.conduct.answer import Allowed, Answer, Fact, Ground, Refused, Warned, unless
from reconvene.core.conduct.context import LAW, Context, refuse
from reconvene.core.conduct.opening import point_refusal
from reconvene.core.duties.held import runs_until
from reconvene.core.procedure.stages import Stage
from reconvene.core.record.event import Entry
from reconvene.core.record.points import (
    ActionDone,
    PointAdded,
    PointAnswered,
    PointReferred,
    PointRerouted,
    PointSettled,
    PointWithdrawn,
    ReferralAnswered,
    ResultRecorded,
)
from reconvene.core.workdays import working_days_between

REROUTABLE = ("live", "referred")
"""A point already handed on may turn out to belong here after all."""


def live_point(ctx: Context, name: str) -> PointState | Refused:
    """Return a point that is still going, or why it is not there to act on."""
    point = ctx.case.points.get(name)
    if point is None:
        return refuse(Ground.UNKNOWN, detail=name)
    if point.status == "waiting":
        lodging = ctx.cite(ctx.definition.lodging.source)
        return refuse(Ground.LATENESS_UNDECIDED, lodging, points=(name,))
    if not point.is_live:
        return refuse(Ground.POINT_NOT_LIVE, point=name, status=point.status)
    return point


def ready_to_withdraw(ctx: Context, _about: str | None) -> Answer:
    goes_on = ctx.case.live_points() or ctx.case.waiting_points()
    return Allowed() if goes_on else refuse(Ground.POINT_NOT_LIVE)


def add(ctx: Context, entry: Entry, data: PointAdded) -> Answer:
    if data.point.id in ctx.case.points:
        return refuse(Ground.ALREADY_DONE, point=data.point.id)
    wrong = point_refusal(ctx, data.point, ctx.case.conference)
    return wrong if wrong is not None else _marked(ctx, entry, data)


def _marked(ctx: Context, entry: Entry, data: PointAdded) -> Allowed:
    """
    A point that this procedure answers is marked where it was raised after the last day.

    Source: reading R-001.
    """
    lodging = ctx.definition.lodging
    matter = ctx.definition.matter(data.point.matter)
    if ctx.definition.route_of(matter.id).begins is None:
        return Allowed((_late(entry, data, is_late=False),))
    limit = matter.lodging_limit or lodging.limit
    rule = lodging.model_copy(update={"limit": limit})
    on = entry.happened_on
    counted = runs_until(ctx.case, rule, ctx.lodging.arose, ctx.days, ctx.today, on)
    if counted is None or on <= counted.last_on:
        return Allowed((_late(entry, data, is_late=False),))
    days_late = working_days_between(counted.last_on, on, ctx.days.as_known_on(ctx.today))
    facts: dict[str, Fact] = {
        "last_on": counted.last_on.isoformat(),
        "working_days_late": days_late,
    }
    warned = Warned("point-late", ctx.cite(lodging.source), facts)
    return Allowed((_late(entry, data, is_late=True),), (warned,))


def _late(entry: Entry, data: PointAdded, *, is_late: bool) -> Entry:
    return msgspec.structs.replace(entry, data=msgspec.structs.replace(data, is_late=is_late))


def ready_to_reroute(ctx: Context, _about: str | None) -> Answer:
    goes_on = any(point.status in REROUTABLE for point in ctx.case.points.values())
    return Allowed() if goes_on else refuse(Ground.POINT_NOT_LIVE)


def reroute(ctx: Context, entry: Entry, data: PointRerouted) -> Answer:
    point = ctx.case.points.get(data.point)
    if point is None or data.matter not in ctx.definition.by_id["matters"]:
        return refuse(Ground.UNKNOWN, detail=data.point if point is None else data.matter)
    if point.status not in REROUTABLE:
        return refuse(Ground.POINT_NOT_LIVE, point=point.id, status=point.status)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    return Allowed((entry,))


def withdraw(ctx: Context, entry: Entry, data: PointWithdrawn) -> Answer:
    if data.point in {waiting.id for waiting in ctx.case.waiting_points()}:
        return Allowed((entry,))
    point = live_point(ctx, data.point)
    return point if isinstance(point, Refused) else Allowed((entry,))


def ready_to_settle(ctx: Context, _about: str | None) -> Answer:
    """A point is settled by an answer, unless the procedure ends every point with a result."""
    results, live = ctx.definition.results, ctx.case.live_points()
    if not live:
        return refuse(Ground.POINT_NOT_LIVE)
    if results and results.required:
        return refuse(Ground.RESULT_MISSING, ctx.cite(results.source))
    if any(_was_answered(ctx, point) for point in live):
        return Allowed()
    return refuse(Ground.POINT_UNANSWERED, point=live[0].id)


def settle(ctx: Context, entry: Entry, data: PointSettled) -> Answer:
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    if not _was_answered(ctx, point):
        return refuse(Ground.POINT_UNANSWERED, point=point.id)
    return Allowed((entry,))


def _was_answered(ctx: Context, point: PointState) -> bool:
    return bool(point.answers) or _decided_by_panel(ctx, point)


def ready_to_refer(ctx: Context, _about: str | None) -> Answer:
    """A point is handed on where its route, or the stage it stands at, leads out of here."""
    live = ctx.case.live_points()
    if not live:
        return refuse(Ground.POINT_NOT_LIVE)
    if any(_ways_out(ctx, point) for point in live):
        return Allowed()
    route = ctx.definition.route_of(live[0].matter)
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(route.source), point=live[0].id)


def _ways_out(ctx: Context, point: PointState) -> tuple[str, ...]:
    """The channels a point may be handed on to; may be empty."""
    ways = ctx.definition.route_of(point.matter).refers_to
    stage = ctx.definition.stage(point.stage) if point.stage else None
    if stage and stage.form == "handover" and stage.hands_over_to:
        ways += (stage.hands_over_to,)
    return ways


def refer(ctx: Context, entry: Entry, data: PointReferred) -> Answer:
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    if data.channel not in ctx.definition.by_id["channels"]:
        return refuse(Ground.UNKNOWN, detail=data.channel)
    if data.channel in _ways_out(ctx, point):
        return Allowed((entry,))
    route = ctx.definition.route_of(point.matter)
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(route.source), point=point.id)


def ready_for_referral(ctx: Context, _about: str | None) -> Answer:
    out = [p.referral for p in ctx.case.points.values() if p.referral]
    return Allowed() if any(r.state != "closed" for r in out) else refuse(Ground.NOT_CALLED_FOR)


def answer_referral(ctx: Context, entry: Entry, data: ReferralAnswered) -> Answer:
    point = ctx.case.points.get(data.point)
    if point is None or point.referral is None:
        return refuse(Ground.UNKNOWN, detail=data.point)
    if point.referral.state == "closed":
        return refuse(Ground.ALREADY_DONE, point=point.id)
    return Allowed((entry,))


def ready_to_answer(ctx: Context, about: str | None) -> Answer:
    """Answers are given at a stage that has live points and answers in person or on paper."""
    stages = [s for s in ctx.definition.stages if about is None or s.id == about]
    if not stages:
        return refuse(Ground.UNKNOWN, detail=about)
    answers: list[Answer] = [_ready_at(ctx, stage) for stage in stages]
    return next((answer for answer in answers if answer), answers[0])


def _ready_at(ctx: Context, stage: Stage) -> Answer:
    clause = ctx.cite(stage.source)
    if stage.form in ("panel", "handover"):
        return refuse(Ground.NOT_IN_PROCEDURE, clause, stage=stage.id)
    if not ctx.case.points_at(stage.id):
        return refuse(Ground.NOT_AT_THIS_STAGE, clause, stage=stage.id)
    if stage.form == "meeting" and stage.meeting and not _was_met(ctx, stage.meeting.id):
        return refuse(Ground.NOT_CALLED_FOR, ctx.cite(stage.meeting.source), stage=stage.id)
    return Allowed()


def _was_met(ctx: Context, meeting: str) -> bool:
    """Tell whether a meeting was held, or the complainant said no to meeting at all."""
    state = ctx.case.meetings.get(meeting)
    return bool(state and (state.held_on or (state.declined_on and not state.planned_on)))


def answer(ctx: Context, entry: Entry, data: PointAnswered) -> Answer:
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    stage = ctx.definition.stage(data.stage)
    clause = ctx.cite(stage.source)
    if point.stage != stage.id:
        return refuse(Ground.NOT_AT_THIS_STAGE, clause, point=point.id, stage=stage.id)
    matter = ctx.definition.matter(point.matter)
    if matter.needs_writing and not ctx.case.is_in_writing:
        return refuse(Ground.NEEDS_WRITING, ctx.cite(matter.source), point=point.id)
    role = ctx.actor.role
    if (stage.answered_by and role not in stage.answered_by) or role in stage.not_answered_by:
        return refuse(Ground.NOT_THEIRS_TO_DECIDE, clause, roles=stage.answered_by)
    if not data.answer.strip():
        return refuse(Ground.DETAIL_MISSING, clause, detail="answer")
    if data.child and data.child not in point.children:
        return refuse(Ground.UNKNOWN, detail=data.child)
    if any(action.id in ctx.case.actions for action in data.actions):
        return refuse(Ground.CONTRADICTS, detail="actions")
    warned, wrong = independence(ctx, stage, {ctx.actor.id})
    return unless(wrong, Allowed((entry,), warned))


def independence(
    ctx: Context, stage: Stage, people: set[str]
) -> tuple[tuple[Warned, ...], Refused | None]:
    """
    Return what the stage's rule of independence says of those dealing with it.

    The same people again are refused; an overlap is warned about. Source: SP 4.1.
    """
    warned: list[Warned] = []
    for rule in stage.independence:
        before = set().union(*(ctx.case.took_part.get(earlier, set()) for earlier in rule.of))
        again = people & before
        clause = ctx.cite(rule.source)
        if again and (rule.rule == "everybody new" or again == people):
            return (), refuse(Ground.NOT_INDEPENDENT, clause, people=tuple(sorted(again)))
        if again:
            warned.append(Warned("overlap", clause, {"people": tuple(sorted(again))}))
    return tuple(warned), None


def ready_for_action(ctx: Context, _about: str | None) -> Answer:
    waits = any(state.done_on is None for state in ctx.case.actions.values())
    return Allowed() if waits else refuse(Ground.NOT_CALLED_FOR)


def do_action(ctx: Context, entry: Entry, data: ActionDone) -> Answer:
    state = ctx.case.actions.get(data.action)
    if state is None:
        return refuse(Ground.UNKNOWN, detail=data.action)
    if state.done_on:
        return refuse(Ground.ALREADY_DONE)
    if not data.evidence.strip():
        return refuse(Ground.DETAIL_MISSING, detail="evidence")
    return Allowed((entry,))


def ready_for_result(ctx: Context, about: str | None) -> Answer:
    results = ctx.definition.results
    if results is None:
        return refuse(Ground.NOT_IN_PROCEDURE)
    if about is not None and about not in ctx.definition.by_id["results"]:
        return refuse(Ground.NOT_IN_PROCEDURE, ctx.cite(results.source), detail=about)
    live = ctx.case.live_points()
    if not live:
        return refuse(Ground.POINT_NOT_LIVE)
    if any(is_answered(ctx, point) for point in live):
        return Allowed()
    return refuse(Ground.POINT_UNANSWERED, ctx.cite(results.source), point=live[0].id)


def record_result(ctx: Context, entry: Entry, data: ResultRecorded) -> Answer:
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    results = ctx.definition.results
    clause = ctx.cite(results.source) if results else LAW
    if data.child in point.results or (point.results and "" in (data.child, *point.results)):
        return refuse(Ground.ALREADY_DONE, clause, point=point.id)
    if data.child and data.child not in point.children:
        return refuse(Ground.UNKNOWN, detail=data.child)
    if not is_answered(ctx, point):
        return refuse(Ground.POINT_UNANSWERED, clause, point=point.id)
    if not data.reasons.strip():
        return refuse(Ground.NEEDS_REASON, clause)
    called_for = results_called_for(ctx, point.id, data.child)
    if not data.child and len(set(called_for)) > 1:
        return refuse(Ground.DETAIL_MISSING, clause, detail="child", point=point.id)
    if called_for and data.result not in called_for:
        return refuse(Ground.CONTRADICTS, clause, other=called_for[0])
    return Allowed((entry,))


def results_called_for(ctx: Context, point: str, child: str) -> tuple[str, ...]:
    """Return the end results that a panel's carried decisions call for; may be empty."""
    return tuple(
        result
        for panel in ctx.case.panels.values()
        for made in panel.carried()
        if made.put.point == point and (not child or made.put.child in ("", child))
        if (result := ctx.definition.decision(made.put.decision).result)
    )


def is_answered(ctx: Context, point: PointState) -> bool:
    """
    Tell whether a point has its answer at the stage where it stands.

    At a gate the answer is whole once the criteria are tested and, where met, the way is decided.
    """
    if point.stage is None:
        return False
    if ctx.definition.stage(point.stage).form == "panel":
        return _decided_by_panel(ctx, point)
    return point.is_answered_at(point.stage) and not _waits_at_gate(ctx, point)


def _waits_at_gate(ctx: Context, point: PointState) -> bool:
    """Tell whether a gate at its stage is not yet tested for a point, or met and not decided."""
    for gate in ctx.definition.gates:
        if gate.stage != point.stage:
            continue
        state = point.gates.get(gate.id)
        if state is None or state.tested_on is None or (state.is_met and state.decision is None):
            return True
    return False


def _decided_by_panel(ctx: Context, point: PointState) -> bool:
    """Tell whether a panel has decided on a point for every child, and has finished sitting."""
    return any(
        panel.is_concluded and is_decided(panel, point, ctx.definition)
        for panel in ctx.case.panels.values()
    )
