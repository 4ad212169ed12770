"""A letter on its way to the family, as the record stands.

In: nothing; `folding_outgoing` fills these. Out: values to read.
"""

from dataclasses import dataclass
from datetime import date

from reconvene.core.record.leaving import HowLeft


@dataclass(frozen=True, slots=True)
class Outgoing:
    """
    A letter that was to leave by whoever posts letters, and whether it has.

    `letter` is its id, `sent` the number of its entry, `dated_on` the day it bears. `left_on` and
    `how` are None while it waits, the first time or again; `contact` is the entry by which it was
    known where it went last, 0 for none. `came_back_on` is the day on which it was last known to
    have come back, None where it never did.
    """

    letter: str
    sent: int
    dated_on: date
    points: tuple[str, ...]
    left_on: date | None = None
    how: HowLeft | None = None
    contact: int = 0
    came_back_on: date | None = None

    @property
    def waits(self) -> bool:
        return self.left_on is None
