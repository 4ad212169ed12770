"""Names as they are looked for: word by word, whatever their accents, capitals or marks.

What counts as the same word is settled here and nowhere else; how it lies in the database is the
business of `sealed_names`.
"""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
_JOINED = re.compile(r"[-\u2010-\u2015/.]")


def searched(text: str) -> str:
    """Return a name without accents, marks or capitals: "O’Néill" becomes "oneill"."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def kept(word: str) -> str:
    """Return what of a word is looked for."""
    return word[:_LONGEST]


def words_kept(names: Iterable[str]) -> tuple[str, ...]:
    """
    Return what is kept of some names, in order, each word once; may be empty.

    A double name can be found by either half and by the whole: "Oneill-Smith" gives three.
    """
    found = (searched(part) for name in names for word in name.split() for part in _parts_of(word))
    return tuple(sorted({kept(word) for word in found if word}))


def words_sought(text: str) -> tuple[str, ...]:
    """Return what is looked for where somebody types a name, or part of one; may be empty."""
    found = (searched(word) for word in text.split())
    return tuple(dict.fromkeys(kept(word) for word in found if word))


def _parts_of(word: str) -> tuple[str, ...]:
    return (word, *_JOINED.split(word))
