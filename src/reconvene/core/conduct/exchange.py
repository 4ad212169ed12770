"""What may be sent and told: letters, notices, documents; and what is simply done.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

import msgspec

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, unless
from reconvene.core.conduct.called_for import uncalled_for
from reconvene.core.conduct.context import LAW, Context, refuse
from reconvene.core.conduct.leaving import way_on
from reconvene.core.duties.recipients import recipients
from reconvene.core.letters.clauses import clauses_of
from reconvene.core.letters.contents import compose
from reconvene.core.letters.covered import covered_points, draft_for
from reconvene.core.letters.draft import Draft, Missing
from reconvene.core.letters.rights import rights_raised
from reconvene.core.procedure.letters import Letter
from reconvene.core.reaching.gate import Held
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import (
    DocumentSent,
    DocumentWithheld,
    LetterSent,
    NoticeGiven,
)


def ready_for_letter(ctx: Context, about: str | None) -> Answer:
    """
    A letter of a stage can go once points have reached it and what it must say is there to say.

    Words written for the letter itself, and its day, are asked for when it is sent. Where the points can be
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
    return incomplete(ctx, _draft_today(ctx, letter, ()), lacking) if lacking else Allowed()


def _lacking(ctx: Context, letter: Letter, chosen: tuple[str, ...]) -> tuple[Missing, ...]:
    """What a letter could not say, however it were worded and whichever day it bore."""
    _, missing = compose(_draft_today(ctx, letter, chosen))
    return tuple(part for part in missing if not part.is_said_with_it)


def _draft_today(ctx: Context, letter: Letter, chosen: tuple[str, ...]) -> Draft:
    points = covered_points(ctx.case, letter, chosen)
    return Draft(ctx.case, letter, ctx.today, points, ctx.days, ctx.office)


def incomplete(ctx: Context, draft: Draft, missing: tuple[Missing, ...]) -> Refused:
    """
    Return the refusal of a letter, on the clauses of what it lacks; answers come before all else.

    Args:
        ctx: The case, and who would send it.
        draft: The letter.
        missing: What it lacks, in the order it would say it; never empty.
    """
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
    return draft_for(ctx.case, data, entry.happened_on, ctx.days, ctx.office)


def send_letter(ctx: Context, entry: Entry, data: LetterSent) -> Answer:
    letter = ctx.definition.letter(data.letter)
    clause = ctx.cite(letter.source)
    sender = data.sender or ctx.actor
    if sender.role not in letter.sent_by:
        return refuse(Ground.NOT_THEIRS_TO_DECIDE, clause, roles=letter.sent_by)
    unknown = [
        *(name for name in data.points if name not in ctx.case.points),
        *(content for content in data.added if content not in letter.says),
    ]
    if unknown:
        return refuse(Ground.UNKNOWN, detail=unknown[0])
    draft = draft_of(ctx, entry, data)
    said, missing = compose(draft)
    if missing:
        return incomplete(ctx, draft, missing)
    filled = msgspec.structs.replace(
        data,
        points=draft.points,
        sender=sender,
        said=tuple(part.content for part in said),
        copy=None,
        translated=(),
        promised={rule.id: last_on for rule, last_on in rights_raised(draft) if last_on},
    )
    return Allowed((msgspec.structs.replace(entry, data=filled),), _gone_unsafe(ctx, entry, data))


def _gone_unsafe(ctx: Context, entry: Entry, data: LetterSent) -> tuple[Warned, ...]:
    """Warn where a letter is said to have gone on a day on which, by the record, none could go."""
    if data.waits or COMPLAINANT_ROLE not in ctx.case.contacts:
        return ()
    way = way_on(ctx, COMPLAINANT_ROLE, entry.happened_on)
    if isinstance(way, Held) and way.contact:
        return (Warned("gone-unsafe", LAW, {"why": way.why.value}),)
    return ()


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
