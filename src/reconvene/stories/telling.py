"""A story told: each step put to the core, and what was expected held against what is.

In: a story, its definition, the calendars, the office. Out: a `Telling`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Allowed, Answer, Refused
from reconvene.core.conduct.context import Context
from reconvene.core.conduct.decide import decide, may
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.core.kinds.office import ChallengeBody, Office
from reconvene.core.kinds.written_days import written
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.event import Entry, Event, PayloadUnreadable, payload
from reconvene.core.record.payload import Person
from reconvene.core.workdays import CalendarHistory
from reconvene.stories.story import Expected, Step, Story

OFFICE = Office(
    name="Example council",
    address="Example Council, 1 Example Street, Exampletown",
    phone="01632 960000",
    email="complaints@example.org",
    hours="Monday to Friday, 9am to 5pm",
    advocacy="Example Advocacy, 01632 960001",
    ombudsman=ChallengeBody(
        "Local Government and Social Care Ombudsman", "www.lgo.org.uk", "0300 061 0614"
    ),
)
"""The office stories are told in, where the caller gives no other."""


@dataclass(frozen=True, slots=True)
class Told:
    """One step as it went: the core's answer, and every expectation that did not hold."""

    step: Step
    answer: Answer | None
    failures: tuple[str, ...]


@dataclass(slots=True)
class Telling:
    """A story told to its end, or to a day. `events` are what went on the record."""

    story: Story
    definition: Definition
    days: CalendarHistory
    office: Office
    told: list[Told] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    today: date | None = None

    @property
    def case(self) -> Case:
        return fold(self.definition, self.events)

    @property
    def holds(self) -> bool:
        return not any(told.failures for told in self.told)

    def context(self, today: date, by: Person | None = None) -> Context:
        """Return what an act would be judged on now."""
        actor = by or Person(id="reader")
        return Context(self.case, tuple(self.events), self.days, self.office, today, actor)


def tell(
    story: Story,
    definition: Definition,
    days: CalendarHistory,
    *,
    office: Office = OFFICE,
    until: date | None = None,
) -> Telling:
    """
    Return a story told, step by step.

    Args:
        until: Stop before the first step after this day; None tells it to its end.
    """
    telling = Telling(story, definition, days, office)
    for step in story.steps:
        day = step.recorded_on or step.on
        if until is not None and day > until:
            break
        telling.today = day if telling.today is None else max(telling.today, day)
        telling.told.append(_told(telling, step, day))
    if until is not None:
        telling.today = until
    return telling


def _told(telling: Telling, step: Step, day: date) -> Told:
    answer: Answer | None = None
    failures: list[str] = []
    if step.kind is not None:
        answer, failures = _put(telling, step, day, step.kind)
    if step.expected is not None:
        failures += compare(telling.context(day, step.by), step.expected)
    return Told(step, answer, tuple(failures))


def _put(telling: Telling, step: Step, day: date, kind: str) -> tuple[Answer | None, list[str]]:
    details = dict(step.details)
    if kind == "complaint.received":
        details.setdefault("procedure", telling.definition.reference)
    try:
        data = payload(kind, details)
    except PayloadUnreadable as fault:
        return None, [str(fault)]
    entry = Entry(kind=kind, happened_on=step.on, happened_at=step.at, data=data)
    answer = decide(telling.context(day, step.by), entry)
    if isinstance(answer, Refused):
        return answer, _unlike(answer, step)
    if step.refused is not None:
        return answer, [f"expected to be refused ({step.refused[0]}), but it was allowed"]
    for allowed in answer.entries:
        telling.events.append(_recorded(telling, allowed, step, day))
    found = {warning.code for warning in answer.warnings}
    missing = [code for code in step.warned if code not in found]
    return answer, [f"expected the warning {code}, found {sorted(found)}" for code in missing]


def _unlike(answer: Refused, step: Step) -> list[str]:
    said = f"{answer.ground.value} ({answer.clause}) {dict(answer.facts)}"
    if step.refused is None:
        return [f"{step.kind} was refused: {said}"]
    ground, clause = step.refused
    is_alike = ground in ("", answer.ground.value) and clause in ("", answer.clause)
    return [] if is_alike else [f"expected to be refused as {ground} ({clause}), found {said}"]


def _recorded(telling: Telling, entry: Entry, step: Step, day: date) -> Event:
    return Event(
        kind=entry.kind,
        happened_on=entry.happened_on,
        happened_at=entry.happened_at,
        data=entry.data,
        number=len(telling.events) + 1,
        recorded_at=datetime.combine(day, time(12), tzinfo=UTC),
        actor=step.by.id,
        role=step.by.role,
    )


def compare(ctx: Context, expected: Expected) -> list[str]:
    """Return, in words, everything that is not as expected; nothing where all is."""
    failures: list[str] = []
    _compare_duties(ctx, expected, failures)
    _compare_rights(ctx, expected, failures)
    _compare_acts(ctx, expected, failures)
    for name, status in expected.points.items():
        found = _where(ctx.case, name)
        if found != status:
            failures.append(f"point {name}: expected {status}, found {found}")
    if expected.reviewed_on and ctx.case.reviewed_on != expected.reviewed_on:
        failures.append(f"expected reviewed on {written(expected.reviewed_on)}")
    return failures


def _where(case: Case, name: str) -> str:
    point = case.points.get(name)
    if point is None:
        return "unknown"
    if not point.is_live:
        return point.status
    return point.stage or "live"


def _compare_duties(ctx: Context, expected: Expected, failures: list[str]) -> None:
    for key, last_on in expected.owed.items():
        found = _found(ctx, key, failures)
        if not any(duty.is_open and duty.last_on == last_on for duty in found):
            failures.append(f"{key}: expected owed by {_day(last_on)}, found {_listed(found)}")
    for key, target_on in expected.targets.items():
        found = _found(ctx, key, failures)
        if not any(duty.target_on == target_on for duty in found):
            aims = [_day(duty.target_on) for duty in found]
            failures.append(f"{key}: expected local target {_day(target_on)}, found {aims}")
    for key, needs in expected.not_determined.items():
        found = _found(ctx, key, failures)
        if not any(duty.status == "not determined" and duty.needs == needs for duty in found):
            failures.append(f"{key}: expected to need {needs}, found {_listed(found)}")
    _compare_standing(ctx, expected, failures)
    if expected.only_owed is not None:
        owed = {duty.rule.id for duty in ctx.duties if duty.is_open}
        if owed != set(expected.only_owed):
            failures.append(
                f"expected only {sorted(expected.only_owed)} owed, found {sorted(owed)}"
            )


def _compare_standing(ctx: Context, expected: Expected, failures: list[str]) -> None:
    for status, keys in (
        ("met", expected.met),
        ("met late", expected.met_late),
        ("overdue", expected.overdue),
        ("no longer owed", expected.not_owed),
    ):
        for key in keys:
            found = _found(ctx, key, failures)
            if not any(duty.status == status for duty in found):
                failures.append(f"{key}: expected {status}, found {_listed(found)}")


def _found(ctx: Context, key: str, failures: list[str]) -> list[Duty]:
    """Duties of a rule, or of a rule for one person, agency or point ("send-decision/amina")."""
    rule, _, scope = key.partition("/")
    if rule not in ctx.definition.by_id["duties"]:
        failures.append(f"the procedure has no duty called {rule}")
    return [
        duty
        for duty in ctx.duties
        if duty.rule.id == rule
        and (not scope or scope in (duty.person, duty.agency, duty.child, *duty.points))
    ]


def _compare_rights(ctx: Context, expected: Expected, failures: list[str]) -> None:
    for key, last_on in expected.may.items():
        found = _held(ctx, key)
        if not any(right.is_open and right.last_on == last_on for right in found):
            failures.append(
                f"{key}: expected open until {_day(last_on)}, found "
                f"{[(right.point, right.status, _day(right.last_on)) for right in found]}"
            )
    for key in expected.lapsed:
        found = _held(ctx, key)
        if not found or any(right.status != "lapsed" for right in found):
            failures.append(f"{key}: expected lapsed, found {[r.status for r in found]}")


def _held(ctx: Context, key: str) -> list[Right]:
    rule, _, point = key.partition("/")
    return [r for r in ctx.rights if r.rule.id == rule and (not point or r.point == point)]


def _compare_acts(ctx: Context, expected: Expected, failures: list[str]) -> None:
    for kind, about in expected.can:
        answer = may(ctx, kind, about)
        if isinstance(answer, Refused):
            failures.append(f"{kind} {about or ''}: expected open, refused: {answer.ground.value}")
    for kind, about, ground in expected.cannot:
        answer = may(ctx, kind, about)
        if isinstance(answer, Allowed):
            failures.append(f"{kind} {about or ''}: expected not open, but it is")
        elif ground and answer.ground.value != ground:
            failures.append(f"{kind} {about or ''}: expected {ground}, found {answer.ground.value}")


def _day(on: date | None) -> str:
    return written(on) if on else "none stated"


def _listed(found: list[Duty]) -> list[str]:
    return [f"{duty.status} {_day(duty.last_on)}" for duty in found] or ["nothing"]
