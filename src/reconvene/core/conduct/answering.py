"""When a point is answered, by whom, and what was agreed with it.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.points_now import live_point
from reconvene.core.procedure.stages import Stage
from reconvene.core.record.event import Entry
from reconvene.core.record.points import ActionDone, PointAnswered


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
    if data.paper and data.paper not in ctx.case.papers:
        return refuse(Ground.UNKNOWN, detail=data.paper)
    return Allowed((entry,))
