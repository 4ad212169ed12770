"""
In: a letter and its paper. Out: a Word file that can be edited and that everybody can read.

It says what the PDF says, in the same order, in real headings and lists and without tables. The same
letter makes the same bytes: what a file says of when it was made is the letter's own day.
"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument

from reconvene.post.letter import Letter
from reconvene.post.typeset.brought_back import words_in
from reconvene.post.typeset.fair_copy import FairCopy, fair_copy_of
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.word_base import base
from reconvene.post.typeset.word_page import put_head, put_page
from reconvene.post.typeset.word_parts import read_from_the_right, say_language, spaced
from reconvene.post.typeset.word_refused import WordFileRefused
from reconvene.post.typeset.word_styles import LAST_DAY, SMALL, put_styles

__all__ = ["WordFileRefused", "word_of", "words_in"]

_STYLES = {"paragraph": "Normal", "list": "List Bullet", "quote": "Quote", "day": LAST_DAY}
_LONGEST = 255  # characters of a property of the file
_NEVER = (1980, 1, 1, 0, 0, 0)  # the first day that a file in a zip can have


def word_of(letter: Letter, paper: Paper) -> bytes:
    """
    Return a letter as a Word file (.docx).

    Raises:
        LetterUnfinished: The letter has a gap.
    """
    copy = fair_copy_of(letter, paper)
    document = Document(BytesIO(base()))
    _describe(document, copy, letter, paper)
    put_styles(document, paper)
    put_page(document, copy, paper)
    put_head(document, copy, paper)
    for part in copy["body"]:
        style = f"Heading {part['level']}" if "level" in part else _STYLES[part["kind"]]
        for line in part["lines"]:
            document.add_paragraph(line, style)
    _put_end(document, copy)
    if paper.is_rtl:
        read_from_the_right(document)
    return _packed(document)


def _describe(document: WordDocument, copy: FairCopy, letter: Letter, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.language = copy["title"][:_LONGEST], paper.language
    about.author = about.last_modified_by = copy["office"][:_LONGEST]
    about.created = about.modified = datetime(*letter.on.timetuple()[:3], tzinfo=UTC)
    about.comments, about.revision = "", 1
    say_language(document, paper)


def _put_end(document: WordDocument, copy: FairCopy) -> None:
    """Put the farewell, room to sign, who signs, and what the letter can be checked by."""
    for number, line in enumerate(copy["end"]):
        paragraph = document.add_paragraph(line, "No Spacing")
        spaced(paragraph, before=(8, 18)[number] if number < 2 else 0)
        paragraph.paragraph_format.keep_with_next = number < len(copy["end"]) - 1
    if copy["code"]:
        spaced(document.add_paragraph(copy["code"], SMALL), before=10)


def _packed(document: WordDocument) -> bytes:
    """Return a document's file with no word of when it was packed, nor pressed by any machine's own way."""
    pressed, packed = BytesIO(), BytesIO()
    document.save(pressed)
    with ZipFile(pressed) as before, ZipFile(packed, "w") as after:
        for name in before.namelist():
            part = ZipInfo(name, _NEVER)
            part.create_system = 0
            after.writestr(part, before.read(name))
    return packed.getvalue()
