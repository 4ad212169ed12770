"""What every act about a panel asks first: its state, its points, its quorum, whom it ties.

In: a context and a panel. Out: plain answers.
"""

from reconvene.core.casefile.case import Case, PanelState
from reconvene.core.casefile.panels import Quorum, quorum
from reconvene.core.conduct.answer import Allowed, Answer, Ground
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.procedure.panels import Panel

ARE_TIES = frozenset({"line-management", "involved-with-family", "personal-interest"})
"""Bars that no entry shows and somebody only says; found late, they are ties like any other."""


def ready_for_panel(ctx: Context, about: str | None) -> Answer:
    """A panel can be built while live points stand at its stage."""
    panels = [panel for panel in ctx.definition.panels if about in (None, panel.id)]
    if not panels:
        return refuse(Ground.NOT_IN_PROCEDURE if about is None else Ground.UNKNOWN, detail=about)
    if any(points_before(ctx, panel) for panel in panels):
        return Allowed()
    return refuse(Ground.NOT_AT_THIS_STAGE, ctx.cite(panels[0].source), panel=panels[0].id)


def points_before(ctx: Context, panel: Panel) -> tuple[str, ...]:
    """Return the live points at a panel's stage, in the order they were raised; may be empty."""
    stage = ctx.definition.stage_of_panel(panel.id)
    return tuple(point.id for point in ctx.case.points_at(stage.id)) if stage else ()


def state_of(ctx: Context, panel: str) -> PanelState:
    """Return a panel's state; empty before anybody is appointed."""
    return ctx.case.panels.get(panel) or PanelState()


def would_be_quorate(ctx: Context, panel: str, present: tuple[str, ...] | None = None) -> Quorum:
    """Return whether those present (all appointed, where None) would make a quorum, and why not."""
    state = state_of(ctx, panel)
    there = state.appointed if present is None else present
    people = [state.appointed[name] for name in there if name in state.appointed]
    return quorum(ctx.definition.panel(panel), people, ctx.definition)


def found_ties(ctx: Context, bar: str) -> frozenset[str]:
    """
    Return the people to whom a bar applies as far as the record itself tells.

    Management of the case cannot be read from the record; it is declared. Source: SP 5.4.
    """
    return tied_on_record(ctx.case, bar)


def tied_on_record(case: Case, bar: str) -> frozenset[str]:
    """Return the same from the state of a case alone."""
    conference = case.conference
    if bar == "chaired-conference":
        return frozenset({conference.chair.id} if conference.chair else ())
    if bar == "attended-conference":
        return frozenset(person.id for person in conference.attended)
    if bar == "reported-to-conference":
        return frozenset(person.id for person in conference.reported)
    if bar == "adjudicated":
        return frozenset(
            gate.tested_by
            for point in case.points.values()
            for gate in point.gates.values()
            if gate.tested_by
        ) | _took_part(case)
    if bar == "earlier-stage":
        return _took_part(case)
    return frozenset()


def tied_people(case: Case) -> frozenset[str]:
    """Return everybody who was said to have a tie, or left a panel for one; they take no part."""
    left = (one for state in case.panels.values() for one in state.removed)
    return frozenset(case.ties) | {gone.person.id for gone, _, _, bar in left if bar in ARE_TIES}


def _took_part(case: Case) -> frozenset[str]:
    """Everybody who dealt with a stage that is not a panel's."""
    stages = [stage.id for stage in case.definition.stages if stage.form != "panel"]
    return frozenset().union(*(case.took_part.get(stage, set()) for stage in stages))
