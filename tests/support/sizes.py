"""How much a test of assurance does: a little with every change, the whole of it at night."""

import os
from typing import Self

IS_FULL = os.environ.get("RECONVENE_ASSURANCE") == "full"
"""Set RECONVENE_ASSURANCE=full for the whole numbers, as `make assurance` does."""


class Size(int):
    """How often something is done in this run, which knows how often in the others."""

    push: int
    full: int
    of: str

    def __new__(cls, push: int, full: int, of: str) -> Self:
        size = super().__new__(cls, full if IS_FULL else push)
        size.push, size.full, size.of = push, full, of
        return size


def sized(push: int, full: int, of: str = "") -> Size:
    """
    Return how often something is done in this run.

    Args:
        push: With every change; about a twentieth of the whole.
        full: In the run that `make assurance` starts.
        of: What is counted ("kills of a writer"), for the page; handed to the mark that says
            what a test shows: `@pytest.mark.assures("CS-1", size=ROUNDS)`.
    """
    return Size(push, full, of)
