"""Whose list shows everything of an authority."""

from reconvene.worklist.admitting import Audience


def everybody(authority: str) -> Audience:
    """Return somebody to whom every case is open, under either procedure."""
    return Audience(authority, "anybody", frozenset({"complaints-officer", "complaints-team"}))
