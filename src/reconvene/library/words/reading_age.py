"""
In: English prose. Out: how old somebody usually is who reads it with ease.
"""

import re
from collections.abc import Sequence

_ENDS = re.compile(r"[.!?:]+(?:\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$")
"""Endings that are written and not heard: named, makes, made; but wanted, table."""

FIVE = 5
"""Somebody in their first school year is five; a grade counts school years."""


def reading_age(text: str) -> float:
    """
    Return the age, in years, at which most people read a text with ease; 5 for none at all.

    It is the grade of Flesch and Kincaid, with the five years before school. Long words and long
    sentences raise it; it knows nothing of sense, so it is a help and no proof. Digits and signs
    are left out: "1 May" has one word.
    """
    sentences = [words for words in map(_WORD.findall, _ENDS.split(text)) if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return float(FIVE)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * _per_word(words) - 15.59
    return round(max(grade, 0.0) + FIVE, 1)


def syllables(word: str) -> int:
    """Return how many syllables an English word has, by its spelling; never none."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    heard = _SILENT.sub(lambda end: end.group()[0], plain) if len(plain) > len("the") else plain
    return max(len(_VOWELS.findall(heard)), 1)


def _per_word(words: Sequence[str]) -> float:
    return sum(map(syllables, words)) / len(words)
