"""
In: a Word file and the paper. Out: nothing; the file's styles are those of our letters.

Arial, since it is on nearly every machine and has Arabic too; our own type would be replaced by
whatever a machine has.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from reconvene.post.typeset.paper import Paper

OFFICE, LAST_DAY, SMALL = "Office", "Last day", "Small"
FACE, INK = "Arial", "1C2321"
_OWN = (OFFICE, LAST_DAY, SMALL)
_ORDER = ("rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang")  # as the format has it

# Each style: points on ordinary and on large paper, bold or not, points before and after it.
_LOOKS: dict[str, tuple[float, float, bool, float, float]] = {
    "Normal": (12, 18, False, 0, 9),
    "No Spacing": (12, 18, False, 0, 0),
    SMALL: (11, 18, False, 0, 0),
    OFFICE: (16, 22, True, 0, 6),
    "Heading 1": (14.5, 21, True, 18, 10),
    "Heading 2": (12.5, 20, True, 16, 6),
    "List Bullet": (12, 18, False, 0, 5),
    "Quote": (12, 18, False, 3, 9),
    LAST_DAY: (12, 18, True, 8, 14),
    "Footer": (11, 18, False, 0, 0),
}


def put_styles(document: Document, paper: Paper) -> None:
    """Give a document made from `base` the styles of our letters."""
    for name in _OWN:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).quick_style = True
    for name, (ordinary, large, is_bold, before, after) in _LOOKS.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101  each of the table is one
        colour = paper.accent[1:].upper() if name == OFFICE else INK
        _set_type(style, large if paper.is_large else ordinary, colour, is_bold=is_bold)
        _set_room(style, before, after)
    _inset(document.styles["Quote"])
    _box(document.styles[LAST_DAY], paper.accent[1:].upper())


def _set_type(style: ParagraphStyle, points: float, colour: str, *, is_bold: bool) -> None:
    """Set what a style is written in, for Latin and for Arabic letters alike."""
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    half_points = str(round(points * 2))
    faces = {f"w:{script}": FACE for script in ("ascii", "hAnsi", "cs", "eastAsia")}
    bold = {"w:val": "1" if is_bold else "0"}
    for name, values in (
        ("w:rFonts", faces),
        ("w:b", bold),
        ("w:bCs", bold),
        ("w:color", {"w:val": colour}),
        ("w:sz", {"w:val": half_points}),
        ("w:szCs", {"w:val": half_points}),
    ):
        element = OxmlElement(name)
        for key, value in values.items():
            element.set(qn(key), value)
        properties.append(element)


def _set_room(style: ParagraphStyle, before: float, after: float) -> None:
    room = style.paragraph_format
    room.space_before, room.space_after = Pt(before), Pt(after)
    room.line_spacing_rule, room.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.3
    room.widow_control = True
    room.keep_with_next = style.name is not None and style.name.startswith("Heading")


def _inset(style: ParagraphStyle) -> None:
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(8)


def _box(style: ParagraphStyle, colour: str) -> None:
    """Frame what must not be missed: a line all around says the same whichever way it is read."""
    style.paragraph_format.keep_together = True
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(3)
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", colour)):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    properties = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(borders)
