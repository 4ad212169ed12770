"""An address as it is compared: the same however it was typed.

In: a postcode and the number or name of a house, as somebody wrote them. Out: one text.
"""

import re
import unicodedata

_WORD = re.compile(r"[0-9]+|[a-z]+")


def home(postcode: str, house: str) -> str:
    """
    Return what stands for an address: "ox11aa 12 4" for Flat 4 at number 12.

    Capitals, accents, blanks, commas and order make no difference. Where there is a number, other
    words are left out but for single letters ("12a"), so a street named all the same does not matter.
    """
    place = "".join(_WORD.findall(_plain(postcode)))
    words = _WORD.findall(_plain(house))
    if any(word.isdigit() for word in words):
        words = [word for word in words if word.isdigit() or len(word) == 1]
    return " ".join([place, *sorted(words)])


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
