"""Names as they are looked for: word by word, however they are spelt.

What counts as the same name is settled here and nowhere else, as docs/explanation/names.md tells
it; how it lies in the database is the business of `sealed_names`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_LONGEST = 60
_JOINED = re.compile(r"[-\u2010-\u2015/.]")
_NO_LETTERS = re.compile(r"[\W_]+")
_PARTICLES = frozenset(
    "abd abu al ap bin bint da de del den der di dos du el ibn la le mac mc o st ten ter van von"
    " zu".split()
)
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
    }
)
_WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
Words = frozenset[str]


class Sought(NamedTuple):
    """
    What somebody typed that stands for one part of a name, and the ways a name may bear it.

    Each way is some words that must all be there; one way is enough.
    """

    typed: str
    ways: tuple[Words, ...]

    @property
    def keys(self) -> Words:
        """Words of which a name that bears it has at least one: of each way, the longest."""
        return frozenset(max(sorted(way), key=len) for way in self.ways)

    def is_borne(self, words: Iterable[str]) -> bool:
        """Tell whether a name bears it that consists of these words."""
        return any(way.issubset(words) for way in self.ways)


def searched(text: str) -> str:
    """Return a name without accents, marks or capitals: "O’Néill" becomes "oneill"."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_PLAIN)).casefold()
    word = _NO_LETTERS.sub("", plain)
    return f"mc{word[3:]}" if word.startswith("mac") else word


def words_kept(names: Iterable[str]) -> tuple[str, ...]:
    """
    Return what is kept of some names, in order, each word once; may be empty.

    A double name can be found by either half and by the whole: "Oneill-Smith" gives three words.
    So can one that begins apart: "van Dyk" gives "van", "dyk" and "vandyk".
    """
    parts = {
        part
        for name in names
        for group in _groups(name)
        for whole in {"".join(group), *group}
        for part in (whole, *_JOINED.split(whole))
    }
    return tuple(sorted({spelling for part in parts for spelling in _spellings(part)}))


def words_sought(text: str) -> tuple[Sought, ...]:
    """Return what is looked for where somebody types a name, or part of one; may be empty."""
    found = (Sought(" ".join(group), _ways(group)) for group in _groups(text))
    return tuple({sought.ways: sought for sought in found if sought.ways}.values())


def _ways(group: tuple[str, ...]) -> tuple[Words, ...]:
    """Return how a name may bear some words that belong together: run together, or apart."""
    whole = "".join(group)
    parts = [part for word in group for part in _JOINED.split(word) if searched(part)]
    apart = zip(*map(_both_spellings, parts), strict=True)
    together = ({spelling} for spelling in _spellings(whole))
    return tuple(dict.fromkeys(frozenset(way) for way in (*together, *apart)))


def _groups(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of a name; what a word begins with, as "van der", together with it."""
    begun: tuple[str, ...] = ()
    for word in name.split():
        begun = (*begun, word)
        if searched(word) not in _PARTICLES:
            yield begun
            begun = ()
    if begun:
        yield begun


def _spellings(word: str) -> tuple[str, ...]:
    """Return how a word is kept, each way once; none where it holds neither letter nor digit."""
    return tuple(dict.fromkeys(one for one in _both_spellings(word) if one))


def _both_spellings(word: str) -> tuple[str, str]:
    """Return a word in short, "Müller" as "muller", and in full, as "mueller"."""
    if word.isascii():
        short = searched(word)[:_LONGEST]
        return short, short
    composed = unicodedata.normalize("NFC", word).casefold()
    return searched(composed)[:_LONGEST], searched(composed.translate(_WITH_E))[:_LONGEST]
