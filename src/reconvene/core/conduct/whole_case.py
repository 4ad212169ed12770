"""What may be done with the case as a whole: paused, closed, opened again, moved.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

import re

from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, unless
from reconvene.core.conduct.context import LAW, Context, refuse
from reconvene.core.conduct.points_now import is_answered
from reconvene.core.procedure.duties import DutyRule
from reconvene.core.record.after import (
    CaseClosed,
    CaseMoved,
    CaseReopened,
    CaseSuspended,
    LimitExtended,
)
from reconvene.core.record.event import Entry


def ready_to_suspend(ctx: Context, _about: str | None) -> Answer:
    if ctx.definition.suspension is None:
        return refuse(Ground.NOT_IN_PROCEDURE)
    if ctx.case.is_suspended:
        return refuse(Ground.ALREADY_DONE, ctx.cite(ctx.definition.suspension.source))
    return Allowed()


def suspend(ctx: Context, entry: Entry, data: CaseSuspended) -> Answer:
    rule = ctx.definition.suspension
    assert rule is not None, "ready_to_suspend has looked it up"
    clause = ctx.cite(rule.source)
    if rule.decided_by and ctx.actor.role not in rule.decided_by:
        return refuse(Ground.NOT_THEIRS_TO_DECIDE, clause, roles=rule.decided_by)
    if not data.reason.strip() or not data.ends_when.strip():
        return refuse(Ground.NEEDS_REASON, clause)
    return Allowed((entry,))


def ready_to_resume(ctx: Context, _about: str | None) -> Answer:
    return Allowed() if ctx.case.is_suspended else refuse(Ground.NOT_CALLED_FOR)


def ready_to_extend(ctx: Context, about: str | None) -> Answer:
    """A limit can be extended where its rule says so, as often as it says, while it runs."""
    rules = [rule for rule in ctx.definition.duties if about in (None, rule.id)]
    if not rules:
        return refuse(Ground.UNKNOWN, detail=about)
    for rule in rules:
        wrong = _extension_refusal(ctx, rule)
        if wrong is None:
            return Allowed()
    return unless(_extension_refusal(ctx, rules[0]), Allowed())


def _extension_refusal(ctx: Context, rule: DutyRule) -> Refused | None:
    if rule.extension is None:
        return refuse(Ground.NOT_IN_PROCEDURE, ctx.cite(rule.source), duty=rule.id)
    if ctx.case.extended.get((rule.id, ""), 0) >= rule.extension.times:
        return refuse(Ground.ALREADY_DONE, ctx.cite(rule.extension.source), duty=rule.id)
    if not any(duty.rule.id == rule.id for duty in ctx.open_duties):
        return refuse(Ground.NOT_CALLED_FOR, ctx.cite(rule.source), duty=rule.id)
    return None


def extend(_ctx: Context, entry: Entry, data: LimitExtended) -> Answer:
    return Allowed((entry,)) if data.reason.strip() else refuse(Ground.NEEDS_REASON)


def ready_to_close(ctx: Context, _about: str | None) -> Answer:
    """
    A case closes when nothing that came late is undecided, no point is unanswered or without its
    result, nothing is owed, no referral is still out, and no dated right still runs.
    """
    case, results = ctx.case, ctx.definition.results
    undecided = tuple(point.id for point in case.waiting_points())
    if undecided:
        lodging = ctx.cite(ctx.definition.lodging.source)
        return refuse(Ground.LATENESS_UNDECIDED, lodging, points=undecided)
    wrong = _request_undecided(ctx)
    if wrong is not None:
        return wrong
    waiting = tuple(p.id for p in case.live_points() if not is_answered(ctx, p))
    if waiting:
        return refuse(Ground.POINT_UNANSWERED, points=waiting)
    if results and results.required:
        lacking = tuple(p.id for p in case.live_points() if not p.has_result)
        if lacking:
            return refuse(Ground.RESULT_MISSING, ctx.cite(results.source), points=lacking)
    owed = ctx.open_duties
    if owed:
        return refuse(
            Ground.DUTY_OPEN, ctx.cite(owed[0].rule.source), duties=tuple(d.rule.id for d in owed)
        )
    running = [r for r in ctx.rights if r.is_open and r.last_on and case.points[r.point].is_live]
    if running:
        last_on = max(r.last_on for r in running if r.last_on)
        return refuse(
            Ground.RIGHT_OPEN, ctx.cite(running[0].rule.source), last_on=last_on.isoformat()
        )
    return unless(_referral_out(ctx), Allowed())


def _request_undecided(ctx: Context) -> Refused | None:
    """A late request waits for a person, as long as one of its points can still go on."""
    for stage, names, _ in ctx.case.pending:
        if any(ctx.case.points[name].can_go_on for name in names):
            rule = next(rule for rule in ctx.definition.rights if rule.opens == stage)
            return refuse(Ground.LATENESS_UNDECIDED, ctx.cite(rule.source), stage=stage)
    return None


def _referral_out(ctx: Context) -> Refused | None:
    for point in ctx.case.points.values():
        if point.referral is None or point.referral.state == "closed":
            continue
        channel = ctx.definition.by_id["channels"][point.referral.channel]
        if channel.tracks:
            return refuse(Ground.DUTY_OPEN, ctx.cite(channel.source), point=point.id)
    return None


def close(_ctx: Context, entry: Entry, _data: CaseClosed) -> Answer:
    return Allowed((entry,))


def ready_to_reopen(ctx: Context, _about: str | None) -> Answer:
    return Allowed() if ctx.case.closed_on else refuse(Ground.NOT_CALLED_FOR)


def reopen(_ctx: Context, entry: Entry, data: CaseReopened) -> Answer:
    return Allowed((entry,)) if data.reason.strip() else refuse(Ground.NEEDS_REASON)


def move(ctx: Context, entry: Entry, data: CaseMoved) -> Answer:
    """
    A case moves between versions of its own procedure, with a reason.

    What cannot be the name of a version is refused here. Which versions there are stands in the
    library's files, and the core is handed one definition and reads none: so the desk, which has
    the library, refuses a version that does not exist.
    """
    procedure, _, version = data.to.partition("/")
    if data.to == ctx.definition.reference:
        return refuse(Ground.ALREADY_DONE, LAW, detail=data.to)
    if procedure != ctx.definition.id:
        return refuse(Ground.NOT_IN_PROCEDURE, LAW, detail=data.to)
    if re.fullmatch("[1-9][0-9]*", version) is None:
        return refuse(Ground.UNKNOWN, LAW, detail=data.to)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON, LAW)
    return Allowed((entry,))
