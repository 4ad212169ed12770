"""
In: a letter and its paper. Out: what is put on the paper, as plain data, in reading order.

Both the PDF and the Word file are made from this, so that they say the same.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NotRequired, TypedDict

from reconvene.library.words.plain import said_day
from reconvene.post.letter import Block, Letter, Section
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.plain import plain, plain_lines

Clean = Callable[[str], str]


class Part(TypedDict):
    """A heading, or a block; `lines` is never empty and no line in it is."""

    kind: Literal["heading", "paragraph", "list", "quote", "day"]
    lines: list[str]
    level: NotRequired[int]


class FairCopy(TypedDict):
    """A letter on paper. Lines and texts may be empty, but none holds only spaces."""

    title: str
    office: str
    contact: list[str]
    addressee: list[str]
    on: str
    reference: str
    body: list[Part]
    end: list[str]
    code: str


class LetterUnfinished(ValueError):
    """A letter still lacks something that it must say."""

    def __init__(self, *, contents: Iterable[str]) -> None:
        self.contents = tuple(contents)
        super().__init__(
            f"The letter could not be put on paper: found that it lacks {', '.join(self.contents)}. "
            "Record what it lacks, then write it again."
        )


def fair_copy_of(letter: Letter, paper: Paper, clean: Clean = plain) -> FairCopy:
    """
    Return what a letter's paper says, each text cleaned.

    Raises:
        LetterUnfinished: The letter has a gap.
    """
    if letter.gaps:
        raise LetterUnfinished(contents=(gap.content for gap in letter.gaps))
    office = letter.office
    contact = (office.address, office.phone, office.email, office.hours)
    title = letter.title, letter.about, letter.reference, office.name
    return FairCopy(
        title=next(filter(None, map(clean, title)), "–"),
        office=clean(office.name),
        contact=[clean(line) for words in contact for line in plain_lines(words)],
        addressee=[clean(line) for line in plain_lines(letter.addressee)],
        on=clean(paper.on or said_day(letter.on)),
        reference=clean(letter.reference),
        body=_body(letter, clean),
        end=_lines((letter.farewell, letter.signed, letter.signed_as), clean),
        code=clean(paper.code),
    )


def _body(letter: Letter, clean: Clean) -> list[Part]:
    about = _lines((letter.about,), clean)
    opening = _lines((letter.greeting, letter.opening), clean)
    body = [Part(kind="heading", lines=about, level=1), Part(kind="paragraph", lines=opening)]
    for section in letter.sections:
        body += _section(section, 2 if about else 1, clean)
    return [part for part in body if part["lines"]]


def _section(section: Section, level: int, clean: Clean) -> list[Part]:
    heading = Part(kind="heading", lines=_lines((section.heading,), clean), level=level)
    return [heading, *(_part(block, clean) for block in section.blocks)]


def _part(block: Block, clean: Clean) -> Part:
    return Part(kind=block.kind, lines=_lines(block.lines, clean))


def _lines(words: Iterable[str], clean: Clean) -> list[str]:
    return [line for line in map(clean, words) if line]
