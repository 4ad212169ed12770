"""What a panel that sits may decide, and by whose votes.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.casefile.case import Made, Sitting
from reconvene.core.casefile.panels import votes
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, first, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.panels import points_before, state_of, would_be_quorate
from reconvene.core.conduct.points_now import live_point
from reconvene.core.conduct.sitting import ready_for_sitting
from reconvene.core.procedure.panels import Decision, Panel
from reconvene.core.record.event import Entry
from reconvene.core.record.panels import DecisionPut


def ready_for_decision(ctx: Context, about: str | None) -> Answer:
    """
    Only what the procedure lists can be put; least of all can a conference decision be reversed.

    Source: SP 5.9, 5.10.
    """
    if about is not None and about not in ctx.definition.by_id["decisions"]:
        panel = next(iter(ctx.definition.panels), None)
        clause = ctx.cite(panel.powerless_to) if panel else "law"
        return refuse(Ground.CANNOT_CHANGE_DECISION, clause, decision=about)
    answer = ready_for_sitting(ctx, None)
    if not answer:
        return answer
    deciding = [panel for panel in ctx.definition.panels if _can_make(panel, about)]
    refusals = [_deciding_refusal(ctx, panel, about) for panel in deciding]
    return Allowed() if None in refusals else unless(first(*refusals), Allowed())


def _can_make(panel: Panel, decision: str | None) -> bool:
    return decision is None or decision in {each.id for each in panel.decisions}


def _deciding_refusal(ctx: Context, panel: Panel, about: str | None) -> Refused | None:
    """Return why a panel cannot decide now: not sitting, no quorum, or no point before it."""
    sitting = state_of(ctx, panel.id).open_sitting
    if sitting is None:
        return refuse(Ground.SITTING_NOT_OPEN, ctx.cite(panel.source))
    found = would_be_quorate(ctx, panel.id, sitting.present)
    if not sitting.is_quorate or not found.is_quorate:
        return refuse(Ground.NOT_QUORATE, ctx.cite(panel.quorum.source), missing=found.missing)
    if about and ctx.definition.decision(about).per == "point" and not points_before(ctx, panel):
        clause = ctx.cite(ctx.definition.decision(about).source)
        return refuse(Ground.NOT_AT_THIS_STAGE, clause, panel=panel.id)
    return None


def put_decision(ctx: Context, entry: Entry, data: DecisionPut) -> Answer:
    if data.panel not in ctx.definition.by_id["panels"]:
        return refuse(Ground.UNKNOWN, detail=data.panel)
    rule = ctx.definition.panel(data.panel)
    decision = next((d for d in rule.decisions if d.id == data.decision), None)
    if decision is None:
        return refuse(Ground.NOT_IN_PROCEDURE, ctx.cite(rule.source), decision=data.decision)
    sitting = state_of(ctx, data.panel).open_sitting
    if sitting is None:
        return refuse(Ground.SITTING_NOT_OPEN, ctx.cite(rule.source))
    wrong = first(
        _vote_refusal(ctx, rule, sitting, data),
        _scope_refusal(ctx, rule, decision, data),
        _detail_refusal(ctx, decision, entry, data),
        _contradiction(ctx, rule, decision, data),
    )
    return unless(wrong, Allowed((entry,)))


def _vote_refusal(ctx: Context, rule: Panel, sitting: Sitting, data: DecisionPut) -> Refused | None:
    voting = (*data.votes_for, *data.against, *data.abstained)
    appointed = state_of(ctx, data.panel).appointed
    clause = ctx.cite(rule.vote.source)
    if len(set(voting)) != len(voting):
        return refuse(Ground.CONTRADICTS, clause, detail="votes")
    for name in voting:
        if name not in sitting.present or name not in appointed:
            return refuse(Ground.NOT_PRESENT, clause, people=(name,))
        if not votes(appointed[name], rule):
            return refuse(Ground.NOT_ELIGIBLE, clause, person=name)
    here = voting + tuple(
        name for name in sitting.present if name in appointed and not votes(appointed[name], rule)
    )
    found = would_be_quorate(ctx, data.panel, here)
    if not found.is_quorate:
        return refuse(Ground.NOT_QUORATE, ctx.cite(rule.quorum.source), missing=found.missing)
    return _outsider_refusal(ctx, rule, data)


def _outsider_refusal(ctx: Context, rule: Panel, data: DecisionPut) -> Refused | None:
    """Somebody is in the room who must not be there while the panel decides."""
    bound = {ctx.case.roles[r].id for r in rule.absent_while_deciding if r in ctx.case.roles}
    present = tuple(
        person.id
        for person in data.others_present
        if person.role in rule.absent_while_deciding or person.id in bound
    )
    if present:
        return refuse(Ground.NOT_INDEPENDENT, ctx.cite(rule.source), people=present)
    return None


def _scope_refusal(
    ctx: Context, rule: Panel, decision: Decision, data: DecisionPut
) -> Refused | None:
    clause = ctx.cite(decision.source)
    if decision.per != "point":
        return refuse(Ground.CONTRADICTS, clause, detail="child") if data.child else None
    if not data.point:
        return refuse(Ground.DETAIL_MISSING, clause, detail="point")
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    if point.id not in points_before(ctx, rule):
        return refuse(Ground.NOT_AT_THIS_STAGE, clause, point=point.id)
    if data.child and data.child not in point.children:
        return refuse(Ground.UNKNOWN, detail=data.child)
    tag = ctx.definition.matter(point.matter).tag
    if decision.tags and tag not in decision.tags:
        return refuse(Ground.NOT_IN_PROCEDURE, clause, point=point.id, tag=tag)
    return None


def _detail_refusal(
    ctx: Context, decision: Decision, entry: Entry, data: DecisionPut
) -> Refused | None:
    clause = ctx.cite(decision.source)
    missing = tuple(need for need in decision.needs if not getattr(data.details, need))
    if missing:
        return refuse(Ground.DETAIL_MISSING, clause, detail=missing[0], details=missing)
    further_on = data.details.further_on
    if further_on and further_on <= entry.happened_on:
        return refuse(Ground.DATE_OUT_OF_ORDER, clause, further_on=further_on.isoformat())
    return None


def _contradiction(
    ctx: Context, rule: Panel, decision: Decision, data: DecisionPut
) -> Refused | None:
    """
    A decision that stands, for the same point and child, rules this out.

    What an earlier sitting put off rules nothing out. Of what no point is decided by (learning for
    an agency), only what was carried at this sitting counts.
    """
    state = state_of(ctx, data.panel)
    for made in state.standing():
        same_child = not made.put.child or not data.child or made.put.child == data.child
        same_agency = decision.per != "agency" or made.put.details.agency == data.details.agency
        if (
            (made.sitting != len(state.sittings) and not _is_final(ctx, made))
            or made.put.point != data.point
            or not same_child
            or not same_agency
        ):
            continue
        other = ctx.definition.decision(made.put.decision)
        if other.id == decision.id:
            return refuse(Ground.ALREADY_DONE, ctx.cite(decision.source))
        if _exclude_each_other(decision, other):
            return refuse(Ground.CONTRADICTS, ctx.cite(decision.source), other=other.id)
    return None


def _is_final(ctx: Context, made: Made) -> bool:
    return ctx.definition.decision(made.put.decision).is_final


def _exclude_each_other(one: Decision, other: Decision) -> bool:
    if one.id in other.excludes or other.id in one.excludes:
        return True
    return (one.adjourns and other.is_final) or (other.adjourns and one.is_final)
