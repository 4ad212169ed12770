"""
In: how long a procedure allows, in its own words ("10 working days", "none stated").
Out: a Limit: an amount, its unit, and whether it is counted back from the event.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

MOST_DIGITS = 6
"""How long an amount may be written: more than any limit has, and quick to read."""

_WRITTEN = re.compile(r"(?P<amount>\d+)\s+(?P<unit>[a-z ]+?)(?P<before>\s+before)?", re.IGNORECASE)


class Unit(StrEnum):
    """Say what a limit is counted in. The value is the plural a procedure writes."""

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    MINUTES = "minutes"
    NONE_STATED = "none stated"

    @property
    def singular(self) -> str:
        """Return the unit as written after the number one."""
        return self.value.removesuffix("s")


class LimitUnreadable(ValueError):
    """A limit is written in a way that has no single meaning, or none at all."""

    def __init__(self, *, text: str, next_step: str) -> None:
        self.text = text
        self.next_step = next_step
        super().__init__(f"The limit could not be read: found '{text}'. {next_step}")


class LimitImpossible(ValueError):
    """A limit was built whose parts contradict each other."""

    def __init__(self, *, amount: int, unit: Unit, is_before: bool) -> None:
        self.amount = amount
        self.unit = unit
        self.is_before = is_before
        super().__init__(
            f"The limit could not be made: found amount {amount}, unit '{unit}', "
            f"before {is_before}. Give zero or more of a unit; a limit that is not stated "
            "has amount 0 and is not before anything."
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """
    Hold how long something may take, and in which kind of day or hour.

    Args:
        amount: How many of the unit; 0 means the day (or instant) of the event itself.
        unit: What is counted. There is no plain "day": a procedure says which kind.
        is_before: Counted back from the event ("2 working days before the meeting").

    Raises:
        LimitImpossible: The amount is negative, or "none stated" was given an amount.
    """

    amount: int
    unit: Unit
    is_before: bool = False

    def __post_init__(self) -> None:
        says_nothing = self.unit is Unit.NONE_STATED
        if self.amount < 0 or (says_nothing and (self.amount or self.is_before)):
            raise LimitImpossible(amount=self.amount, unit=self.unit, is_before=self.is_before)

    @property
    def is_stated(self) -> bool:
        """Return whether the procedure gives a limit; silence is an answer, never zero."""
        return self.unit is not Unit.NONE_STATED

    @classmethod
    def read(cls, text: str) -> Self:
        """
        Return the limit that a procedure writes, so that `str` gives the same text back.

        Raises:
            LimitUnreadable: Not a limit; or plain "days", which leaves open which kind;
                or nearly right, in which case the message gives the exact wording.
        """
        if text == Unit.NONE_STATED:
            return cls(0, Unit.NONE_STATED)
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise LimitUnreadable(text=text, next_step=_HOW_TO_WRITE)
        if len(written["amount"]) > MOST_DIGITS:
            start = f"{written['amount'][:MOST_DIGITS]}…"
            raise LimitUnreadable(
                text=start, next_step=f"Write a number of at most {MOST_DIGITS} digits."
            )
        unit = _unit_named(written["unit"], text)
        limit = cls(int(written["amount"]), unit, is_before=written["before"] is not None)
        if str(limit) != text:
            raise LimitUnreadable(text=text, next_step=f"Write it as '{limit}'.")
        return limit

    def __str__(self) -> str:
        if not self.is_stated:
            return self.unit.value
        unit = self.unit.singular if self.amount == 1 else self.unit.value
        return f"{self.amount} {unit}{' before' if self.is_before else ''}"


def _unit_named(word: str, text: str) -> Unit:
    name = " ".join(word.lower().split())
    if name in ("day", "days"):
        raise LimitUnreadable(
            text=text, next_step="Say which kind of day: 'calendar days' or 'working days'."
        )
    unit = _UNIT_BY_NAME.get(name)
    if unit is None:
        raise LimitUnreadable(text=text, next_step=_HOW_TO_WRITE)
    return unit


_UNIT_BY_NAME = {
    name: unit
    for unit in Unit
    if unit is not Unit.NONE_STATED
    for name in (unit.value, unit.singular)
}
_HOW_TO_WRITE = (
    "Write a whole number and one of "
    + ", ".join(f"'{unit}'" for unit in Unit if unit is not Unit.NONE_STATED)
    + ", with 'before' after it if it is counted back; or write 'none stated'."
)

NONE_STATED = Limit(0, Unit.NONE_STATED)
