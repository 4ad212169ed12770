"""How deep tests of every sort of input go: a little each time, far in the nightly run."""

import os

from hypothesis import settings

from tests.support.sizes import IS_FULL

IS_DEEP = IS_FULL or os.environ.get("RECONVENE_LAWS") == "deep"
"""Set RECONVENE_LAWS=deep to try many more and longer histories, as the nightly run does."""


def tried(usually: int, *, deeply: int) -> settings:
    """
    Return how often a test tries something new; never how long each may take.

    Deep runs try what chance gives; all others the same things each time, so that nobody's change
    is red for what it did not do.
    """
    tries = deeply if IS_DEEP else usually
    return settings(deadline=None, max_examples=tries, derandomize=not IS_DEEP)
