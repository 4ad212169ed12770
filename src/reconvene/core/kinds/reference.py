"""What a case is called: drawn by chance, so that it tells nothing of it, nor of any other case.

In: an authority's prefix, and a number drawn for the case or what somebody typed. Out: a reference.
"""

import re
from collections.abc import Sequence

ALPHABET = "23456789DFHJKLMNPQRTVWX"
"""Digits and letters of which no two look alike; without vowels, so none of them make a word."""

_BASE = len(ALPHABET)  # a prime, or the last letter would not give every slip away
_DRAWN = 8
_GROUPS = (slice(3), slice(3, 6), slice(6, 9))
MANY = _BASE**_DRAWN
"""How many references an authority has: about 36 bits."""

_LEFT_OUT = re.compile(r"[\s\-\u2010-\u2015]")
_LONGEST_PREFIX = 8
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*")
_NUMBERED = re.compile(r"(20[0-9]{2})([0-9]{4,})")


def reference(prefix: str, drawn: int) -> str:
    """
    Return what a case is called ("SP-RX9-M6X-7LP"): eight letters that were drawn, and a last one
    that follows from them.

    One letter that is wrong, or any two that changed places, make a reference of no case at all.

    Args:
        prefix: Of the authority.
        drawn: At least nought and less than `MANY`; each gives a reference of its own.
    """
    values = []
    for _ in range(_DRAWN):
        drawn, value = divmod(drawn, _BASE)
        values.append(value)
    tail = "".join(ALPHABET[value] for value in (*values, _last(values)))
    return "-".join((prefix, *(tail[group] for group in _GROUPS)))


def meant(typed: str, prefix: str) -> str | None:
    """
    Return the reference that somebody means, as it is kept; None where it can be none.

    Small letters, spaces and hyphens make no difference, and the prefix may be left out. Another
    prefix than the authority's stays as it is typed: cases from before it was changed keep theirs.
    Cases from before references were drawn are numbered by the year, with four digits at least:
    "SP-2025-0007".
    """
    plain, own = (_LEFT_OUT.sub("", text).upper() for text in (typed, prefix))
    for tail in (plain, plain.removeprefix(own)):
        if groups := _groups(tail):
            return "-".join((prefix, *groups))
    for end in range(_LONGEST_PREFIX, 0, -1):
        another, groups = plain[:end], _groups(plain[end:])
        if groups and _PREFIX.fullmatch(another):
            return "-".join((another, *groups))
    return None


def _groups(tail: str) -> Sequence[str]:
    """Return what follows the prefix, in the groups it is written in; empty where it can be none."""
    if _is_drawn(tail):
        return [tail[group] for group in _GROUPS]
    numbered = _NUMBERED.fullmatch(tail)
    return numbered.groups() if numbered else ()


def _is_drawn(tail: str) -> bool:
    """Tell whether letters can have been drawn, the last of them as it follows from the others."""
    if len(tail) != _DRAWN + 1 or not set(tail) <= set(ALPHABET):
        return False
    *values, last = map(ALPHABET.index, tail)
    return last == _last(values)


def _last(values: Sequence[int]) -> int:
    """Return the value of the letter that follows from those before it."""
    return sum(place * value for place, value in enumerate(values, start=1)) % _BASE
