"""A story told through the desk: every act is decided and recorded as anybody's is.

In: a story, the people, now. Out: a case on the record, each act recorded on its own day.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from reconvene.core.conduct.answer import Refused
from reconvene.core.record.event import payload
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Payload
from reconvene.core.workdays import LONDON
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.opening import receive_complaint
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


def tell(story: Story, people: Mapping[str, Person], now: datetime) -> Receipt:
    """
    Return the receipt of a case's first entry, once the whole story is on the record.

    Raises:
        DemoRefused: Something in it may not be done.
    """
    ids = {name: person.id for name, person in people.items()}
    clock = _Clock(now)
    first: Receipt | None = None
    for number, step in enumerate(story.steps):
        if step.kind is None:
            continue
        data = payload(step.kind, _details(step, ids))
        key = f"demo/{story.name}/{story.title}/{number}"
        answer = _put(people[step.by.id], first, step, data, key=key, now=clock.moment(step))
        if not isinstance(answer, Receipt):
            raise DemoRefused(story=story, step=step, answer=answer)
        first = first or answer
    assert first is not None, "every story begins with a complaint"  # noqa: S101  a narrowing
    return first


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


def _put(
    person: Person, opened: Receipt | None, step: Step, data: Payload, *, key: str, now: datetime
) -> Receipt | Refused | Conflict:
    if isinstance(data, ComplaintReceived):
        return receive_complaint(
            person, data, happened_on=step.on, happened_at=step.at, key=key, now=now
        )
    assert opened is not None, "the complaint comes first"  # noqa: S101  a narrowing
    assert step.kind is not None, "only acts are put"  # noqa: S101  a narrowing
    return record(
        person,
        opened.case_id,
        step.kind,
        data,
        happened_on=step.on,
        happened_at=step.at,
        key=key,
        now=now,
    )


def _details(step: Step, ids: Mapping[str, str]) -> dict[str, Any]:
    details: dict[str, Any] = _with_ids(dict(step.details), ids)
    if step.kind == "complaint.received":
        details.setdefault("procedure", "")
    return details


def _with_ids(value: Any, ids: Mapping[str, str]) -> Any:
    """Details with everybody's name in the cast replaced by the id they really have."""
    if isinstance(value, dict):
        return {key: _with_ids(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_ids(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value
