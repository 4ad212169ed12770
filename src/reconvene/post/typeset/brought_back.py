"""
In: a Word file that somebody brings back. Out: its words, or the one reason why it is not taken.

What would not come back with the words, such as a comment, is a reason too: it must not be lost
without anybody noticing.
"""

import re
from collections.abc import Iterator
from posixpath import basename, dirname

from reconvene.post.typeset.plain import plain
from reconvene.post.typeset.word_package import Element, Package, opened
from reconvene.post.typeset.word_refused import WordFileRefused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PAGE = re.compile(r"\s*(NUM)?PAGES?\b[^\"]*")
_WAY = re.compile(r"(mailto:|https?://)|/$", re.IGNORECASE)

# What is a reason wherever it stands, and what only among the words.
_ANYWHERE = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"), "changes"),
    **dict.fromkeys(("comment", "commentReference", "commentRangeStart"), "comments"),
    **dict.fromkeys(("altChunk", "subDoc", "attachedTemplate"), "links"),
    **dict.fromkeys(("object", "control"), "macros"),
}
_AMONG_WORDS = {
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "notes"),
    **dict.fromkeys(("fldSimple", "instrText"), "fields"),
    "vanish": "hidden",
}
_SAID = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": " ",
    f"{_W}cr": " ",
    f"{_W}noBreakHyphen": "-",
}


def words_in(file: bytes) -> tuple[str, ...]:
    """
    Return the paragraphs of a Word file in order, as plain text, without empty ones.

    What stands in the heads and feet of pages is not among them, nor are pictures.

    Raises:
        WordFileRefused: It is no .docx, is too large, or holds what is not taken.
    """
    package = opened(file)
    body = package.parts[package.main]
    for tree in package.parts.values():
        _refuse(_reason(one, _ANYWHERE) for one in tree.iter(f"{_W}*"))
    _refuse(_reason(one, _AMONG_WORDS) for one in body.iter(f"{_W}*"))
    _refuse(_linked(package))
    said = (plain("".join(_said(one))) for one in body.iter(f"{_W}p") if not _is_twice(one))
    return tuple(filter(None, said))


def _refuse(reasons: Iterator[str]) -> None:
    why = next(filter(None, reasons), None)
    if why:
        raise WordFileRefused(why=why)


def _reason(element: Element, reasons: dict[str, str]) -> str:
    """Return why a file with this element is not taken, or nothing."""
    name = element.tag.removeprefix(_W)
    if name == "vanish" and element.get(f"{_W}val") in ("0", "false", "off"):
        return ""
    if name in ("fldSimple", "instrText"):
        field = element.get(f"{_W}instr") or element.text or ""
        return "" if _PAGE.fullmatch(field) else reasons.get(name, "")
    return "changes" if name.endswith("Change") else reasons.get(name, "")


def _linked(package: Package) -> Iterator[str]:
    """Return a reason for each link out of the file, but for one that says just where it goes."""
    for name, relations in package.parts.items():
        if name.endswith(".rels"):
            folder = dirname(dirname(name))
            owner = f"{folder}/{basename(name).removesuffix('.rels')}".removeprefix("/")
            part = package.parts.get(owner)
            for relation in relations.iter("{*}Relationship"):
                if relation.get("TargetMode") == "External" and not _is_said(relation, part):
                    yield "links"


def _is_said(relation: Element, part: Element | None) -> bool:
    """Tell whether a link is shown, and by nothing but its address, as Word does of itself."""
    if part is None or not relation.get("Type", "").endswith("/hyperlink"):
        return False
    uses = [one for one in part.iter() if one.get(f"{_R}id") == relation.get("Id")]
    goes = _WAY.sub("", relation.get("Target", ""))
    return bool(uses) and all(
        one.tag == f"{_W}hyperlink" and _WAY.sub("", "".join(_said(one))).strip() == goes
        for one in uses
    )


def _said(element: Element) -> Iterator[str]:
    """Return the words of a paragraph or a link, without those of a paragraph inside it."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SAID:
            yield _SAID[child.tag]
        elif child.tag not in (f"{_W}p", f"{_W}pPr", _FALLBACK):
            yield from _said(child)


def _is_twice(paragraph: Element) -> bool:
    """Tell whether a paragraph only repeats another for programs that do not understand that one."""
    return next(paragraph.iterancestors(_FALLBACK), None) is not None
