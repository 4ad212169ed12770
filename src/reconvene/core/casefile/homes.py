"""An address as it is compared: the same however it was typed.

In: a postcode and the number or name of a house, as somebody wrote them. Out: one text.
"""

import re
import unicodedata

_WORD = re.compile(r"[0-9]+|[a-z]+")
_POSTCODE = re.compile("[a-z]{1,2}[0-9][a-z0-9]?[0-9][a-z]{2}")
_APOSTROPHES = re.compile("['`\\u2018\\u2019\\u02bc\\u00b4]")
_FLATS = frozenset(("flat", "apartment", "apt", "unit"))


def home(postcode: str, house: str) -> str:
    """
    Return what stands for an address: "ox11aa 12 4" for Flat 4 at number 12.

    Capitals, accents, apostrophes, blanks, commas, leading noughts and order make no difference.
    Where there is a number, other words are left out but for single letters at one or at a flat
    ("12a", "Flat A"), so a street named all the same does not matter. A house's "The" never does.
    """
    place = "".join(_WORD.findall(plain(postcode)))
    words = _WORD.findall(plain(house))
    if any(word.isdigit() for word in words):
        words = _numbers(words)
    else:
        words = [word for word in words if word != "the"] or words
    return " ".join([place, *sorted(words)])


def is_postcode(text: str) -> bool:
    """Tell whether a text has the shape of a British postcode, however it was typed."""
    return bool(_POSTCODE.fullmatch("".join(_WORD.findall(plain(text)))))


def _numbers(words: list[str]) -> list[str]:
    """Return the numbers, and the single letters that belong to one or to a flat."""
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    return [
        word.lstrip("0") or "0" if word.isdigit() else word
        for before, word, after in around
        if word.isdigit() or (len(word) == 1 and _belongs(before, after))
    ]


def _belongs(before: str, after: str) -> bool:
    return before.isdigit() or after.isdigit() or before in _FLATS


def plain(text: str) -> str:
    """Return a text in small letters, without accents and apostrophes."""
    together = _APOSTROPHES.sub("", text)
    apart = unicodedata.normalize("NFKD", together).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
