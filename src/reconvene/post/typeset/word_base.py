"""
In: the blank document that python-docx brings. Out: one with only what a letter needs.

The blank one has a picture of itself, parts for old versions, and 160 styles that no letter has.
"""

from functools import cache
from io import BytesIO

from docx import Document
from docx.opc.rel import Relationships
from docx.oxml.ns import qn

_STYLES = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "No Spacing"),
    *("Heading 1", "Heading 2", "List Bullet", "Quote", "Footer"),
}
_LEFT_OUT = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
_TODAY = "15"  # what Word since 2013 takes for a document of its own


@cache
def base() -> bytes:
    """Return the document that each letter begins with, as a Word file."""
    document = Document()
    _leave_out(document.part.rels)
    package = document.part.package
    assert package is not None  # noqa: S101  a document that was opened has one
    _leave_out(package.rels)
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")).lower() not in {
            name.lower() for name in _STYLES
        }:
            styles.remove(style)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _TODAY)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _leave_out(relations: Relationships) -> None:
    for key, relation in list(relations.items()):
        if relation.reltype.rpartition("/")[2] in _LEFT_OUT:
            del relations[key]
