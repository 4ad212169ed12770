"""
What a letter is put on: how large, in which colour and language, and which way it is read.

In: an authority's style and a reader's wishes. Out: frozen values, checked.
"""

import re
from dataclasses import dataclass
from typing import Literal

Size = Literal["ordinary", "large"]
Direction = Literal["ltr", "rtl"]

LEAST_CONTRAST = 4.5  # with white, as WCAG 2.2 asks of words (success criterion 1.4.3)
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


class PaperUnfit(ValueError):
    """Letters cannot be put on such paper."""

    def __init__(self, *, key: str, found: str, wanted: str) -> None:
        self.key = key
        super().__init__(
            f"The paper of letters could not be made ready: found {key} {found!r}. Give {wanted}."
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """
    An authority's own style, and what one letter needs.

    Attributes:
        size: "ordinary" has words of 12 points, "large" none below 18.
        accent: A colour as "#134e4a", dark enough to be read on white.
        language: Of the letter's words: "en-GB", "pl", "ar".
        direction: Which way that language is read.
        on: The letter's day in its language; empty where it is English.
        page: How a page is numbered, with places for {page} and {pages}.
        code: What the letter can be checked by, in words, with its entry's short code; may be empty.

    Raises:
        PaperUnfit: A colour too pale or not in that form, or a language that is no code of one.
    """

    size: Size = "ordinary"
    accent: str = "#134e4a"
    language: str = "en-GB"
    direction: Direction = "ltr"
    on: str = ""
    page: str = "Page {page} of {pages}"
    code: str = ""

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.accent) or contrast(self.accent) < LEAST_CONTRAST:
            wanted = f'one as "#134e4a" whose contrast with white is {LEAST_CONTRAST} or more'
            raise PaperUnfit(key="accent", found=self.accent, wanted=wanted)
        if not _LANGUAGE.fullmatch(self.language):
            raise PaperUnfit(key="language", found=self.language, wanted='one as "en-GB" or "pl"')

    @property
    def is_large(self) -> bool:
        return self.size == "large"

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"


def contrast(colour: str) -> float:
    """
    Return the contrast of a colour ("#134e4a") with white, from 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
