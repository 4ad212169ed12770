"""What may be done after the panel, and with the case as a whole.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, unless
from reconvene.core.conduct.called_for import uncalled_for
from reconvene.core.conduct.context import LAW, Context, refuse
from reconvene.core.conduct.points import is_answered
from reconvene.core.duties.anchors import matches
from reconvene.core.procedure.definition import LaterConference
from reconvene.core.procedure.duties import DutyRule
from reconvene.core.record.after import (
    AttendeeBriefed,
    CaseClosed,
    CaseMoved,
    CaseReopened,
    CaseSuspended,
    ChallengeRaised,
    ConcernCommunicated,
    ConferenceArranged,
    ConferenceHeld,
    LimitExtended,
)
from reconvene.core.record.event import Entry


def ready_for_agency(ctx: Context, about: str | None) -> Answer:
    if about is not None and about not in ctx.definition.by_id["agencies"]:
        return refuse(Ground.UNKNOWN, detail=about)
    return Allowed()


def ready_for_concern(ctx: Context, about: str | None) -> Answer:
    """A concern goes to an agency once something in the procedure calls for it."""
    answer = ready_for_agency(ctx, about)
    if not answer:
        return answer
    return unless(uncalled_for(ctx, "concern.communicated", None, agency=about), answer)


def communicate(_ctx: Context, entry: Entry, data: ConcernCommunicated) -> Answer:
    return Allowed((entry,)) if data.text.strip() else refuse(Ground.DETAIL_MISSING, detail="text")


def ready_for_learning(ctx: Context, about: str | None) -> Answer:
    """An agency acknowledges its learning once it has been told of it."""
    answer = ready_for_agency(ctx, about)
    if not answer or ctx.case.matching("concern.communicated", about):
        return answer
    return refuse(Ground.NOT_CALLED_FOR, agency=about)


def _later(ctx: Context, name: str) -> LaterConference | None:
    return ctx.definition.by_id["conferences"].get(name)


def ready_to_arrange(ctx: Context, about: str | None) -> Answer:
    """A later conference is arranged when something in the procedure calls for it."""
    known = [rule for rule in ctx.definition.conferences if about in (None, rule.id)]
    if not known:
        return refuse(Ground.NOT_IN_PROCEDURE if about is None else Ground.UNKNOWN, detail=about)
    for rule in known:
        if rule.called_by is None or any(matches(rule.called_by, h) for h in ctx.case.happenings):
            return Allowed()
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(known[0].source), conference=known[0].id)


def arrange(ctx: Context, entry: Entry, data: ConferenceArranged) -> Answer:
    rule = _later(ctx, data.conference)
    assert rule is not None, "ready_to_arrange has looked it up"
    clause = ctx.cite(rule.source)
    if data.for_on < entry.happened_on:
        return refuse(Ground.DATE_OUT_OF_ORDER, clause, for_on=data.for_on.isoformat())
    if rule.briefing and not data.expected:
        return refuse(Ground.DETAIL_MISSING, ctx.cite(rule.briefing), detail="expected")
    chair = ctx.case.conference.chair
    asked = _asked_chair(ctx)
    if chair and asked == "different" and data.chair.id == chair.id:
        return refuse(Ground.NOT_INDEPENDENT, clause, people=(chair.id,))
    warned: tuple[Warned, ...] = ()
    if chair and asked == "same" and data.chair.id != chair.id:
        warned = (Warned("chair-was-to-stay", clause, {"chair": chair.id}),)
    due_on = ctx.case.conference.review_due_on
    if due_on and data.for_on > due_on:
        warned += (Warned("after-review-due", clause, {"review_due_on": due_on.isoformat()}),)
    return Allowed((entry,), warned)


def _asked_chair(ctx: Context) -> str:
    asked = [
        made.put.details.chair
        for panel in ctx.case.panels.values()
        for made in panel.carried()
        if made.put.details.chair
    ]
    return asked[-1] if asked else ""


def ready_to_brief(ctx: Context, about: str | None) -> Answer:
    """Those expected at a later conference are briefed for it."""
    if about is not None and _later(ctx, about) is None:
        return refuse(Ground.UNKNOWN, detail=about)
    coming = [state for name, state in ctx.case.conferences.items() if about in (None, name)]
    if any(state.expected for state in coming):
        return Allowed()
    return refuse(Ground.NOT_CALLED_FOR, conference=about)


def brief(_ctx: Context, entry: Entry, data: AttendeeBriefed) -> Answer:
    """Anybody can be briefed: who comes to a conference is not always whom it expected."""
    return Allowed((entry,)) if data.person else refuse(Ground.DETAIL_MISSING, detail="person")


def ready_to_hold(ctx: Context, about: str | None) -> Answer:
    """A conference that must be briefed first waits while nobody expected at it has been."""
    if about is None:
        return Allowed() if ctx.definition.conferences else refuse(Ground.NOT_IN_PROCEDURE)
    rule = _later(ctx, about)
    if rule is None:
        return refuse(Ground.UNKNOWN, detail=about)
    state = ctx.case.conferences.get(about)
    if state and state.held_on:
        return refuse(Ground.ALREADY_DONE, ctx.cite(rule.source))
    if rule.called_by and (state is None or state.planned_on is None):
        return refuse(Ground.NOT_CALLED_FOR, ctx.cite(rule.source), conference=about)
    if rule.briefing and state and state.expected and not state.briefed:
        expected = tuple(person.id for person in state.expected)
        return refuse(Ground.NOT_BRIEFED, ctx.cite(rule.briefing), people=expected)
    return Allowed()


def hold_conference(ctx: Context, entry: Entry, data: ConferenceHeld) -> Answer:
    rule = _later(ctx, data.conference)
    assert rule is not None, "ready_to_hold has looked it up"
    state = ctx.case.conferences.get(data.conference)
    if rule.briefing and state:
        there = data.present or tuple(person.id for person in state.expected)
        unbriefed = tuple(name for name in there if name not in state.briefed)
        if unbriefed:
            return refuse(Ground.NOT_BRIEFED, ctx.cite(rule.briefing), people=unbriefed)
    return Allowed((entry,))


def raise_challenge(ctx: Context, entry: Entry, data: ChallengeRaised) -> Answer:
    if data.body not in ctx.definition.by_id["bodies"]:
        return refuse(Ground.UNKNOWN, detail=data.body)
    return Allowed((entry,))


def ready_for_challenge(ctx: Context, about: str | None) -> Answer:
    """A further challenge is decided once it has been raised."""
    raised = ctx.case.challenges if about is None else {about} & set(ctx.case.challenges)
    return Allowed() if raised else refuse(Ground.NOT_CALLED_FOR, detail=about)


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
    if not any(duty.is_open and duty.rule.id == rule.id for duty in ctx.duties):
        return refuse(Ground.NOT_CALLED_FOR, ctx.cite(rule.source), duty=rule.id)
    return None


def extend(_ctx: Context, entry: Entry, data: LimitExtended) -> Answer:
    return Allowed((entry,)) if data.reason.strip() else refuse(Ground.NEEDS_REASON)


def ready_to_close(ctx: Context, _about: str | None) -> Answer:
    """
    A case closes when no point is unanswered or without its result, nothing is owed, no referral
    is still out, and no dated right still runs.
    """
    case, results = ctx.case, ctx.definition.results
    undecided = tuple(point.id for point in case.waiting_points())
    if undecided:
        lodging = ctx.cite(ctx.definition.lodging.source)
        return refuse(Ground.LATENESS_UNDECIDED, lodging, points=undecided)
    waiting = tuple(p.id for p in case.live_points() if not is_answered(ctx, p))
    if waiting:
        return refuse(Ground.POINT_UNANSWERED, points=waiting)
    if results and results.required:
        lacking = tuple(p.id for p in case.live_points() if not p.has_result)
        if lacking:
            return refuse(Ground.RESULT_MISSING, ctx.cite(results.source), points=lacking)
    owed = [duty for duty in ctx.duties if duty.is_open]
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
    if data.to == ctx.definition.reference:
        return refuse(Ground.ALREADY_DONE, LAW, detail=data.to)
    if data.to.partition("/")[0] != ctx.definition.id:
        return refuse(Ground.NOT_IN_PROCEDURE, LAW, detail=data.to)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON, LAW)
    return Allowed((entry,))
