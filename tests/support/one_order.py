"""Whether answers that were given at once can all have been given one after another.

Places are counted through the life of a record: 2n is where it has n entries, and 2n - 1 is where the
nth is made. An order that explains all answers goes on from place to place, has each where it is
right, and leaves before another what had ended before the other began.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, TypeVar

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Answered(Generic[Asked]):
    """What was asked and answered, and the moments between which it was."""

    asked: Asked
    began: int
    ended: int


class NoSingleOrder(AssertionError):
    """Something was answered that nothing explains, after all that had been answered before."""

    def __init__(self, answered: Answered[Asked], *, after: int) -> None:
        self.after = after
        super().__init__(
            f"No single order explains {answered.asked}: what had been answered before it began "
            f"shows the record at place {after}, and from there on it is right nowhere."
        )


def one_order(
    answers: Iterable[Answered[Asked]], is_right: Callable[[Asked, int], bool], *, last: int
) -> list[tuple[int, Asked]]:
    """
    Return all that was asked in an order that explains it, each with its place.

    Each gets the first place that is left to it and where it is right: a later one would only leave
    less room to those that were asked after it. So if this finds no order, there is none.

    Args:
        answers: Everything that was asked while the record grew.
        is_right: Whether something is what would be answered at a place.
        last: The last place there is.

    Raises:
        NoSingleOrder: There is no such order.
    """
    order: list[tuple[int, Asked]] = []
    ended: list[tuple[int, int]] = []
    reached = 0
    for one in sorted(answers, key=lambda one: one.began):
        while ended and ended[0][0] < one.began:
            reached = max(reached, heappop(ended)[1])
        right = (at for at in range(reached, last + 1) if is_right(one.asked, at))
        place = next(right, None)
        if place is None:
            raise NoSingleOrder(one, after=reached)
        heappush(ended, (one.ended, place))
        order.append((place, one.asked))
    return sorted(order, key=lambda placed: placed[0])
