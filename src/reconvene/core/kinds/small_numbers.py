"""Numbers of cases that are told outside, so that nobody can tell a single family by them.

In: in how many cases each of several things came up. Out: what may be said of each.
"""

from collections.abc import Mapping

SMALLEST = 5
FEW = f"fewer than {SMALLEST}"

Counts = Mapping[str, int]


def said_counts(counts: Counts) -> dict[str, str]:
    """Return each count as it is told: a number, or that it is fewer than five, none among them."""
    return {name: str(count) if count >= SMALLEST else FEW for name, count in counts.items()}


def tells_too_much(first: Counts, second: Counts) -> bool:
    """
    Tell whether two tables that sort the same cases differently give away what either hides.

    A case may stand in several rows of a table, and stands in one at least. So there are at least
    as many cases as one row tells, and no more than the rows of the other table come to: which may
    leave a hidden count fewer than the five values it could have.
    """
    return _narrows(first, second) or _narrows(second, first)


def _narrows(known: Counts, hiding: Counts) -> bool:
    hidden = [count for count in hiding.values() if count < SMALLEST]
    told = sum(hiding.values()) - sum(hidden)
    at_least = max((count for count in known.values() if count >= SMALLEST), default=0)
    return bool(hidden) and told + (len(hidden) - 1) * (SMALLEST - 1) < at_least
