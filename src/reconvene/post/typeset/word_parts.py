"""
In: a Word file. Out: nothing; the file gets what python-docx has no words for.

Frames, page numbers, languages and the way of reading are elements of the format's own (ECMA-376,
WordprocessingML), and each has its place among its siblings.
"""

import re
from dataclasses import dataclass
from unicodedata import bidirectional

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reconvene.post.typeset.paper import Paper

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_NUMBER = re.compile(r"(\b\d{3,5}(?: \d{3,6}){1,3}\b)")
_TWENTIETHS = 56.7  # of a point in a millimetre
# What stands after w:bidi in a paragraph's properties and in a section's.
_AFTER_BIDI = (
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
    *("suppressOverlap", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr"),
    *("pPrChange", "rtlGutter", "docGrid", "printerSettings"),
)
_AFTER_FRAME = (
    *("widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens"),
    *("bidi", *_AFTER_BIDI),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A place on the first page that what is framed stands at; millimetres from its top left."""

    across: int
    down: int
    width: int


def framed(paragraph: Paragraph, frame: Frame) -> None:
    """Put a paragraph at a place on the page; those of one place that follow each other stack."""
    element = _element(
        "w:framePr",
        w=round(frame.width * _TWENTIETHS),
        hSpace="0",
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=round(frame.across * _TWENTIETHS),
        y=round(frame.down * _TWENTIETHS),
    )
    _put_before(paragraph._p.get_or_add_pPr(), element, _AFTER_FRAME)  # noqa: SLF001  no other way


def spaced(
    paragraph: Paragraph, *, before: float | None = None, after: float | None = None
) -> None:
    """Set the room around a paragraph, in millimetres; none leaves what its style says."""
    room = paragraph.paragraph_format
    room.space_before = room.space_before if before is None else Mm(before)
    room.space_after = room.space_after if after is None else Mm(after)


def numbered(paragraph: Paragraph, words: str) -> None:
    """Write how a page is numbered, with fields that Word fills for {page} and {pages}."""
    for piece in re.split(r"(\{pages?\})", words):
        if piece in _FIELDS:
            field = _element("w:fldSimple", instr=_FIELDS[piece])
            paragraph._p.append(field)  # noqa: SLF001  no other way
            field.append(paragraph.add_run("1")._r)  # noqa: SLF001  no other way
        elif piece:
            paragraph.add_run(piece)


def say_language(document: Document, paper: Paper) -> None:
    """Say which language every word is in, for whoever has it read aloud."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    for of in (defaults, document.settings.element.find(qn("w:themeFontLang"))):
        for kind in ("val", "eastAsia", "bidi"):
            of.set(qn(f"w:{kind}"), paper.language)


def read_from_the_right(document: Document) -> None:
    """
    Have a document and its feet read from the right, but for lines without a word that is.

    The groups of a telephone number would change places, so its run is read from the left.
    """
    section = document.sections[0]
    _put_before(section._sectPr, _element("w:bidi"), _AFTER_BIDI)  # noqa: SLF001  no other way
    for paragraph in (*section.footer.paragraphs, *section.first_page_footer.paragraphs):
        _turn(paragraph)
    for paragraph in document.paragraphs:
        if _is_from_right(paragraph.text):
            paragraph.text, *rest = _NUMBER.split(paragraph.text)
            for piece in rest:
                paragraph.add_run(piece)
            _turn(paragraph)


def _turn(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  no other way
    _put_before(properties, _element("w:bidi"), _AFTER_BIDI)
    for run in paragraph._p.iter(qn("w:r")):  # noqa: SLF001  no other way
        if not _NUMBER.fullmatch(run.text):
            run.get_or_add_rPr().append(_element("w:rtl"))


def _is_from_right(words: str) -> bool:
    return any(bidirectional(sign) in ("R", "AL") for sign in words)


def _element(name: str, **values: object) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _put_before(parent: BaseOxmlElement, child: BaseOxmlElement, after: tuple[str, ...]) -> None:
    """Put an element where the format wants it: before the first that comes after it."""
    later = next((one for one in parent if one.tag in {qn(f"w:{name}") for name in after}), None)
    if later is None:
        parent.append(child)
    else:
        later.addprevious(child)
