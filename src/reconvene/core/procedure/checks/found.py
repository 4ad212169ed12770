"""The two things a check can find: what is wrong, and what to look at twice.

In: a stable code, words, a path. Out: a `Problem`.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from reconvene.core.procedure.problem import Problem


def wrong(code: str, message: str, *path: str | int) -> Problem:
    """Return a problem that keeps a definition from being used."""
    return Problem(code=code, message=message, path=path)


def advice(code: str, message: str, *path: str | int) -> Problem:
    """Return something to look at twice; the definition can be used all the same."""
    return Problem(code=code, message=message, path=path, level="advice")


def unknown(
    what: str, word: str, among: Iterable[str], *path: str | int, code: str = "unknown-name"
) -> Problem:
    """Return the problem of a word that stands for nothing, with the nearest that does."""
    known = sorted(among)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        hint = f", did you mean '{near[0]}'?"
    else:
        hint = f"; there is {', '.join(known)}" if known else "; there is none at all"
    return Problem(
        code=code,
        message=f"there is no {what} '{word}'{hint}",
        path=path,
        suggestion=near[0] if near else "",
    )
