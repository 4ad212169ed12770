"""Who may sit on a panel, when it may decide, and what it may decide.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.casefile.case import PanelState, Sitting
from reconvene.core.casefile.panels import (
    ADVISER,
    CHAIR,
    MEMBER,
    Quorum,
    is_decided,
    misfit,
    quorum,
    votes,
)
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, first, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.papers import paper_refusal
from reconvene.core.conduct.points import live_point
from reconvene.core.procedure.panels import Decision, Fit, Panel
from reconvene.core.record.event import Entry
from reconvene.core.record.panels import (
    DecisionPut,
    PanelistAppointed,
    PanelistRemoved,
    SittingBooked,
    SittingOpened,
)


def ready_for_panel(ctx: Context, about: str | None) -> Answer:
    """A panel can be built while live points stand at its stage."""
    panels = [panel for panel in ctx.definition.panels if about in (None, panel.id)]
    if not panels:
        return refuse(Ground.NOT_IN_PROCEDURE if about is None else Ground.UNKNOWN, detail=about)
    if any(_points(ctx, panel) for panel in panels):
        return Allowed()
    return refuse(Ground.NOT_AT_THIS_STAGE, ctx.cite(panels[0].source), panel=panels[0].id)


def _points(ctx: Context, panel: Panel) -> tuple[str, ...]:
    stage = ctx.definition.stage_of_panel(panel.id)
    return tuple(point.id for point in ctx.case.points_at(stage.id)) if stage else ()


def state_of(ctx: Context, panel: str) -> PanelState:
    """Return a panel's state; empty before anybody is appointed."""
    return ctx.case.panels.get(panel) or PanelState()


def appoint(ctx: Context, entry: Entry, data: PanelistAppointed) -> Answer:
    rule = ctx.definition.panel(data.panel)
    state = state_of(ctx, data.panel)
    fit = _fit(rule, data.seat)
    if fit is None:
        return refuse(Ground.NOT_IN_PROCEDURE, ctx.cite(rule.source), seat=data.seat)
    if data.person.id in state.appointed or _is_taken(state, data.seat):
        return refuse(Ground.ALREADY_DONE, ctx.cite(rule.source), seat=data.seat)
    lacks = misfit(fit[0], data, ctx.definition) if data.seat != ADVISER else None
    if lacks:
        return refuse(Ground.NOT_ELIGIBLE, ctx.cite(fit[1]), lacks=lacks)
    if data.person.role in rule.not_members and data.seat != ADVISER:
        return refuse(Ground.BARRED, ctx.cite(rule.source), role=data.person.role)
    if data.seat == ADVISER:
        return Allowed((entry,))
    return unless(_bar_refusal(ctx, rule, data), Allowed((entry,)))


def _fit(rule: Panel, seat: str) -> tuple[Fit, tuple[str, ...]] | None:
    """What somebody must be for a seat, and its clause; None where the panel has no such seat."""
    if seat == CHAIR:
        return (rule.chair.fit, rule.chair.source) if rule.chair else None
    if seat == MEMBER:
        return (rule.members.fit, rule.members.source) if rule.members else None
    if seat == ADVISER:
        return (Fit(), rule.advisers) if rule.advisers else None
    return next(((one.fit, one.source) for one in rule.seats if one.id == seat), None)


def _is_taken(state: PanelState, seat: str) -> bool:
    return seat not in (MEMBER, ADVISER) and any(
        one.seat == seat for one in state.appointed.values()
    )


def _bar_refusal(ctx: Context, rule: Panel, data: PanelistAppointed) -> Refused | None:
    for bar in rule.bars:
        clause = ctx.cite(bar.source)
        if bar.kind not in data.declared:
            return refuse(Ground.NOT_DECLARED, clause, bar=bar.kind)
        if data.declared[bar.kind]:
            return refuse(Ground.BARRED, clause, bar=bar.kind)
        if data.person.id in found_ties(ctx, bar.kind):
            return refuse(Ground.NOT_INDEPENDENT, clause, bar=bar.kind)
    return None


def found_ties(ctx: Context, bar: str) -> frozenset[str]:
    """
    Return the people to whom a bar applies as far as the record itself tells.

    Management of the case cannot be read from the record; it is declared. Source: SP 5.4.
    """
    conference = ctx.case.conference
    if bar == "chaired-conference":
        return frozenset({conference.chair.id} if conference.chair else ())
    if bar == "attended-conference":
        return frozenset(person.id for person in conference.attended)
    if bar == "reported-to-conference":
        return frozenset(person.id for person in conference.reported)
    if bar == "adjudicated":
        return frozenset(
            gate.tested_by
            for point in ctx.case.points.values()
            for gate in point.gates.values()
            if gate.tested_by
        ) | _took_part(ctx)
    if bar == "earlier-stage":
        return _took_part(ctx)
    return frozenset()


def _took_part(ctx: Context) -> frozenset[str]:
    """Everybody who dealt with a stage that is not a panel's."""
    stages = [stage.id for stage in ctx.definition.stages if stage.form != "panel"]
    return frozenset().union(*(ctx.case.took_part.get(stage, set()) for stage in stages))


def ready_to_remove(ctx: Context, about: str | None) -> Answer:
    built = [panel for name, panel in ctx.case.panels.items() if about in (None, name)]
    if any(panel.appointed for panel in built):
        return Allowed()
    return refuse(Ground.NOT_CALLED_FOR, panel=about)


def remove(ctx: Context, entry: Entry, data: PanelistRemoved) -> Answer:
    if data.person not in state_of(ctx, data.panel).appointed:
        return refuse(Ground.UNKNOWN, detail=data.person)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    return Allowed((entry,))


def book(_ctx: Context, entry: Entry, data: SittingBooked) -> Answer:
    if data.for_on < entry.happened_on:
        return refuse(Ground.DATE_OUT_OF_ORDER, for_on=data.for_on.isoformat())
    return Allowed((entry,))


def would_be_quorate(ctx: Context, panel: str, present: tuple[str, ...] | None = None) -> Quorum:
    """Return whether those present (all appointed, where None) would make a quorum, and why not."""
    state = state_of(ctx, panel)
    there = state.appointed if present is None else present
    people = [state.appointed[name] for name in there if name in state.appointed]
    return quorum(ctx.definition.panel(panel), people, ctx.definition)


def ready_to_sit(ctx: Context, about: str | None) -> Answer:
    """A panel sits while points wait for it, one sitting at a time, until it has concluded."""
    answer = ready_for_panel(ctx, about)
    if not answer:
        return answer
    waiting = [panel for panel in ctx.definition.panels if about in (None, panel.id)]
    refusals = [_sitting_refusal(ctx, panel) for panel in waiting]
    return Allowed() if None in refusals else unless(refusals[0], Allowed())


def _sitting_refusal(ctx: Context, panel: Panel) -> Refused | None:
    state = state_of(ctx, panel.id)
    if state.open_sitting:
        return refuse(Ground.ALREADY_OPEN, ctx.cite(panel.source))
    if state.is_concluded:
        return refuse(Ground.ALREADY_DONE, ctx.cite(panel.source))
    return None


def open_sitting(ctx: Context, entry: Entry, data: SittingOpened) -> Answer:
    rule = ctx.definition.panel(data.panel)
    state = state_of(ctx, data.panel)
    if len(set(data.present)) != len(data.present):
        return refuse(Ground.CONTRADICTS, ctx.cite(rule.quorum.source), detail="present")
    strangers = [name for name in data.present if name not in state.appointed]
    if strangers:
        return refuse(Ground.NOT_ELIGIBLE, ctx.cite(rule.source), person=strangers[0])
    if rule.minute_taker and data.minute_taker is None:
        return refuse(Ground.NOT_PRESENT, ctx.cite(rule.minute_taker), roles=("minute-taker",))
    wrong = paper_refusal(ctx, rule.papers, data.considered, data.papers_missing)
    if wrong is not None:
        return wrong
    found = would_be_quorate(ctx, data.panel, data.present)
    clause = ctx.cite(rule.quorum.source)
    warned = tuple(Warned(code, clause) for code in found.warnings)
    if not found.is_quorate:
        warned += (Warned("not-quorate", clause, {"missing": found.missing}),)
    return Allowed((entry,), warned)


def ready_for_sitting(ctx: Context, about: str | None) -> Answer:
    """Decisions are put, and a sitting closed, only while one is open."""
    states = [s for name, s in ctx.case.panels.items() if about in (None, name)]
    if any(state.open_sitting for state in states):
        return Allowed()
    return refuse(Ground.SITTING_NOT_OPEN, panel=about)


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
    if about and ctx.definition.decision(about).per == "point" and not _points(ctx, panel):
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
        return None
    if not data.point:
        return refuse(Ground.DETAIL_MISSING, clause, detail="point")
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    if point.id not in _points(ctx, rule):
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
    """A decision already carried at this sitting, for the same point and child, rules this out."""
    state = state_of(ctx, data.panel)
    for made in state.carried():
        same_child = not made.put.child or not data.child or made.put.child == data.child
        same_agency = decision.per != "agency" or made.put.details.agency == data.details.agency
        if (
            made.sitting != len(state.sittings)
            or made.tainted_by
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


def _exclude_each_other(one: Decision, other: Decision) -> bool:
    if one.id in other.excludes or other.id in one.excludes:
        return True
    return (one.adjourns and other.is_final) or (other.adjourns and one.is_final)


def ready_to_rise(ctx: Context, about: str | None) -> Answer:
    """A sitting ends once every point before it is decided or put off; one without quorum may end."""
    answer = ready_for_sitting(ctx, about)
    if not answer:
        return answer
    for panel in ctx.definition.panels:
        if about in (None, panel.id) and not _waiting(ctx, panel):
            return Allowed()
    rule = next(panel for panel in ctx.definition.panels if about in (None, panel.id))
    return refuse(Ground.POINT_UNANSWERED, ctx.cite(rule.source), points=_waiting(ctx, rule))


def _waiting(ctx: Context, rule: Panel) -> tuple[str, ...]:
    """The points a quorate sitting has still to decide or to put off."""
    state = state_of(ctx, rule.id)
    sitting = state.open_sitting
    if sitting is None or not sitting.is_quorate:
        return ()
    now = len(state.sittings)
    return tuple(
        name
        for name in _points(ctx, rule)
        if not is_decided(state, ctx.case.points[name], ctx.definition, sitting=now)
    )
