"""What an act would cause, worked out before anybody confirms it. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reconvene.core.conduct.answer import Answer, Refused, Warned
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.core.record.event import Entry
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Payload
from reconvene.core.workdays import london_day
from reconvene.desk.deciding import decided_together
from reconvene.desk.foreseen import foreseen
from reconvene.desk.look import Look, load
from reconvene.desk.opening import before_it_opens, complaint
from reconvene.people.models import Person


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What would follow; everything but `answer` is empty where it is a refusal.

    `arising` are duties that would then be owed, `met` those it would meet, `dropped` those it
    would end otherwise, `opening` rights the family would then have, `moved` duties whose last
    day would be another. Each in the order of the definition.
    """

    answer: Answer
    role: str = ""
    arising: tuple[Duty, ...] = ()
    met: tuple[Duty, ...] = ()
    dropped: tuple[Duty, ...] = ()
    moved: tuple[Duty, ...] = ()
    opening: tuple[Right, ...] = ()

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
    return _preview(load(person, case_id, london_day(now)), (entry,), role, now)


def preview_complaint(
    person: Person,
    received: ComplaintReceived,
    *,
    happened_on: date,
    now: datetime,
    happened_at: datetime | None = None,
    role: str | None = None,
    also: tuple[Entry, ...] = (),
) -> Preview:
    """
    Return what taking a complaint would cause; arguments and faults are those of
    `receive_complaint`.
    """
    entry = complaint(person, received, happened_on, happened_at)
    look = before_it_opens(person, entry, london_day(now))
    return _preview(look, (entry, *also), role, now)


def _preview(look: Look, entries: Sequence[Entry], role: str | None, now: datetime) -> Preview:
    answer, acting = decided_together(look, entries, role, now)
    if isinstance(answer, Refused):
        return Preview(answer)
    then = foreseen(look, answer.entries, acting, now)
    owed, held = then.duties, then.rights
    before = {duty.key: duty for duty in look.duties if duty.is_open}
    after = {duty.key: duty for duty in owed}
    was_open = {right.key for right in look.rights if right.is_open}
    return Preview(
        answer=answer,
        role=acting,
        arising=tuple(d for d in owed if d.is_open and d.key not in before),
        met=tuple(after[key] for key in before if _has_status(after.get(key), "met")),
        dropped=tuple(
            after.get(key, duty)
            for key, duty in before.items()
            if key not in after or _has_status(after[key], "no longer owed")
        ),
        moved=tuple(
            d for d in owed if d.is_open and d.key in before and d.last_on != before[d.key].last_on
        ),
        opening=tuple(r for r in held if r.is_open and r.key not in was_open),
    )


def _has_status(duty: Duty | None, status: str) -> bool:
    return duty is not None and duty.status.startswith(status)
