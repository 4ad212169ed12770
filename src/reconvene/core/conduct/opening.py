"""Whether a complaint may be recorded, and what is settled about it first.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from datetime import UTC, datetime, time

import msgspec

from reconvene.core.casefile.case import RECONVENED_CHAIR_ROLE
from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.after import same_chair_refusal
from reconvene.core.conduct.answer import (
    Allowed,
    Answer,
    Fact,
    Ground,
    Refused,
    Warned,
    first,
    unless,
)
from reconvene.core.conduct.context import Context, as_ruled, needs_standing, refuse
from reconvene.core.duties.held import lodging_limit
from reconvene.core.procedure.people import Ground as GroundOfAppeal
from reconvene.core.record.event import Entry, Event
from reconvene.core.record.opening import (
    ComplaintConfirmed,
    ComplaintReceived,
    DateNoted,
    LatenessDecided,
    RoleAssigned,
    StandingDecided,
    SupporterEnded,
)
from reconvene.core.record.payload import Conference, Person, Point
from reconvene.core.workdays import working_days_between


def receive(ctx: Context, entry: Entry, data: ComplaintReceived) -> Answer:
    definition = ctx.definition
    if data.procedure != definition.reference:
        return refuse(Ground.NOT_IN_PROCEDURE, expected=definition.reference)
    if data.complainant.capacity not in definition.by_id["complainants"]:
        return refuse(
            Ground.NOT_ELIGIBLE,
            ctx.cite(definition.complainants[0].source),
            capacity=data.complainant.capacity,
        )
    lodged_on = min(data.first_contact_on or entry.happened_on, entry.happened_on)
    if lodged_on < data.conference.held_on:
        return refuse(Ground.DATE_OUT_OF_ORDER, held_on=data.conference.held_on.isoformat())
    if not data.points:
        return refuse(Ground.DETAIL_MISSING, detail="points")
    children = [child.id for child in data.conference.children]
    if len(set(children)) != len(children):
        return refuse(Ground.CONTRADICTS, detail="children")
    names = [point.id for point in data.points]
    if len(set(names)) != len(names):
        return refuse(Ground.CONTRADICTS, detail="points")
    for point in data.points:
        wrong = point_refusal(ctx, point, data.conference)
        if wrong is not None:
            return wrong
    return Allowed((entry,), _lateness_warning(ctx, entry))


def _lateness_warning(ctx: Context, entry: Entry) -> tuple[Warned, ...]:
    """Say that a complaint would be late, with the last day and by how many working days."""
    first = Event(
        number=1,
        kind=entry.kind,
        happened_on=entry.happened_on,
        data=entry.data,
        recorded_at=datetime.combine(entry.happened_on, time(12), tzinfo=UTC),
        actor="",
        role="",
    )
    case = fold(ctx.definition, [first])
    right = lodging_limit(case, ctx.days, ctx.today)
    if right.status != "used late" or right.last_on is None or right.used_on is None:
        return ()
    late = working_days_between(right.last_on, right.used_on, ctx.days.as_known_on(ctx.today))
    facts: dict[str, Fact] = {"last_on": right.last_on.isoformat(), "working_days_late": late}
    clause = ctx.cite(right.rule.source)
    waits = Warned("complaint-late", clause, facts)
    return (as_ruled(right.rule, waits, Warned("complaint-late-taken-on", clause, facts)),)


def point_refusal(ctx: Context, point: Point, conference: Conference) -> Refused | None:
    """Return why a point cannot be taken up as it stands: its matter, ground or children."""
    definition = ctx.definition
    if point.matter not in definition.by_id["matters"]:
        return refuse(Ground.UNKNOWN, detail=point.matter, point=point.id)
    matter = definition.matter(point.matter)
    strangers = set(point.children) - {child.id for child in conference.children}
    if strangers:
        return refuse(Ground.UNKNOWN, detail=min(strangers), point=point.id)
    if not point.ground:
        if matter.needs_ground:
            return refuse(
                Ground.DETAIL_MISSING, ctx.cite(matter.source), detail="ground", point=point.id
            )
        return None
    if point.ground not in matter.grounds:
        return refuse(
            Ground.NOT_IN_PROCEDURE, ctx.cite(matter.source), detail=point.ground, point=point.id
        )
    ground: GroundOfAppeal = definition.by_id["grounds"][point.ground]
    if not is_offered(ground, conference, point.children):
        return refuse(
            Ground.NOT_IN_PROCEDURE, ctx.cite(ground.source), detail=ground.id, point=point.id
        )
    for asked in ground.asks:
        if not getattr(point, asked).strip():
            return refuse(
                Ground.DETAIL_MISSING, ctx.cite(ground.source), detail=asked, point=point.id
            )
    return None


def is_offered(ground: GroundOfAppeal, conference: Conference, children: tuple[str, ...]) -> bool:
    """Tell whether a ground fits the conference and what it decided for these children."""
    if ground.conferences and conference.kind not in ground.conferences:
        return False
    if not ground.decisions:
        return True
    decided = {
        child.decision
        for child in conference.children
        if (not children or child.id in children) and child.decision
    }
    return not decided or bool(decided & set(ground.decisions))


def ready_to_confirm(ctx: Context, _about: str | None) -> Answer:
    if ctx.case.is_in_writing:
        return refuse(Ground.ALREADY_DONE)
    return Allowed()


def confirm(_ctx: Context, entry: Entry, data: ComplaintConfirmed) -> Answer:
    if not data.confirmed_by.strip():
        return refuse(Ground.DETAIL_MISSING, detail="confirmed_by")
    return Allowed((entry,))


def ready_for_standing(ctx: Context, _about: str | None) -> Answer:
    if not needs_standing(ctx):
        return refuse(Ground.NOT_CALLED_FOR)
    if ctx.case.standing is not None:
        return refuse(Ground.ALREADY_DONE)
    return Allowed()


def decide_standing(ctx: Context, entry: Entry, data: StandingDecided) -> Answer:
    assert ctx.case.received is not None, "asked only of a case that has begun"
    rule = ctx.definition.by_id["complainants"][ctx.case.received.complainant.capacity]
    clause = ctx.cite(rule.source)
    wrong = first(
        _not_theirs(data.decided_by, rule.judged_by, clause),
        _unreasoned(data.reasons, clause),
        _too_young(ctx, clause) if data.accepted and rule.needs == "age" else None,
    )
    return unless(wrong, Allowed((entry,)))


def _too_young(ctx: Context, clause: str) -> Refused | None:
    """A fixed age leaves nobody a choice, once the age is known."""
    received = ctx.case.received
    if received is None or received.complainant.born_on is None:
        return None
    return refuse(Ground.NOT_ELIGIBLE, clause, capacity=received.complainant.capacity)


def ready_for_lateness(ctx: Context, about: str | None) -> Answer:
    """A decision on lateness is called for only where something came late and waits for it."""
    if about is not None and about not in ctx.definition.by_id["rights"]:
        return refuse(Ground.UNKNOWN, detail=about)
    waiting = late_rights(ctx)
    if about is None or about in waiting:
        return Allowed() if waiting else refuse(Ground.NOT_CALLED_FOR)
    done = about in ctx.case.lateness
    return refuse(Ground.ALREADY_DONE if done else Ground.NOT_CALLED_FOR)


def late_rights(ctx: Context) -> tuple[str, ...]:
    """Return the ids of rights used late that wait for a person's decision."""
    waits = is_undecided(ctx) or ctx.case.waiting_points()
    waiting = {stage for stage, _, _ in ctx.case.pending}
    found = [rule.id for rule in ctx.definition.rights if rule.opens in waiting]
    return (ctx.definition.lodging.id, *found) if waits else tuple(found)


def is_undecided(ctx: Context) -> bool:
    """Tell whether the complaint as a whole came late and nobody has decided on that."""
    lodging = ctx.definition.lodging
    is_late = ctx.lodging.status == "used late" and lodging.late.rule != "accept"
    return is_late and lodging.id not in ctx.case.lateness


def decide_lateness(ctx: Context, entry: Entry, data: LatenessDecided) -> Answer:
    rule = ctx.definition.right(data.right)
    clause = ctx.cite(rule.late.source)
    wrong = first(
        _not_theirs(data.decided_by, rule.late.decided_by, clause),
        _unreasoned(data.reasons, clause),
    )
    if wrong is not None:
        return wrong
    if rule.late.rule == "with excuse" and data.accepted and data.excuse not in rule.late.excuses:
        return refuse(Ground.DETAIL_MISSING, clause, detail="excuse", among=rule.late.excuses)
    is_lodging = rule.id == ctx.definition.lodging.id
    if is_lodging and is_undecided(ctx):
        last_on = ctx.lodging.last_on.isoformat() if ctx.lodging.last_on else None
        on_the_whole_first = refuse(Ground.LATENESS_UNDECIDED, clause, last_on=last_on)
        return on_the_whole_first if data.points else Allowed((entry,))
    return _decide_points(ctx, entry, data, clause, is_lodging=is_lodging)


def _decide_points(
    ctx: Context, entry: Entry, data: LatenessDecided, clause: str, *, is_lodging: bool
) -> Answer:
    """Only points raised late on a complaint that goes on are decided on one by one."""
    waiting = tuple(point.id for point in ctx.case.waiting_points()) if is_lodging else ()
    strangers = [name for name in data.points if name not in waiting]
    if strangers:
        return refuse(Ground.NOT_CALLED_FOR, clause, not_waiting=strangers[0])
    whole = msgspec.structs.replace(data, points=data.points or waiting)
    return Allowed((msgspec.structs.replace(entry, data=whole),))


def _not_theirs(who: Person, roles: tuple[str, ...], clause: str) -> Refused | None:
    if roles and who.role not in roles:
        return refuse(Ground.NOT_THEIRS_TO_DECIDE, clause, roles=roles)
    return None


def _unreasoned(reasons: str, clause: str) -> Refused | None:
    return None if reasons.strip() else refuse(Ground.NEEDS_REASON, clause)


def ready_to_end_supporter(ctx: Context, _about: str | None) -> Answer:
    return Allowed() if ctx.case.supporters else refuse(Ground.NOT_CALLED_FOR)


def end_supporter(ctx: Context, entry: Entry, data: SupporterEnded) -> Answer:
    if data.name not in ctx.case.supporters:
        return refuse(Ground.UNKNOWN, detail=data.name)
    return Allowed((entry,))


def assign_role(ctx: Context, entry: Entry, data: RoleAssigned) -> Answer:
    if data.role not in ctx.definition.by_id["roles"]:
        return refuse(Ground.UNKNOWN, detail=data.role)
    if data.role != RECONVENED_CHAIR_ROLE:
        return Allowed((entry,))
    refusals = (
        same_chair_refusal(ctx, rule, data.person.id) for rule in ctx.definition.conferences
    )
    return unless(first(*refusals), Allowed((entry,)))


def note_date(ctx: Context, entry: Entry, data: DateNoted) -> Answer:
    if data.date not in ctx.definition.by_id["dates"]:
        return refuse(Ground.UNKNOWN, detail=data.date)
    return Allowed((entry,))
