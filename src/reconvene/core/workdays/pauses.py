"""
In: spans of days over which time does not run, half-open: from a day, up to another.
Out: the same spans after a start, in order, none touching another.
"""

from collections.abc import Iterable
from datetime import date, timedelta

Span = tuple[date, date]


class PauseReversed(ValueError):
    """A pause ends before it begins."""

    def __init__(self, *, paused_on: date, resumed_on: date) -> None:
        self.paused_on = paused_on
        self.resumed_on = resumed_on
        super().__init__(
            f"Time could not be counted: found a pause from {paused_on} that ends on "
            f"{resumed_on}. Give the day it began, then the day time runs again."
        )


def pauses_after(start: date, paused: Iterable[Span]) -> list[Span]:
    """
    Return the pauses that touch the days after a start.

    Args:
        start: Day of the event; a pause is clipped to begin no sooner than the day after.
        paused: (first day paused, day time runs again), in any order, overlapping or not.

    Returns:
        Oldest first; may be empty; no two overlap or touch; none is empty.

    Raises:
        PauseReversed: A pause ends before it begins.
    """
    day_one = start + timedelta(days=1)
    joined: list[Span] = []
    for paused_on, resumed_on in sorted(paused):
        if resumed_on < paused_on:
            raise PauseReversed(paused_on=paused_on, resumed_on=resumed_on)
        first_on = max(paused_on, day_one)
        if first_on >= resumed_on:
            continue
        if joined and first_on <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], resumed_on))
        else:
            joined.append((first_on, resumed_on))
    return joined
