"""How deep tests of every sort of input go: a little each time, far in the nightly run."""

import os

from hypothesis import settings

IS_DEEP = os.environ.get("RECONVENE_LAWS") == "deep"
"""Set RECONVENE_LAWS=deep to try many more and longer histories, as the nightly run does."""


def tried(usually: int, *, deeply: int) -> settings:
    """Return how often a test tries something new; never how long each may take."""
    return settings(deadline=None, max_examples=deeply if IS_DEEP else usually)
