"""
What a letter is once it is written: plain frozen values, ready for a page, for paper, for a PDF.

In: nothing. Out: values; every one of them already in the words to be read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reconvene.core.kinds.office import Office
from reconvene.core.letters.statements import Item


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, somebody's own words, or a day that must not be missed."""

    kind: Literal["paragraph", "list", "quote", "day"]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """
    Words that cannot be left out, and what they state, by the name the core knows it under.

    `item` is what they were said of; empty for the whole.
    """

    name: str
    words: str
    item: Item = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One thing the letter says, under its heading. `content` is what the procedure calls it."""

    content: str
    heading: str
    blocks: tuple[Block, ...]
    stated: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Tongue:
    """
    The language of a letter's words.

    Attributes:
        language: Its code, as "en-GB" or "pl".
        direction: Which way it is read.
        dated: The letter's day in it; empty where that is as our English has it.
        page: How a page is numbered, with places for {page} and {pages}.
    """

    language: str = "en-GB"
    direction: Literal["ltr", "rtl"] = "ltr"
    dated: str = ""
    page: str = "Page {page} of {pages}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the letter must say and cannot yet. `needs` is the core's code for what."""

    content: str
    needs: str


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A letter as it reads. `gaps` is empty for one that has been sent.

    `signed` and `signed_as` are the person and the post; either may be empty in a draft.
    """

    office: Office
    on: date
    addressee: str
    reference: str
    title: str
    about: str
    greeting: str
    opening: str
    sections: tuple[Section, ...]
    farewell: str
    signed: str
    signed_as: str
    is_for_child: bool
    gaps: tuple[Gap, ...] = ()
    tongue: Tongue = Tongue()

    @property
    def text(self) -> str:
        """Return every word of it in reading order, for tests and for whoever has no page."""
        lines = [self.about, self.greeting, self.opening]
        for section in self.sections:
            lines += [section.heading, *(line for block in section.blocks for line in block.lines)]
        return "\n".join((*lines, self.farewell, self.signed, self.signed_as))
