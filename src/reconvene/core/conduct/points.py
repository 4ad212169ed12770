"""What may be done about a point as it comes and goes: added, moved, withdrawn, settled.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from datetime import date

import msgspec

from reconvene.core.casefile.case import PointState
from reconvene.core.conduct.answer import Allowed, Answer, Fact, Ground, Refused, Warned
from reconvene.core.conduct.context import Context, as_ruled, refuse
from reconvene.core.conduct.opening import point_refusal
from reconvene.core.conduct.points_now import live_point, was_decided_by_panel
from reconvene.core.duties.held import runs_until
from reconvene.core.record.event import Entry
from reconvene.core.record.points import PointAdded, PointRerouted, PointSettled, PointWithdrawn
from reconvene.core.workdays import working_days_between

REROUTABLE = ("live", "referred")
"""A point already handed on may turn out to belong here after all."""


def add(ctx: Context, entry: Entry, data: PointAdded) -> Answer:
    if data.point.id in ctx.case.points:
        return refuse(Ground.ALREADY_DONE, point=data.point.id)
    wrong = point_refusal(ctx, data.point, ctx.case.conference)
    return wrong if wrong is not None else _marked(ctx, entry, data)


def _marked(ctx: Context, entry: Entry, data: PointAdded) -> Allowed:
    """
    A point is marked where it was raised after the last day; it waits only where it is answered here.

    Source: reading R-001.
    """
    on = entry.happened_on
    warned = _warned(ctx, data.point.matter, on)
    is_here = ctx.definition.route_of(data.point.matter).begins is not None
    marked = msgspec.structs.replace(data, is_late=warned is not None)
    whole = msgspec.structs.replace(entry, data=marked)
    return Allowed((whole,), (warned,) if warned and is_here else ())


def _warned(ctx: Context, name: str, raised_on: date) -> Warned | None:
    """Say that a point of a matter came late, with the last day; None where it came in time."""
    lodging = ctx.definition.lodging
    limit = ctx.definition.matter(name).lodging_limit or lodging.limit
    rule = lodging.model_copy(update={"limit": limit})
    counted = runs_until(ctx.case, rule, ctx.lodging.arose, ctx.days, ctx.today, raised_on)
    if counted is None or raised_on <= counted.last_on:
        return None
    days_late = working_days_between(counted.last_on, raised_on, ctx.days.as_known_on(ctx.today))
    facts: dict[str, Fact] = {
        "last_on": counted.last_on.isoformat(),
        "working_days_late": days_late,
    }
    clause = ctx.cite(lodging.source)
    waits = Warned("point-late", clause, facts)
    return as_ruled(lodging, waits, Warned("point-late-taken-on", clause, facts))


def ready_to_reroute(ctx: Context, _about: str | None) -> Answer:
    goes_on = any(point.status in REROUTABLE for point in ctx.case.points.values())
    return Allowed() if goes_on else refuse(Ground.POINT_NOT_LIVE)


def reroute(ctx: Context, entry: Entry, data: PointRerouted) -> Answer:
    point = ctx.case.points.get(data.point)
    if point is None or data.matter not in ctx.definition.by_id["matters"]:
        return refuse(Ground.UNKNOWN, detail=data.point if point is None else data.matter)
    if point.status not in REROUTABLE:
        return refuse(Ground.POINT_NOT_LIVE, point=point.id, status=point.status)
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    is_here = ctx.definition.route_of(data.matter).begins is not None
    warned = _warned(ctx, data.matter, point.raised_on) if point.raised_late and is_here else None
    return Allowed((entry,), (warned,) if warned else ())


def ready_to_withdraw(ctx: Context, _about: str | None) -> Answer:
    goes_on = ctx.case.live_points() or ctx.case.waiting_points()
    return Allowed() if goes_on else refuse(Ground.POINT_NOT_LIVE)


def withdraw(ctx: Context, entry: Entry, data: PointWithdrawn) -> Answer:
    if data.point in {waiting.id for waiting in ctx.case.waiting_points()}:
        return Allowed((entry,))
    point = live_point(ctx, data.point)
    return point if isinstance(point, Refused) else Allowed((entry,))


def ready_to_settle(ctx: Context, _about: str | None) -> Answer:
    """A point is settled by an answer, unless the procedure ends every point with a result."""
    results, live = ctx.definition.results, ctx.case.live_points()
    if not live:
        return refuse(Ground.POINT_NOT_LIVE)
    if results and results.required:
        return refuse(Ground.RESULT_MISSING, ctx.cite(results.source))
    if any(_was_answered(ctx, point) for point in live):
        return Allowed()
    return refuse(Ground.POINT_UNANSWERED, point=live[0].id)


def settle(ctx: Context, entry: Entry, data: PointSettled) -> Answer:
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    if not _was_answered(ctx, point):
        return refuse(Ground.POINT_UNANSWERED, point=point.id)
    return Allowed((entry,))


def _was_answered(ctx: Context, point: PointState) -> bool:
    return bool(point.answers) or was_decided_by_panel(ctx, point)
