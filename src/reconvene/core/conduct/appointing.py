"""Who may sit on a panel, and who leaves it.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.casefile.case import PanelState
from reconvene.core.casefile.panels import ADVISER, CHAIR, MEMBER, misfit
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.panels import found_ties, state_of
from reconvene.core.procedure.panels import Fit, Panel
from reconvene.core.record.event import Entry
from reconvene.core.record.panels import PanelistAppointed, PanelistRemoved


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
        if data.person.id in found_ties(ctx, bar.kind) | _found_before(ctx, rule, bar.kind):
            return refuse(Ground.NOT_INDEPENDENT, clause, bar=bar.kind)
    return None


def _found_before(ctx: Context, rule: Panel, bar: str) -> frozenset[str]:
    """Return the people who had to leave this panel because a bar was found to apply to them."""
    left = state_of(ctx, rule.id).removed
    return frozenset(gone.person.id for gone, _on, _reason, found in left if found == bar)


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
