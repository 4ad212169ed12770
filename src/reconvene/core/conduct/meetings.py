"""When a meeting may be offered, called off or recorded as held, and who must be there.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

import re

from reconvene.core.casefile.case import CHAIR_ROLE, COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, first, unless
from reconvene.core.conduct.answering import independence
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.papers import paper_refusal
from reconvene.core.procedure.stages import Meeting
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import (
    MeetingCancelled,
    MeetingDeclined,
    MeetingHeld,
    MeetingOffered,
)
from reconvene.core.record.payload import Person


def ready_for_meeting(ctx: Context, about: str | None) -> Answer:
    """A meeting can be offered or held while live points are at its stage."""
    if about is None:
        meetings = ctx.definition.by_id["meetings"]
        ready = [name for name in meetings if ready_for_meeting(ctx, name)]
        return Allowed() if ready else refuse(Ground.NOT_AT_THIS_STAGE)
    if about not in ctx.definition.by_id["meetings"]:
        return refuse(Ground.UNKNOWN, detail=about)
    stage = ctx.definition.stage_of_meeting(about)
    if not ctx.case.points_at(stage.id):
        return refuse(Ground.NOT_AT_THIS_STAGE, ctx.cite(stage.source), stage=stage.id)
    return Allowed()


def offer_meeting(ctx: Context, entry: Entry, data: MeetingOffered) -> Answer:
    if data.for_on < entry.happened_on:
        return refuse(Ground.DATE_OUT_OF_ORDER, for_on=data.for_on.isoformat())
    if data.at and not _is_hour(data.at):
        return refuse(Ground.DETAIL_MISSING, detail="at")
    late = [
        Warned(
            "after-last-day",
            ctx.cite(duty.rule.source),
            {"duty": duty.rule.label, "last_on": duty.last_on.isoformat()},
        )
        for duty in ctx.duties
        if duty.is_open
        and duty.last_on
        and data.for_on > duty.last_on
        and any(
            ref.kind == "meeting.held" and ref.about == data.meeting for ref in duty.rule.met_by
        )
    ]
    return Allowed((entry,), tuple(late))


def _is_hour(text: str) -> bool:
    """Tell whether a text is an hour of the day, such as "14:30"."""
    return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) is not None


def ready_for_planned(ctx: Context, about: str | None) -> Answer:
    """A date can be declined or called off only where one is planned."""
    planned = [name for name, state in ctx.case.meetings.items() if state.planned_on]
    if about in planned or (about is None and planned):
        return Allowed()
    return refuse(Ground.NOT_CALLED_FOR, meeting=about)


def decline_meeting(ctx: Context, entry: Entry, data: MeetingDeclined) -> Answer:
    return unless(_before_any_offer(ctx, entry, data.meeting), Allowed((entry,)))


def cancel_meeting(ctx: Context, entry: Entry, data: MeetingCancelled) -> Answer:
    if not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    return unless(_before_any_offer(ctx, entry, data.meeting), Allowed((entry,)))


def _before_any_offer(ctx: Context, entry: Entry, meeting: str) -> Refused | None:
    """Refuse a day on which nothing had been offered yet that could be declined or called off."""
    first_on = ctx.case.meetings[meeting].offers[0].on
    if entry.happened_on >= first_on:
        return None
    return refuse(
        Ground.DATE_OUT_OF_ORDER,
        happened_on=entry.happened_on.isoformat(),
        offered_on=first_on.isoformat(),
    )


def hold_meeting(ctx: Context, entry: Entry, data: MeetingHeld) -> Answer:
    meeting = ctx.definition.meeting(data.meeting)
    stage = ctx.definition.stage_of_meeting(data.meeting)
    wrong = first(
        _complainant_away(ctx, meeting, data),
        _somebody_away(ctx, meeting, data),
        _somebody_barred(ctx, meeting, data),
        paper_refusal(ctx, meeting.papers, data.considered, data.papers_missing),
    )
    if wrong is not None:
        return wrong
    staff = {p.id for p in data.present if p.role in _deciding(meeting, data.present)}
    warned, wrong = independence(ctx, stage, staff)
    return unless(wrong, Allowed((entry,), warned))


def _deciding(meeting: Meeting, present: tuple[Person, ...]) -> set[str]:
    """The roles that deal with the matter at a meeting: those its rules expect."""
    expected = {role for rule in meeting.attended_by for role in (*rule.all, *rule.any)}
    return expected or {person.role for person in present} - {COMPLAINANT_ROLE}


def _complainant_away(ctx: Context, meeting: Meeting, data: MeetingHeld) -> Refused | None:
    is_there = any(person.role == COMPLAINANT_ROLE for person in data.present)
    if is_there or data.without_complainant.strip():
        return None
    return refuse(Ground.NOT_PRESENT, ctx.cite(meeting.source), roles=(COMPLAINANT_ROLE,))


def _somebody_away(ctx: Context, meeting: Meeting, data: MeetingHeld) -> Refused | None:
    there = {person.role for person in data.present}
    excused = {absence.what for absence in data.absent if absence.reason.strip()}
    for rule in meeting.attended_by:
        here = there | (excused if rule.reason_excuses else set())
        missing = tuple(role for role in rule.all if role not in here)
        if rule.any and not set(rule.any) & here:
            missing += rule.any
        if missing:
            return refuse(Ground.NOT_PRESENT, ctx.cite(rule.source), roles=missing)
    return None


def _somebody_barred(ctx: Context, meeting: Meeting, data: MeetingHeld) -> Refused | None:
    """Somebody the meeting excludes sat in a deciding role (the chair complained about, say)."""
    barred = {ctx.case.roles[role].id for role in meeting.excludes if role in ctx.case.roles}
    if CHAIR_ROLE in meeting.excludes and ctx.case.conference.chair:
        barred.add(ctx.case.conference.chair.id)
    deciding = _deciding(meeting, data.present)
    for person in data.present:
        if person.role in meeting.excludes or (person.id in barred and person.role in deciding):
            return refuse(Ground.NOT_INDEPENDENT, ctx.cite(meeting.source), people=(person.id,))
    return None
