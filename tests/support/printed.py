"""What stands on the pages of a PDF: every sign with its size and place, and the order it is read in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unicodedata import combining

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name

MILLIMETRE = 72 / 25.4
HEIGHT = 297
LEFT = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9@.-]*[A-Za-z0-9])?"
)  # what is read from the left anywhere


@dataclass(frozen=True, slots=True)
class Sign:
    """
    One picture on a page.

    `text` is what a reader or a copy gets of it; `glyph` 0 is the picture for "none". `size` is in
    points; `across` and `down` are millimetres from the page's top left to its foot on the line.
    `mark` is what the tree of the document knows it by, and none for what is read out to nobody.
    """

    page: int
    mark: int | None
    text: str
    glyph: int
    font: str
    size: float
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Element:
    """A leaf of the document's tree: its kind and its parents' ("L LI LBody"), and its signs."""

    kinds: str
    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        """Return its words as they are drawn, from the left."""
        return "".join(sign.text for sign in said_once(self.signs))

    @property
    def from_right(self) -> str:
        """Return its words as they stand on the page, from the right, without spaces."""
        down: dict[int, list[Sign]] = {}
        for sign in said_once(self.signs):
            down.setdefault(round(sign.down / 5), []).append(sign)
        lines = (sorted(down[line], key=lambda one: -one.across) for line in down)
        words = squeezed("".join(sign.text for line in lines for sign in line))
        return LEFT.sub(lambda found: found[0][::-1], words)


class _Reader(PDFTextDevice):
    """Takes down every sign as the pages are drawn."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.signs: list[Sign] = []
        self.fonts: set[PDFFont] = set()
        self._page = -1
        self._marks: list[tuple[int | None, str | None]] = []

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        self._page += 1
        self._marks = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        found = props if isinstance(props, dict) else {}
        actual = found.get("ActualText")
        said = _text(actual) if isinstance(actual, bytes) else None
        self._marks.append((found.get("MCID"), said))

    def end_tag(self) -> None:
        self._marks.pop()

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        self.fonts.add(font)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        for place, (mark, said) in enumerate(self._marks):
            if said is not None:  # what is said in place of several signs is said once
                text, self._marks[place] = said, (mark, "")
        across, down = matrix[4] / MILLIMETRE, HEIGHT - matrix[5] / MILLIMETRE
        size = fontsize * abs(matrix[3])
        mark = next((one for one, _ in reversed(self._marks) if one is not None), None)
        self.signs.append(
            Sign(self._page, mark, text, cid, font.fontname, round(size, 2), across, down)
        )
        return font.char_width(cid) * fontsize * scaling


class Printed:
    """A PDF, read."""

    def __init__(self, file: bytes) -> None:
        document = PDFDocument(PDFParser(BytesIO(file)))
        self.catalog = document.catalog
        self.about = {
            key: _text(value) for key, value in document.info[0].items() if isinstance(value, bytes)
        }
        resources = PDFResourceManager()
        reader = _Reader(resources)
        interpreter = PDFPageInterpreter(resources, reader)
        self._pages: dict[int, int] = {}
        for number, page in enumerate(PDFPage.create_pages(document)):
            self._pages[int(str(page.pageid))] = number
            interpreter.process_page(page)
        self.signs = reader.signs
        self._fonts = reader.fonts
        self.pages = len(self._pages)

    def fonts_outside(self) -> list[str]:
        """Return the fonts that a reader would have to bring, by their names."""
        return sorted(font.fontname for font in self._fonts if not _is_inside(font))

    @property
    def language(self) -> str:
        return _text(self.catalog.get("Lang", b""))

    def on_page(self, page: int) -> str:
        """Return every sign of a page in the order it is drawn, spaces left out."""
        return squeezed("".join(sign.text for sign in self.signs if sign.page == page))

    def elements(self) -> list[Element]:
        """Return the leaves of the document's tree in the order in which they are read."""
        by_mark: dict[tuple[int, int], list[Sign]] = {}
        for sign in self.signs:
            if sign.mark is not None:
                by_mark.setdefault((sign.page, sign.mark), []).append(sign)
        root = resolve1(self.catalog["StructTreeRoot"])
        return [
            Element(" ".join(kinds), tuple(one for mark in marks for one in by_mark.get(mark, ())))
            for kinds, marks in self._leaves(root["K"], (), None)
        ]

    def _leaves(
        self, node: Any, kinds: tuple[str, ...], page: int | None
    ) -> Iterator[tuple[tuple[str, ...], list[tuple[int, int]]]]:
        """Yield each element that holds marks of its own, with them."""
        for one in _listed(node):
            if not isinstance(one, dict):
                continue
            kind = literal_name(one["S"]) if "S" in one else ""
            here = self._page_of(one, page)
            own = [
                (mark_page, mark)
                for child in _listed(one.get("K", []))
                for mark_page, mark in self._marks(child, here)
            ]
            inner = (*kinds, kind) if kind else kinds
            if own:
                yield inner, own
            yield from self._leaves(one.get("K", []), inner, here)

    def _marks(self, child: Any, page: int | None) -> Iterator[tuple[int, int]]:
        if isinstance(child, int):
            assert page is not None
            yield page, child
        elif isinstance(child, dict) and "MCID" in child:
            of = self._page_of(child, page)
            assert of is not None
            yield of, child["MCID"]

    def _page_of(self, node: dict[str, Any], otherwise: int | None) -> int | None:
        reference = node.get("Pg")
        return otherwise if reference is None else self._pages[reference.objid]


def said_once(signs: Iterable[Sign]) -> list[Sign]:
    """
    Return signs without those that only say again what the one before said, with a mark.

    Typst says a letter again for each mark on it that stands higher or lower than the line.
    """
    said: list[Sign] = []
    for sign in signs:
        is_again = said and sign.text == said[-1].text and any(map(combining, sign.text))
        said += [] if is_again else [sign]
    return said


def squeezed(words: str) -> str:
    """Return words without any space, to compare what lines may have torn apart."""
    return "".join(words.split())


def _is_inside(font: PDFFont) -> bool:
    return bool({"FontFile", "FontFile2", "FontFile3"} & set(font.descriptor))


def _listed(node: Any) -> list[Any]:
    found = resolve1(node)
    return [resolve1(one) for one in found] if isinstance(found, list) else [found]


def _text(value: bytes) -> str:
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be")
    return value.decode("latin-1")
