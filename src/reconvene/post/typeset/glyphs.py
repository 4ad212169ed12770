"""
In: words. Out: the same, where what the type of letters has no picture of is said by its name.

What a file of type has pictures of stands in its table "cmap", of which the two forms are read that
cover more than one alphabet (4 and 12 of the OpenType specification).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from struct import unpack_from

from reconvene.post.typeset.fonts import files

_SEGMENTS, _GROUPS = 4, 12  # the two forms
_HOLDING = ("\u2068", "\u2069")  # hold words together among others of another direction


def signs_in(file: bytes) -> frozenset[int]:
    """Return the number of every sign that a file of type has a picture of."""
    tables = unpack_from(">H", file, 4)[0]
    entries = (unpack_from(">4sIII", file, 12 + 16 * row) for row in range(tables))
    start = next(begins for tag, _, begins, _ in entries if tag == b"cmap")
    subtables = {
        start + unpack_from(">HHI", file, start + 4 + 8 * row)[2]
        for row in range(unpack_from(">H", file, start + 2)[0])
    }
    return frozenset(sign for at in subtables for sign in _signs_of(file, at))


def _signs_of(file: bytes, at: int) -> Iterable[int]:
    form = unpack_from(">H", file, at)[0]
    if form == _SEGMENTS:
        return _in_segments(file, at)
    return _in_groups(file, at) if form == _GROUPS else ()


def _in_segments(file: bytes, at: int) -> Iterator[int]:
    size = unpack_from(">H", file, at + 6)[0]
    count = size // 2
    lasts = unpack_from(f">{count}H", file, at + 14)
    firsts = unpack_from(f">{count}H", file, at + 16 + size)
    shifts = unpack_from(f">{count}H", file, at + 16 + 2 * size)
    offsets = unpack_from(f">{count}H", file, at + 16 + 3 * size)
    for row, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        for sign in range(first, last + 1):
            here = at + 16 + 3 * size + 2 * row + offsets[row] + 2 * (sign - first)
            glyph = unpack_from(">H", file, here)[0] if offsets[row] else sign + shifts[row]
            if glyph % 0x10000:
                yield sign


def _in_groups(file: bytes, at: int) -> Iterator[int]:
    for row in range(unpack_from(">I", file, at + 12)[0]):
        first, last, glyph = unpack_from(">III", file, at + 16 + 12 * row)
        yield from range(first if glyph else first + 1, last + 1)


@cache
def types() -> tuple[frozenset[int], ...]:
    """Return the signs of each file of type; never empty."""
    return tuple(signs_in(Path(file).read_bytes()) for file in files())


def set_in_type(words: str) -> str:
    """
    Return words with only such signs as can be set; others are said: "[grinning face]".

    A letter and its marks are set from one file, or else the marks are said beside it.
    """
    return "".join(map(_set, _clusters(words)))


def not_in_type(words: str) -> frozenset[str]:
    """Return the signs that `set_in_type` would say by their names; empty for most words."""
    return frozenset(sign for cluster in _clusters(words) for sign in _lacking(cluster))


def _clusters(words: str) -> Iterator[str]:
    """Return each sign with the marks and joiners that follow it; what only holds has none."""
    cluster = ""
    for sign in words:
        follows = unicodedata.category(sign)[0] == "M" or sign in "\u200c\u200d"
        if cluster and (cluster in _HOLDING or not follows):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _lacking(cluster: str) -> str:
    if cluster in _HOLDING:  # has no picture and needs none
        return ""
    if any(all(ord(sign) in one for sign in cluster) for one in types()):
        return ""
    first = cluster[0]
    is_set = any(ord(first) in one for one in types()) and unicodedata.category(first)[0] != "M"
    return cluster[1:] if is_set else cluster


@lru_cache(maxsize=4096)  # by what somebody wrote, so not for ever
def _set(cluster: str) -> str:
    lacking = _lacking(cluster)
    return cluster.removesuffix(lacking) + "".join(map(_named, lacking)) if lacking else cluster


def _named(sign: str) -> str:
    if sign in "\u200c\u200d":
        return ""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
