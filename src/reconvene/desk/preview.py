"""What an act would cause, worked out before anybody confirms it. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from reconvene.core.conduct.answer import Answer, Refused, Warned
from reconvene.core.record.event import Entry
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Payload
from reconvene.core.workdays import london_day
from reconvene.desk.deciding import decided_with_notes
from reconvene.desk.effects import Effects, causing
from reconvene.desk.foreseen import foreseen
from reconvene.desk.look import Look, load_whole
from reconvene.desk.opening import before_it_opens, complaint
from reconvene.people.models import Person


@dataclass(frozen=True, slots=True)
class Preview:
    """What would follow; everything but `answer` is empty where it is a refusal."""

    answer: Answer
    role: str = ""
    effects: Effects = field(default_factory=Effects)

    @property
    def warnings(self) -> tuple[Warned, ...]:
        return () if isinstance(self.answer, Refused) else self.answer.warnings


def preview(
    person: Person,
    case_id: str,
    kind: str,
    data: Payload,
    *,
    happened_on: date,
    now: datetime,
    happened_at: datetime | None = None,
    role: str | None = None,
) -> Preview:
    """
    Return what recording an act would cause; arguments and faults are those of `record`.
    """
    entry = Entry(kind=kind, happened_on=happened_on, data=data, happened_at=happened_at)
    return _preview(load_whole(person, case_id, london_day(now)), (entry,), role, now)


def preview_complaint(
    person: Person,
    received: ComplaintReceived,
    *,
    happened_on: date,
    now: datetime,
    happened_at: datetime | None = None,
    role: str | None = None,
    also: tuple[Entry, ...] = (),
    noted: tuple[Entry, ...] = (),
) -> Preview:
    """
    Return what taking a complaint would cause; arguments and faults are those of
    `receive_complaint`.
    """
    entry = complaint(person, received, happened_on, happened_at)
    look = before_it_opens(person, entry, london_day(now))
    return _preview(look, (entry, *also), role, now, noted)


def _preview(
    look: Look,
    entries: Sequence[Entry],
    role: str | None,
    now: datetime,
    noted: Sequence[Entry] = (),
) -> Preview:
    answer, acting = decided_with_notes(look, entries, noted, role, now)
    if isinstance(answer, Refused):
        return Preview(answer)
    then = foreseen(look, answer.entries, acting, now)
    return Preview(answer, acting, causing(look, then))
