"""What is to be learnt from a case: what its panel said of practice, who was told, what they answered.

In: a case and its duties. Out: values to list across cases.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from reconvene.core.casefile.case import Case, Concern, Made
from reconvene.core.duties.owed import Duty

LearningKind: TypeAlias = Literal["learning point", "recommendation", "concern"]


class Learnt(NamedTuple):
    """
    One thing to be learnt: `number` is the entry that first said it.

    `agency` is empty where a panel recommended something to nobody in particular. `told` is what
    the agency was sent, and None while nothing was; `chased_on` the last day of its answer, or our
    own target for it, while that is still to come.
    """

    number: int
    kind: LearningKind
    agency: str
    text: str
    on: date
    told: Concern | None = None
    chased_on: date | None = None

    @property
    def theme(self) -> str:
        return self.told.theme if self.told else ""

    @property
    def is_acknowledged(self) -> bool:
        return self.told is not None and self.told.acknowledged_on is not None


def learning(case: Case, duties: Iterable[Duty]) -> tuple[Learnt, ...]:
    """
    Return what is to be learnt from a case, in the order it was said; may be empty.

    What an agency is sent tells it of every learning point for it by then; what it is sent beside
    them stands alone. Source: SP 5.8, 5.9.f, 5.9.h.
    """
    said = list(_said(case))
    telling = {one.number: _told(case, one) for one in said}
    owed = tuple(duties)
    found = [one._replace(told=telling[one.number]) for one in said]
    used = {told.number for told in telling.values() if told}
    found += [
        Learnt(told.number, "concern", told.agency, told.text, told.on, told)
        for told in case.concerns
        if told.number not in used
    ]
    chased = (one._replace(chased_on=_chased_on(one.told, owed)) for one in found)
    return tuple(sorted(chased))


def _said(case: Case) -> Iterator[Learnt]:
    for panel in case.panels.values():
        for made in panel.standing():
            details = made.put.details
            if details.agency and details.text:
                yield _of(made, "learning point", details.text, details.agency)
            elif details.remedy or details.recommendation:
                yield _of(made, "recommendation", details.remedy or details.recommendation)


def _of(made: Made, kind: LearningKind, text: str, agency: str = "") -> Learnt:
    return Learnt(made.number, kind, agency, text, made.on)


def _told(case: Case, one: Learnt) -> Concern | None:
    """Return what first told the agency of a learning point, after it was made."""
    later = (told for told in case.concerns if told.number > one.number)
    return next((told for told in later if told.agency == one.agency), None)


def _chased_on(told: Concern | None, duties: Iterable[Duty]) -> date | None:
    if told is None:
        return None
    waiting = (
        duty.last_on or duty.target_on
        for duty in duties
        if duty.is_open and duty.arose.number == told.number
    )
    return next(waiting, None)
