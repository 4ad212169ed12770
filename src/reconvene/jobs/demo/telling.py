"""A story told through the desk: every act is decided and recorded as anybody's is.

In: a story, the people, now. Out: a case on the record, each act recorded on its own day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from reconvene.core.conduct.answer import Refused
from reconvene.core.record.event import payload
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.workdays import LONDON
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.opening import Draw, receive_complaint
from reconvene.people.models import Person
from reconvene.stories.story import Step, Story

_DAY_STARTS = time(9, 30)
_APART = timedelta(minutes=7)


class DemoRefused(RuntimeError):
    """A case of the demo could not be told to its end."""

    def __init__(self, *, story: Story, step: Step, answer: Refused | Conflict) -> None:
        self.story = story
        self.step = step
        self.answer = answer
        super().__init__(
            f"The demo case {story.name} ({story.title}) could not be told: {step.kind} on "
            f"{step.on} was answered with {answer}. Correct its file under library/demo/cases."
        )


def tell(story: Story, people: Mapping[str, Person], now: datetime, draw: Draw) -> Receipt:
    """
    Return the receipt of a case's first entry, once the whole story is on the record.

    Args:
        story: Begins with the complaint. Steps that only look are passed over.
        people: Everybody who does anything in it, by the name the story calls them.
        now: No act is recorded after this.
        draw: Draws what the case is called.

    Raises:
        DemoRefused: Something in it may not be done.
    """
    teller = _Teller(people, _Clock(now), draw)
    acts = [(step, step.kind) for step in story.steps if step.kind]
    opened = _accepted(story, acts[0][0], teller.open(acts[0][0], f"demo/{story.title}"))
    for number, (step, kind) in enumerate(acts[1:], start=2):
        key = f"demo/{opened.case_id}/{number}"
        _accepted(story, step, teller.add(opened.case_id, step, kind, key))
    return opened


def _accepted(story: Story, step: Step, answer: Receipt | Refused | Conflict) -> Receipt:
    if isinstance(answer, Receipt):
        return answer
    raise DemoRefused(story=story, step=step, answer=answer)


class _Clock:
    """Gives each act the moment it is recorded: on its own day, in order, and never after now."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.last: datetime | None = None

    def moment(self, step: Step) -> datetime:
        starts_at = _on(step.recorded_on or step.on, _DAY_STARTS)
        earliest = [starts_at, step.at or starts_at]
        if self.last is not None:
            earliest.append(self.last + _APART)
        self.last = min(max(earliest), self.now)
        return self.last


def _on(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Brings the steps of one story to the desk, each by whoever does it."""

    people: Mapping[str, Person]
    clock: _Clock
    draw: Draw

    def open(self, step: Step, key: str) -> Receipt | Refused | Conflict:
        details = self._with_ids({"procedure": "", **step.details})
        return receive_complaint(
            self.people[step.by.id],
            msgspec.convert(details, ComplaintReceived),
            happened_on=step.on,
            happened_at=step.at,
            key=key,
            now=self.clock.moment(step),
            draw=self.draw,
        )

    def add(self, case_id: str, step: Step, kind: str, key: str) -> Receipt | Refused | Conflict:
        return record(
            self.people[step.by.id],
            case_id,
            kind,
            payload(kind, self._with_ids(dict(step.details))),
            happened_on=step.on,
            happened_at=step.at,
            key=key,
            now=self.clock.moment(step),
        )

    def _with_ids(self, value: Any) -> Any:
        """Details with everybody's name in the story replaced by the id they really have."""
        if isinstance(value, dict):
            return {key: self._with_ids(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._with_ids(one) for one in value]
        if isinstance(value, str) and value in self.people:
            return self.people[value].id
        return value
