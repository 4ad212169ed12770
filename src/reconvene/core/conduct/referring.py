"""When a point goes to another process, and what comes back from there.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.casefile.case import PointState
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.points_now import live_point
from reconvene.core.record.event import Entry
from reconvene.core.record.points import PointReferred, ReferralAnswered


def ready_to_refer(ctx: Context, _about: str | None) -> Answer:
    """A point is handed on where its route, or the stage it stands at, leads out of here."""
    live = ctx.case.live_points()
    if not live:
        return refuse(Ground.POINT_NOT_LIVE)
    if any(_ways_out(ctx, point) for point in live):
        return Allowed()
    route = ctx.definition.route_of(live[0].matter)
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(route.source), point=live[0].id)


def _ways_out(ctx: Context, point: PointState) -> tuple[str, ...]:
    """The channels a point may be handed on to; may be empty."""
    ways = ctx.definition.route_of(point.matter).refers_to
    stage = ctx.definition.stage(point.stage) if point.stage else None
    if stage and stage.form == "handover" and stage.hands_over_to:
        ways += (stage.hands_over_to,)
    return ways


def refer(ctx: Context, entry: Entry, data: PointReferred) -> Answer:
    point = live_point(ctx, data.point)
    if isinstance(point, Refused):
        return point
    if data.channel not in ctx.definition.by_id["channels"]:
        return refuse(Ground.UNKNOWN, detail=data.channel)
    if data.channel in _ways_out(ctx, point):
        return Allowed((entry,))
    route = ctx.definition.route_of(point.matter)
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(route.source), point=point.id)


def ready_for_referral(ctx: Context, _about: str | None) -> Answer:
    out = [p.referral for p in ctx.case.points.values() if p.referral]
    return Allowed() if any(r.state != "closed" for r in out) else refuse(Ground.NOT_CALLED_FOR)


def answer_referral(ctx: Context, entry: Entry, data: ReferralAnswered) -> Answer:
    point = ctx.case.points.get(data.point)
    if point is None or point.referral is None:
        return refuse(Ground.UNKNOWN, detail=data.point)
    if point.referral.state == "closed":
        return refuse(Ground.ALREADY_DONE, point=point.id)
    return Allowed((entry,))
