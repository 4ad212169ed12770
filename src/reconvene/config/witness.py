"""In: the environment of a running copy. Out: the log of its witness, or that it has none."""

from pathlib import Path

_NONE = "none"


def witness_log(given: str) -> Path | None:
    """Return the folder given; None where nothing was, or where a copy is to do without."""
    return Path(given) if given and not is_without(given) else None


def is_without(given: str) -> bool:
    """Tell whether it was decided that a copy has no witness, rather than forgotten."""
    return given == _NONE
