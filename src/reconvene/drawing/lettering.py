"""How wide words are, near enough to break them into lines without a font at hand.

In: words, a width, a size. Out: lines.
"""

from functools import lru_cache

_NARROW = frozenset("iIjlftr.,:;'’‘!|()[] ")
_WIDE = frozenset("mwMW@%")


def width(words: str, size: float, *, is_bold: bool = False) -> float:
    """Return about how wide words are, on the generous side."""
    em = sum(_letter(letter) for letter in words)
    return em * size * (1.06 if is_bold else 1.0)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.33
    if letter in _WIDE:
        return 0.88
    return 0.68 if letter.isupper() else 0.56


@lru_cache(maxsize=4096)
def lines(words: str, most: float, size: float, *, is_bold: bool = False) -> tuple[str, ...]:
    """Return words broken so that no line is wider than `most`, where words allow; never empty."""
    found = [""]
    for word in words.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and width(longer, size, is_bold=is_bold) > most:
            found.append(word)
        else:
            found[-1] = longer
    return tuple(found)


def initials(name: str) -> str:
    """Return the first letters of a name's first and last words."""
    words = name.split()
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0].upper() for word in ends)
