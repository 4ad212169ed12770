"""Numbers of cases that are told outside, so that nobody can tell a single family by them.

In: how often each of several things came up. Out: what may be said of each.
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
    Tell whether two tables that count the same things differently give away what either hides.

    Each hides its small counts, and neither says its total. From one, though, the total lies within
    bounds, which may leave a hidden count of the other fewer than the five values it could have.
    """
    return _narrows(first, second) or _narrows(second, first)


def _narrows(known: Counts, hiding: Counts) -> bool:
    least, most = _total(known)
    hidden = [count for count in hiding.values() if count < SMALLEST]
    if not hidden:
        return False
    told = sum(hiding.values()) - sum(hidden)
    others = (len(hidden) - 1) * (SMALLEST - 1)
    return least - told > others or most - told < SMALLEST - 1


def _total(counts: Counts) -> tuple[int, int]:
    """Return between which numbers the total lies, for somebody who sees only what is told."""
    told = sum(count for count in counts.values() if count >= SMALLEST)
    hidden = sum(count < SMALLEST for count in counts.values())
    return told, told + hidden * (SMALLEST - 1)
