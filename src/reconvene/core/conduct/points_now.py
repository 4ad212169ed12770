"""How a point stands: whether it goes on, and whether it has its answer where it is.

In: a context, a point. Out: the point, yes or no, or why it is not there to act on.
"""

from reconvene.core.casefile.case import PointState
from reconvene.core.casefile.panels import is_decided
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import Context, refuse


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


def is_answered(ctx: Context, point: PointState) -> bool:
    """
    Tell whether a point has its answer at the stage where it stands.

    At a gate the answer is whole once the criteria are tested and, where met, the way is decided.
    """
    if point.stage is None:
        return False
    if ctx.definition.stage(point.stage).form == "panel":
        return was_decided_by_panel(ctx, point)
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


def was_decided_by_panel(ctx: Context, point: PointState) -> bool:
    """Tell whether a panel has decided on a point for every child, and has finished sitting."""
    return any(
        panel.is_concluded and is_decided(panel, point, ctx.definition)
        for panel in ctx.case.panels.values()
    )
