"""
The words of a letter as they went, kept for good beside what the letter rests on.

In: nothing. Out: frozen parts of a payload.
"""

from typing import Literal

from reconvene.core.record.payload import Part

BlockKind = Literal["paragraph", "list", "quote", "day"]


class CopiedBlock(Part, frozen=True, kw_only=True):
    """A paragraph, a list, somebody's own words, or a day that must not be missed."""

    style: BlockKind
    lines: tuple[str, ...]


class CopiedSection(Part, frozen=True, kw_only=True):
    """One thing a letter says, under its heading. `content` is what the procedure calls it."""

    content: str
    heading: str
    blocks: tuple[CopiedBlock, ...]


class CopiedHead(Part, frozen=True, kw_only=True):
    """Whose letter it is, as its first page has it; any of it but the name may be empty."""

    office: str
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


class Copy(Part, frozen=True, kw_only=True):
    """
    A letter, word for word, in reading order.

    Attributes:
        tongue: The language of its words, as "en-GB" or "pl".
        runs: Which way that language is read.
        dated: Its day as it stands in the letter.
        paged: How its pages are numbered, with places for {page} and {pages}.
        head: Whose letter it is.
        addressee: Who it is to; no address.
        our_reference: The reference of its case, as the letter has it.
        title: What kind of letter it is; not among its words.
        signed: Who signs it, and `signed_as` as what.
        is_for_child: Whether it is worded for a child.
    """

    tongue: str
    runs: Literal["ltr", "rtl"] = "ltr"
    dated: str
    paged: str
    head: CopiedHead
    addressee: str
    our_reference: str
    title: str
    heading: str
    greeting: str
    opening: str
    sections: tuple[CopiedSection, ...]
    farewell: str
    signed: str
    signed_as: str = ""
    is_for_child: bool = False
