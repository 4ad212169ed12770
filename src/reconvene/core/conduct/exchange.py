"""What may be sent and told, and when a meeting may be offered or recorded.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

import re

import msgspec

from reconvene.core.casefile.case import CHAIR_ROLE, COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, first, unless
from reconvene.core.conduct.called_for import uncalled_for
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.papers import paper_refusal
from reconvene.core.conduct.points import independence
from reconvene.core.duties.recipients import recipients
from reconvene.core.letters.clauses import clauses_of
from reconvene.core.letters.contents import compose
from reconvene.core.letters.covered import covered_points
from reconvene.core.letters.draft import Draft, Missing
from reconvene.core.letters.rights import rights_raised
from reconvene.core.procedure.letters import Letter
from reconvene.core.procedure.stages import Meeting
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import (
    DocumentSent,
    DocumentWithheld,
    LetterSent,
    MeetingCancelled,
    MeetingDeclined,
    MeetingHeld,
    MeetingOffered,
    NoticeGiven,
)
from reconvene.core.record.payload import Person


def ready_for_letter(ctx: Context, about: str | None) -> Answer:
    """
    A letter of a stage can go once points have reached it and what it must say is there to say.

    Words written for the letter itself are asked for when it is sent. Where the points can be
    chosen, one that it could go for is enough.
    """
    if about is None:
        return Allowed()
    if about not in ctx.definition.by_id["letters"]:
        return refuse(Ground.UNKNOWN, detail=about)
    letter = ctx.definition.letter(about)
    if letter.stage and not any(letter.stage in p.stages for p in ctx.case.points.values()):
        return refuse(Ground.NOT_AT_THIS_STAGE, ctx.cite(letter.source), stage=letter.stage)
    if letter.covers == "stage" and not covered_points(ctx.case, letter, ()):
        return refuse(Ground.ALREADY_DONE, ctx.cite(letter.source), letter=letter.id)
    lacking = _lacking(ctx, letter, ())
    if lacking and letter.covers in ("stage", "chosen"):
        alone = (_lacking(ctx, letter, (name,)) for name in ctx.case.points)
        if any(not missing for missing in alone):
            return Allowed()
    return _incomplete(ctx, _draft_today(ctx, letter, ()), lacking) if lacking else Allowed()


def _lacking(ctx: Context, letter: Letter, chosen: tuple[str, ...]) -> tuple[Missing, ...]:
    """What a letter could not say today, however it were worded."""
    _, missing = compose(_draft_today(ctx, letter, chosen))
    return tuple(part for part in missing if not part.needs.startswith("words:"))


def _draft_today(ctx: Context, letter: Letter, chosen: tuple[str, ...]) -> Draft:
    points = covered_points(ctx.case, letter, chosen)
    return Draft(ctx.case, letter, ctx.today, points, ctx.days, ctx.office)


def _incomplete(ctx: Context, draft: Draft, missing: tuple[Missing, ...]) -> Refused:
    """The refusal of a letter, on the clauses of what it lacks; answers come before all else."""
    if any(part.content == "answers" for part in missing):
        return _unanswered(ctx, draft)
    contents = tuple(part.content for part in missing)
    return refuse(
        Ground.LETTER_INCOMPLETE,
        ctx.cite(clauses_of(draft, contents)),
        contents=contents,
        needs=tuple(part.needs for part in missing),
    )


def _unanswered(ctx: Context, draft: Draft) -> Refused:
    """Name the points without their answer, and the children where only some have one."""
    stage = draft.letter.stage or ""
    points = [point for point in draft.covered if not point.is_answered_at(stage)]
    children = [
        child
        for point in points
        if (answered := {answer.child for answer in point.answers_at(stage)})
        for child in point.children
        if child not in answered
    ]
    return refuse(
        Ground.POINT_UNANSWERED,
        ctx.cite(clauses_of(draft, ("answers",))),
        points=tuple(point.id for point in points),
        children=tuple(dict.fromkeys(children)),
        stage=draft.letter.stage,
    )


def draft_of(ctx: Context, entry: Entry, data: LetterSent) -> Draft:
    """Return the letter an entry would send, ready to be composed."""
    letter = ctx.definition.letter(data.letter)
    points = covered_points(ctx.case, letter, data.points)
    return Draft(
        ctx.case, letter, entry.happened_on, points, ctx.days, ctx.office, dict(data.words)
    )


def send_letter(ctx: Context, entry: Entry, data: LetterSent) -> Answer:
    letter = ctx.definition.letter(data.letter)
    clause = ctx.cite(letter.source)
    sender = data.sender or ctx.actor
    if sender.role not in letter.sent_by:
        return refuse(Ground.NOT_THEIRS_TO_DECIDE, clause, roles=letter.sent_by)
    unknown = [name for name in data.points if name not in ctx.case.points]
    if unknown:
        return refuse(Ground.UNKNOWN, detail=unknown[0])
    draft = draft_of(ctx, entry, data)
    said, missing = compose(draft)
    if missing:
        return _incomplete(ctx, draft, missing)
    filled = msgspec.structs.replace(
        data,
        points=draft.points,
        sender=sender,
        said=tuple(part.content for part in said),
        promised={rule.id: last_on for rule, last_on in rights_raised(draft) if last_on},
    )
    return Allowed((msgspec.structs.replace(entry, data=filled),))


def ready_for_notice(ctx: Context, about: str | None) -> Answer:
    """
    A notice waits until something calls for it; one that encloses a letter, until that was sent.
    """
    if about is None:
        return Allowed()
    notice = ctx.definition.by_id["notices"].get(about)
    if notice is None:
        return refuse(Ground.UNKNOWN, detail=about)
    encloses = notice.encloses
    if encloses and not ctx.case.matching("letter.sent", encloses):
        return refuse(Ground.NOT_CALLED_FOR, ctx.cite(notice.source), letter=encloses)
    return unless(uncalled_for(ctx, "notice.given", about), Allowed())


def give_notice(_ctx: Context, entry: Entry, _data: NoticeGiven) -> Answer:
    return Allowed((entry,))


def circulation(ctx: Context, document: str) -> tuple[str, ...]:
    """Return the ids of everybody who is to have a document, by the procedure's own rules."""
    found: dict[str, None] = {}
    for rule in ctx.definition.duties:
        if rule.recipients and any(ref.about == document for ref in rule.met_by):
            found |= dict.fromkeys(recipients(ctx.case, rule.recipients))
    return tuple(found)


def ready_for_document(ctx: Context, about: str | None) -> Answer:
    """A document goes out once something in the procedure calls for it to be sent."""
    if about is None:
        return Allowed()
    if about not in ctx.definition.by_id["documents"]:
        return refuse(Ground.UNKNOWN, detail=about)
    return unless(uncalled_for(ctx, "document.sent", about), Allowed())


def send_document(ctx: Context, entry: Entry, data: DocumentSent) -> Answer:
    clause = ctx.cite(ctx.definition.by_id["documents"][data.document].source)
    if data.recipient not in circulation(ctx, data.document):
        return refuse(Ground.NOT_ELIGIBLE, clause, recipient=data.recipient)
    return Allowed((entry,))


def withhold_document(_ctx: Context, entry: Entry, data: DocumentWithheld) -> Answer:
    return Allowed((entry,)) if data.reason.strip() else refuse(Ground.NEEDS_REASON)


def ready_for_task(ctx: Context, about: str | None) -> Answer:
    """A task is done once something in the procedure calls for it."""
    if about is not None and about not in ctx.definition.by_id["tasks"]:
        return refuse(Ground.UNKNOWN, detail=about)
    return unless(uncalled_for(ctx, "task.done", about), Allowed()) if about else Allowed()


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


def decline_meeting(_ctx: Context, entry: Entry, _data: MeetingDeclined) -> Answer:
    return Allowed((entry,))


def cancel_meeting(_ctx: Context, entry: Entry, data: MeetingCancelled) -> Answer:
    return Allowed((entry,)) if data.reason.strip() else refuse(Ground.NEEDS_REASON)


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
