"""Who may sit on a panel, and who leaves it.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from collections.abc import Iterator

from reconvene.core.casefile.case import PanelState
from reconvene.core.casefile.panels import ADVISER, CHAIR, MEMBER, misfit
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, first, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.interests import taking_part
from reconvene.core.conduct.panels import found_ties, state_of
from reconvene.core.procedure.panels import Bar, Fit, Panel
from reconvene.core.record.event import Entry
from reconvene.core.record.panels import (
    DecisionPut,
    PanelistAppointed,
    PanelistRemoved,
    SittingOpened,
)


def appoint(ctx: Context, entry: Entry, data: PanelistAppointed) -> Answer:
    found = stands_against(ctx, state_of(ctx, data.panel), data)
    return unless(next(found, None), Allowed((entry,)))


def stands_against(ctx: Context, state: PanelState, data: PanelistAppointed) -> Iterator[Refused]:
    """
    Yield everything for which somebody cannot take a seat on a panel built so far as `state` says.

    The first is why they are refused. A bar that nobody asked them of, and what the record shows
    of it all the same, are two. Advisers have no vote, so nothing bars them.
    Source: SP 5.2 to 5.4, OX 1b.5, 1b.6.
    """
    rule = ctx.definition.panel(data.panel)
    fit = _fit(rule, data.seat)
    if fit is None:
        yield refuse(Ground.NOT_IN_PROCEDURE, ctx.cite(rule.source), seat=data.seat)
        return
    if data.person.id in state.appointed or _is_taken(state, data.seat):
        yield refuse(Ground.ALREADY_DONE, ctx.cite(rule.source), seat=data.seat)
    if data.seat == ADVISER:
        return
    lacks = misfit(fit[0], data, ctx.definition)
    if lacks:
        yield refuse(Ground.NOT_ELIGIBLE, ctx.cite(fit[1]), lacks=lacks)
    if data.person.role in rule.not_members:
        yield refuse(Ground.BARRED, ctx.cite(rule.source), role=data.person.role)
    for bar in rule.bars:
        yield from _barred(ctx, rule, bar, data)


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


def _barred(ctx: Context, rule: Panel, bar: Bar, data: PanelistAppointed) -> Iterator[Refused]:
    clause = ctx.cite(bar.source)
    if bar.kind not in data.declared:
        yield refuse(Ground.NOT_DECLARED, clause, bar=bar.kind)
    elif data.declared[bar.kind]:
        yield refuse(Ground.BARRED, clause, bar=bar.kind)
    if is_found(ctx, rule, bar, data.person.id):
        yield refuse(Ground.NOT_INDEPENDENT, clause, bar=bar.kind)


def is_found(ctx: Context, rule: Panel, bar: Bar, person: str) -> bool:
    """Tell whether the record itself shows that a bar of a panel applies to somebody."""
    return person in found_ties(ctx, bar.kind) | _found_before(ctx, rule, bar.kind)


def found_since(ctx: Context, rule: Panel, one: PanelistAppointed) -> Refused | None:
    """
    Return what the record shows against somebody who has a seat already, or None.

    It came to light after they were appointed; they are replaced, and cannot sit till then.
    Source: SP 5.4.
    """
    if one.seat == ADVISER:
        return None
    found = (bar for bar in rule.bars if is_found(ctx, rule, bar, one.person.id))
    bar = next(found, None)
    if bar is None:
        return None
    return refuse(Ground.NOT_INDEPENDENT, ctx.cite(bar.source), bar=bar.kind)


def barred_since(ctx: Context, entry: Entry) -> Refused | None:
    """
    Return why an entry that is made now cannot seat, or let vote, who was found barred; or None.

    Asked of what is possible otherwise, and never of what is on record already: what comes to light
    of a sitting that was held is put down, and the panel's page says who has to stand down.
    Source: SP 5.4.
    """
    if not isinstance(entry.data, SittingOpened | DecisionPut):
        return None
    rule, state = ctx.definition.panel(entry.data.panel), state_of(ctx, entry.data.panel)
    there = taking_part(entry.data)
    return first(*(found_since(ctx, rule, state.appointed[name]) for name in there))


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
