"""What an act is judged on, and the guards that every act shares.

In: a case, the calendars, the office, today, and who acts. Out: `Context`; a refusal or None.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.standing import must_be_judged
from reconvene.core.conduct.answer import Fact, Ground, Refused, Warned, first
from reconvene.core.duties.held import Right, lodging_limit, rights
from reconvene.core.duties.owed import Duty, duties, open_duties
from reconvene.core.kinds.office import Office
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import RightRule
from reconvene.core.record.event import Entry, Event, subject
from reconvene.core.record.payload import Person
from reconvene.core.workdays import CalendarHistory

LAW = "law"


@dataclass(frozen=True)
class Context:
    """
    Everything an act is judged on.

    `events` are those the case was folded from; `today` is the London day it is asked; `actor`
    is who asks, with the role they act in.
    """

    case: Case
    events: tuple[Event, ...]
    days: CalendarHistory
    office: Office
    today: date
    actor: Person

    @property
    def definition(self) -> Definition:
        return self.case.definition

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        return duties(self.case, self.days, self.today)

    @cached_property
    def open_duties(self) -> tuple[Duty, ...]:
        """Those of `duties` that are open, with nothing counted for any other."""
        return open_duties(self.case, self.days, self.today)

    @cached_property
    def rights(self) -> tuple[Right, ...]:
        return rights(self.case, self.days, self.today)

    @cached_property
    def lodging(self) -> Right:
        return lodging_limit(self.case, self.days, self.today)

    def cite(self, source: tuple[str, ...]) -> str:
        return self.definition.cite(source)


def as_ruled(rule: RightRule, waits: Warned, goes_on: Warned) -> Warned:
    """Return the warning that fits: what is late waits for a decision, or is taken on anyway."""
    return goes_on if rule.late.rule == "accept" else waits


def refuse(ground: Ground, clause: str = LAW, **facts: Fact) -> Refused:
    """Return a refusal; facts are plain values for its sentence."""
    return Refused(ground, clause, facts)


# Acts that stay possible once a case is closed: what was decided is still told and carried out, and
# a right that was given is still there to be used (readings ).
AFTER_CLOSING = frozenset(
    {
        "challenge.raised",
        "challenge.decided",
        "case.reopened",
        "stage.requested",
        "entry.corrected",
        "interest.declared",
        "home.noted",
        "contact.noted",
        "contact.confirmed",
        "contact.ended",
        "confidentiality.decided",
        "letter.passed",
        "letter.left",
        "letter.came-back",
        "paper.added",
        "redaction.made",
        "redaction.checked",
        "pack.made",
        "bundle.made",
        "document.sent",
        "document.withheld",
        "notice.given",
        "action.done",
        "referral.answered",
        "concern.communicated",
        "learning.acknowledged",
        "conference.arranged",
        "attendee.briefed",
        "conference.held",
    }
)

# Acts that deal with the substance of the complaint: they wait while it is not settled whether it
# is taken on at all, and while work is suspended.
OF_SUBSTANCE = frozenset(
    {
        "meeting.held",
        "point.answered",
        "criteria.tested",
        "gate.decided",
        "sitting.opened",
        "decision.put",
        "result.recorded",
        "stage.passed-on",
    }
)

# Acts that would put a point on a complaint, or put one back.
BRINGING_POINTS = frozenset({"point.added", "point.rerouted"})


def shared_refusal(ctx: Context, kind: str) -> Refused | None:
    """Return why no act of this kind can be done now, whatever its details; None if it can."""
    case = ctx.case
    if kind == "complaint.received":
        return refuse(Ground.ALREADY_OPEN) if case.has_begun else None
    if not case.has_begun:
        return refuse(Ground.NO_CASE_YET)
    if case.closed_on and kind not in AFTER_CLOSING:
        return refuse(Ground.CASE_CLOSED, closed_on=case.closed_on.isoformat())
    if kind in BRINGING_POINTS and case.is_refused:
        return _not_taken_on(ctx)
    if kind not in OF_SUBSTANCE:
        return None
    if case.is_suspended:
        rule = ctx.definition.suspension
        return refuse(Ground.CASE_SUSPENDED, ctx.cite(rule.source) if rule else LAW)
    return first(standing_refusal(ctx), lateness_refusal(ctx))


def _not_taken_on(ctx: Context) -> Refused:
    """Why a complaint that was refused whole takes no point any more. Source: reading R-001."""
    case = ctx.case
    if case.standing and not case.standing.accepted:
        return refuse(Ground.NOT_ELIGIBLE, _capacity_clause(ctx), reasons=case.standing.reasons)
    lodging = ctx.lodging
    choice = case.lateness[lodging.rule.id]
    last_on = lodging.last_on.isoformat() if lodging.last_on else None
    clause = ctx.cite(lodging.rule.source)
    return refuse(Ground.NO_RIGHT, clause, last_on=last_on, reasons=choice.reasons)


def standing_refusal(ctx: Context) -> Refused | None:
    """Return a refusal while it is not settled that the complainant may use the procedure."""
    if not needs_standing(ctx):
        return None
    choice = ctx.case.standing
    if choice is None:
        return refuse(Ground.STANDING_UNDECIDED, _capacity_clause(ctx))
    if not choice.accepted:
        return refuse(Ground.NOT_ELIGIBLE, _capacity_clause(ctx), reasons=choice.reasons)
    return None


def lateness_refusal(ctx: Context) -> Refused | None:
    """Return a refusal while a late complaint waits for a person's decision, or was not taken on."""
    right = ctx.lodging
    if right.status != "used late" or right.rule.late.rule == "accept":
        return None
    choice = ctx.case.lateness.get(right.rule.id)
    clause = ctx.cite(right.rule.source)
    last_on = right.last_on.isoformat() if right.last_on else None
    if choice is None:
        return refuse(Ground.LATENESS_UNDECIDED, clause, last_on=last_on)
    if not choice.accepted:
        return refuse(Ground.NO_RIGHT, clause, last_on=last_on, reasons=choice.reasons)
    return None


def needs_standing(ctx: Context) -> bool:
    """Tell whether somebody has to judge whether this complainant may use the procedure."""
    return must_be_judged(ctx.case)


def _capacity_clause(ctx: Context) -> str:
    received = ctx.case.received
    assert received is not None, "asked only of a case that has begun"
    return ctx.cite(ctx.definition.complainant(received.complainant.capacity).source)


def date_refusal(ctx: Context, entry: Entry) -> Refused | None:
    """
    Return a refusal where an entry's day cannot be: in the future, or before there was anything.

    Help may begin with the first contact; a letter answers a complaint, so none is older than
    its receipt. A date that is noted may lie anywhere up to today. Source: reading R-007.
    """
    if entry.happened_on > ctx.today:
        return refuse(Ground.IN_THE_FUTURE, happened_on=entry.happened_on.isoformat())
    if entry.kind in ("date.noted", "complaint.received", "role.assigned"):
        return None
    came_on = ctx.case.received_on if entry.kind == "letter.sent" else ctx.case.lodged_on
    began_on = max(filter(None, (came_on, _stage_opened_on(ctx, entry))), default=None)
    if began_on and entry.happened_on < began_on:
        return refuse(
            Ground.DATE_OUT_OF_ORDER,
            happened_on=entry.happened_on.isoformat(),
            began_on=began_on.isoformat(),
        )
    return None


def _stage_opened_on(ctx: Context, entry: Entry) -> date | None:
    """The first day a point reached the stage that an entry belongs to; None for any other entry."""
    stage = stage_of_act(ctx.definition, entry.kind, subject(entry.data) or "")
    days = [
        point.stages[stage].opened_on for point in ctx.case.points.values() if stage in point.stages
    ]
    return min(days, default=None)


def stage_of_act(definition: Definition, kind: str, about: str) -> str:
    """Return the stage that an act about something is of; empty where it is an act of none."""
    if kind.startswith("meeting."):
        return definition.stage_of_meeting(about).id
    if kind.startswith(("panelist.", "sitting.")):
        stage = definition.stage_of_panel(about)
        return stage.id if stage else ""
    if kind in ("criteria.tested", "gate.decided"):
        return definition.gate(about).stage
    if kind == "letter.sent":
        return definition.letter(about).stage or ""
    return about if kind == "point.answered" else ""
