"""What the cases of a test are called: drawn in the same order each time, so it reads the same twice."""

from collections.abc import Callable
from random import Random

from reconvene.core.kinds.reference import ALPHABET, MANY, reference

REFERENCE = rf"[A-Z]+(?:-[{ALPHABET}]{{3}}){{3}}"
"""How a reference stands in a text."""
NOBODYS = reference("SP", MANY - 1)
"""A reference like any other, and no case goes by it."""


def drawing(slug: str = "partnership") -> Callable[[int], int]:
    """Return what draws for the cases of an authority, the same each time."""
    return Random(slug).randrange  # noqa: S311  the same cases each time


def called(number: int, slug: str = "partnership", prefix: str = "SP") -> str:
    """Return what the first, second or later case of an authority is called that a `Desk` opens."""
    draw = drawing(slug)
    return [reference(prefix, draw(MANY)) for _ in range(number)][-1]
