"""Who turned out to be barred from a case, and what they had read and decided by then.

In: a case as somebody meets it who may know who reads cases. Out: each person found late.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reconvene.access_log.looks import Looked, looks_of_at
from reconvene.access_log.reading import Outcome
from reconvene.core.access.late import FoundLate, found_late
from reconvene.core.access.lifting import LetIn, taken_back
from reconvene.desk.look import Look

SHOWN = 200
"""So many looks of one person are listed at once, the latest first."""


@dataclass(frozen=True, slots=True)
class LateTie:
    """
    Somebody found barred, and what of the case they were shown, the latest first.

    `is_whole` where no earlier look is left out.
    """

    found: FoundLate
    looks: Sequence[Looked]
    is_whole: bool


def late_ties(look: Look) -> tuple[LateTie, ...]:
    """Return everybody found barred from a case after it had begun, the first found first."""
    return tuple(_with_looks(look, one) for one in found_late(look.matter))


def ties_taken_back(look: Look) -> tuple[LetIn, ...]:
    """Return everybody who was kept out and is let in again, in the order of that."""
    return taken_back(look.matter.events)


def _with_looks(look: Look, found: FoundLate) -> LateTie:
    looks = looks_of_at(look.viewer.authority, found.person, look.case_id, SHOWN + 1)
    shown = [one for one in looks if one.outcome == Outcome.SHOWN]
    return LateTie(found, shown[:SHOWN], len(looks) <= SHOWN)
