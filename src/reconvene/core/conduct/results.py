"""How a point ends: one result of the procedure's list, for each child.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.context import LAW, Context, refuse
from reconvene.core.conduct.points_now import is_answered, live_point
from reconvene.core.record.event import Entry
from reconvene.core.record.points import ResultRecorded


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
    """Return the end results that a panel's decisions call for; may be empty."""
    return tuple(
        result
        for panel in ctx.case.panels.values()
        for made in panel.standing()
        if made.put.point == point and (not child or made.put.child in ("", child))
        if (result := ctx.definition.decision(made.put.decision).result)
    )
