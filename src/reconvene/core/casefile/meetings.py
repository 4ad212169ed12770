"""
What became of a meeting: its acts in the order of what they say, and the date that stands.

Acts are put in order by the day they happened, and on one day by their entry: an offer that is
recorded late, after a later one, was made before it all the same and does not take its place.

In: nothing; `fold` fills these. Out: values to read.
"""

from bisect import insort
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from reconvene.core.record.payload import Person


class MeetingAct(NamedTuple):
    """
    One thing that happened about a meeting; `ended` is that its case or its stage came to an end.

    `for_on`, `at` ("14:30"), `place` and `link` are what was offered; all but the first may be
    empty. `present` and `considered` are of a meeting that was held.
    """

    on: date
    number: int
    kind: Literal["offered", "declined", "cancelled", "held", "ended"]
    for_on: date | None = None
    at: str = ""
    place: str = ""
    link: str = ""
    present: tuple[Person, ...] = ()
    considered: tuple[str, ...] = ()


@dataclass(slots=True)
class MeetingState:
    """A meeting: everything that happened about it, in order; may be empty."""

    acts: list[MeetingAct] = field(default_factory=list)

    def add(self, act: MeetingAct) -> None:
        """Put an act where it belongs by what it says."""
        insort(self.acts, act, key=_when)

    def end(self, on: date, number: int) -> None:
        """Note that whatever was offered until now comes to nothing."""
        latest = max(on, self.acts[-1].on)
        self.add(MeetingAct(latest, number, "ended"))

    @property
    def planned(self) -> MeetingAct | None:
        """The offer that stands; None where none does."""
        last = self.acts[-1] if self.acts else None
        return last if last and last.kind == "offered" else None

    @property
    def planned_on(self) -> date | None:
        return self.planned.for_on if self.planned else None

    @property
    def held(self) -> MeetingAct | None:
        """The last time it was held; None where it never was."""
        return next((act for act in reversed(self.acts) if act.kind == "held"), None)

    @property
    def held_on(self) -> date | None:
        return self.held.on if self.held else None

    @property
    def offers(self) -> tuple[MeetingAct, ...]:
        """Every date that was offered, in order; may be empty."""
        return tuple(act for act in self.acts if act.kind == "offered")

    @property
    def declined_on(self) -> tuple[date, ...]:
        """The days on which the family said no, in order; may be empty."""
        return tuple(act.on for act in self.acts if act.kind == "declined")

    def offer_before(self, number: int) -> MeetingAct | None:
        """Return the date offered last before an act, by its entry; None where none was."""
        at = next((i for i, act in enumerate(self.acts) if act.number == number), 0)
        return next((act for act in reversed(self.acts[:at]) if act.kind == "offered"), None)

    def after(self, number: int) -> tuple[MeetingAct, ...]:
        """Return what happened after an act, in order; may be empty."""
        at = next((i for i, act in enumerate(self.acts) if act.number == number), len(self.acts))
        return tuple(self.acts[at + 1 :])


def _when(act: MeetingAct) -> tuple[date, int]:
    return act.on, act.number
