"""Given some acts, when one more is tried, then it goes on the record or is refused.

Every act of `given` goes through `decide`, so a state is only ever reached by its real steps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from typing import Any

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.context import Context
from reconvene.core.conduct.decide import decide, may
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.core.kinds.office import ChallengeBody, Office
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.event import Entry, Event, payload, subject
from reconvene.core.record.payload import Payload, Person
from reconvene.core.workdays import CalendarHistory
from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.procedure_files import procedure
from tests.support.core.cast import BEN
from tests.support.days import day

OFFICE = Office(
    name="Example council",
    address="1 Example Street, Exampletown",
    phone="01632 960000",
    email="complaints@example.org",
    hours="Monday to Friday, 9am to 5pm",
    advocacy="Example Advocacy, 01632 960001",
    ombudsman=ChallengeBody("The ombudsman", "ombudsman.example.org", "0300 061 0614"),
)
SP, OX = "sp-cpc/1", "ox-cpc/1"


@cache
def england() -> CalendarHistory:
    """Return the shipped calendar, read once."""
    return read_calendar_history("england")


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something a person tries to put on the record. `recorded` is later where given."""

    kind: str
    data: Payload
    on: date
    by: Person = BEN
    at: datetime | None = None
    recorded_on: date | None = None

    @property
    def entry(self) -> Entry:
        return Entry(kind=self.kind, happened_on=self.on, data=self.data, happened_at=self.at)


def act(
    kind: str,
    /,
    *,
    on: str,
    by: Person = BEN,
    at: datetime | None = None,
    recorded: str | None = None,
    named: Mapping[str, Any] | None = None,
    **details: Any,
) -> Act:
    """
    Return an act from plain details; days are written with their weekday.

    Args:
        named: Details whose names are taken here already, such as {"by": ...}.
    """
    plain = {name: _plain(value) for name, value in {**details, **(named or {})}.items()}
    recorded_on = day(recorded) if recorded else None
    data = payload(kind, plain)
    return Act(kind=kind, data=data, on=day(on), by=by, at=at, recorded_on=recorded_on)


def _plain(value: Any) -> Any:
    if isinstance(value, Payload | Person) or hasattr(value, "__struct_fields__"):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return {name: _plain(one) for name, one in fields.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


class ActRefused(AssertionError):
    """A test's own given could not have happened."""

    def __init__(self, act: Act, refused: Refused) -> None:
        super().__init__(
            f"The story cannot begin so: {act.kind} on {act.on} was refused, "
            f"{refused.ground} ({refused.clause}) {dict(refused.facts)}. Correct the given."
        )


@dataclass(frozen=True, repr=False)
class Story:
    """A case so far. Every method returns a new story or an answer; none changes this one."""

    definition: Definition
    events: tuple[Event, ...] = ()
    days: CalendarHistory = field(default_factory=england)
    office: Office = OFFICE
    today: date = date.min

    def __repr__(self) -> str:
        told = [f"{one.happened_on} {one.kind} {subject(one.data) or ''}" for one in self.events]
        return "\n".join((f"story under {self.definition.reference}, as on {self.today}", *told))

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))

    @cached_property
    def case(self) -> Case:
        return fold(self.definition, self.events)

    def context(self, today: date | None = None, by: Person = BEN) -> Context:
        return Context(self.case, self.events, self.days, self.office, today or self.today, by)

    def answer_to(self, act: Act, today: date | None = None) -> Answer:
        """Return what the core says to an act, asked on the day it is recorded."""
        asked_on = today or max(self.today, act.recorded_on or act.on)
        return decide(self.context(asked_on, act.by), act.entry)

    def and_then(self, *acts: Act) -> "Story":
        """Return the story with these acts done, one after another."""
        story = self
        for one in acts:
            answer = story.answer_to(one)
            if isinstance(answer, Refused):
                raise ActRefused(one, answer)
            story = story._recorded(one, answer)
        return story

    def _recorded(self, act: Act, answer: Allowed) -> "Story":
        recorded_on = act.recorded_on or act.on
        events = self.events
        for entry in answer.entries:
            events += (
                Event(
                    kind=entry.kind,
                    happened_on=entry.happened_on,
                    happened_at=entry.happened_at,
                    data=entry.data,
                    number=len(events) + 1,
                    recorded_at=datetime.combine(recorded_on, time(12), tzinfo=UTC),
                    actor=act.by.id,
                    role=act.by.role,
                ),
            )
        return replace(self, events=events, today=max(self.today, recorded_on))

    def as_on(self, today: str) -> "Story":
        """Return the story as somebody looks at it on a later day."""
        return replace(self, today=day(today))

    def when(self, act: Act, *, today: str | None = None) -> "Outcome":
        """Return what comes of trying an act now."""
        return Outcome(self, act, self.answer_to(act, day(today) if today else None))

    def duties(self, rule: str, scope: str = "") -> list[Duty]:
        """Return the duties of a rule, oldest first, perhaps only those about one thing."""
        assert rule in self.definition.by_id["duties"], f"there is no duty {rule}"
        return [
            duty
            for duty in self.context().duties
            if duty.rule.id == rule
            and (not scope or scope in (duty.person, duty.agency, duty.child, *duty.points))
        ]

    def duty(self, rule: str, scope: str = "") -> Duty:
        """Return the one duty of a rule."""
        (found,) = self.duties(rule, scope)
        return found

    def is_owed(self, rule: str, scope: str = "") -> bool:
        return any(duty.is_open for duty in self.duties(rule, scope))

    def owed(self) -> set[str]:
        """Return the ids of every duty that is open now."""
        return {duty.rule.id for duty in self.context().duties if duty.is_open}

    def rights(self, rule: str) -> list[Right]:
        return [right for right in self.context().rights if right.rule.id == rule]

    def right(self, rule: str, point: str = "A") -> Right:
        """Return the one right of a rule for a point ("" for the right to complain)."""
        (found,) = (right for right in self.rights(rule) if right.point in (point, ""))
        return found

    def may(self, kind: str, about: str | None = None) -> Answer:
        return may(self.context(), kind, about)


@dataclass(frozen=True)
class Outcome:
    """What came of an act."""

    story: Story
    act: Act
    answer: Answer

    def then(self, *expected: Act) -> Story:
        """Hold that just these entries go on the record (with none given, the act as it stands)."""
        assert isinstance(self.answer, Allowed), self.answer
        found = [(one.kind, one.happened_on, one.data) for one in self.answer.entries]
        assert found == [(one.kind, one.on, one.data) for one in expected or (self.act,)]
        return self.after

    @property
    def after(self) -> Story:
        """The story once the act is on the record."""
        assert isinstance(self.answer, Allowed), self.answer
        return self.story._recorded(self.act, self.answer)

    def then_warned(self, code: str, clause: str, **facts: Any) -> Story:
        """Hold that the act is allowed with this one warning."""
        assert isinstance(self.answer, Allowed), self.answer
        found = [(one.code, one.clause, dict(one.facts)) for one in self.answer.warnings]
        assert found == [(code, clause, facts)]
        return self.after

    def then_refused(self, ground: Ground, clause: str, **facts: Any) -> None:
        """Hold that the act is refused so; of the facts, those given must be as given."""
        assert isinstance(self.answer, Refused), self.answer
        assert (self.answer.ground, self.answer.clause) == (ground, clause)
        assert {name: self.answer.facts.get(name) for name in facts} == facts


def given(*acts: Act, under: str | Definition = SP, **setting: Any) -> Story:
    """
    Return the story of a case in which these acts were done, each on its own day.

    Args:
        under: A shipped procedure by its reference, or a definition made for the test.
        setting: Another `days`, `office` or `today` than usual.
    """
    definition = procedure(under) if isinstance(under, str) else under
    return Story(definition, **setting).and_then(*acts)


def with_rule(definition: Definition, section: str, rule: str, **changes: Any) -> Definition:
    """Return a definition in which one rule of a section is otherwise."""
    rules = tuple(
        one.model_copy(update=changes) if one.id == rule else one
        for one in getattr(definition, section)
    )
    assert rules != getattr(definition, section), f"nothing changed in {section}: {rule}"
    return with_section(definition, **{section: rules})


def without_rule(definition: Definition, section: str, rule: str) -> Definition:
    """Return a definition from which one rule of a section is taken out."""
    rules = tuple(one for one in getattr(definition, section) if one.id != rule)
    assert len(rules) < len(getattr(definition, section)), f"there is no {rule} in {section}"
    return with_section(definition, **{section: rules})


def with_section(definition: Definition, **sections: Any) -> Definition:
    """Return a definition with whole sections otherwise."""
    changed = definition.model_copy(update=sections)
    for looked_up in set(changed.__dict__) - set(Definition.model_fields):
        del changed.__dict__[looked_up]
    return changed
