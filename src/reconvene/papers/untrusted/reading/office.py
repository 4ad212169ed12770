"""Documents of word processors and spreadsheets: packages of parts, none of which may do anything."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason
from reconvene.papers.untrusted.reading.packages import Parts, parts_of

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_LONGEST_PART = 48 * 1024 * 1024

_PICTURES = {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "svm"}
_TAKEN = {"xml", "rels", "vml", "rdf", "odttf", "ttf", "otf", *_PICTURES}
_RUN = re.compile(
    r"macro|vba|activex|ctrlprops|customui|externallink|connections|querytable|websettings/frame"
    r"|^basic/|^scripts/|dialogs/",
    re.IGNORECASE,
)
_HELD = re.compile(r"embeddings/|oleobject|^object \d", re.IGNORECASE)
_FETCHED_BY = re.compile(
    r"/(attachedTemplate|oleObject|package|frame|subDocument|aFChunk|externalLink)\Z"
)
_LINKS_TO = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_FIELDS = {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "MACROBUTTON"}
_CALLS = re.compile(
    r"\b(CALL|EXEC|REGISTER(\.ID)?|WEBSERVICE|FILTERXML|DDE|RTD|CUBE\w+|IMAGE)\s*\(|\|.*!",
    re.IGNORECASE | re.DOTALL,
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HREF = "{http://www.w3.org/1999/xlink}href"


def read_docx(file: BinaryIO) -> None:
    """Read a document of Word without macros."""
    _read_open_xml(file, "wordprocessingml.document", "word/document.xml")


def read_xlsx(file: BinaryIO) -> None:
    """Read a workbook of Excel without macros."""
    _read_open_xml(file, "spreadsheetml.sheet", "xl/workbook.xml")


def read_odt(file: BinaryIO) -> None:
    """Read a document of LibreOffice without macros."""
    parts = _sound(file)
    first = parts.zip.infolist()[0]
    stored = first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
    if not stored or parts.read("mimetype", 100).strip() != _ODT:
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    if not {"content.xml", "META-INF/manifest.xml"} <= parts.names:
        raise NotAsItShouldBe(Reason.DAMAGED)
    for _, tree in _trees(parts):
        for element in tree.iter(etree.Element):
            _demand_still(element)


def _read_open_xml(file: BinaryIO, form: str, main: str) -> None:
    parts = _sound(file)
    if not {"[Content_Types].xml", "_rels/.rels", main} <= parts.names:
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)
    for name, tree in _trees(parts):
        if name == "[Content_Types].xml":
            _demand_types(tree, main, _MAIN.format(form))
        elif name.endswith(".rels"):
            _demand_inside(tree)
        elif name.lower().endswith(".svg"):
            _demand_still_drawing(tree)
        else:
            _demand_no_fields(tree)
            _demand_no_formulas(tree)


def _sound(file: BinaryIO) -> Parts:
    """Return the parts of a package, all of sorts that only show something."""
    parts = parts_of(file)
    if "EncryptedPackage" in parts.names:
        raise NotAsItShouldBe(Reason.LOCKED)
    for name in sorted(parts.names):
        ending = name.rpartition(".")[2].lower()
        if _RUN.search(name):
            raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
        if _HELD.search(name):
            raise NotAsItShouldBe(Reason.HOLDS_FILES)
        is_setting = name.startswith("xl/printerSettings/") and ending == "bin"
        is_folder = name.endswith("/")
        if not (
            ending in _TAKEN or is_setting or is_folder or name in {"mimetype", "layout-cache"}
        ):
            raise NotAsItShouldBe(Reason.HOLDS_FILES)
    return parts


def _trees(parts: Parts) -> Iterator[tuple[str, Any]]:
    """Return every part that is XML, read without a word from elsewhere; none defines any."""
    for name in sorted(parts.names):
        ending = name.rpartition(".")[2].lower()
        if ending not in {"xml", "rels", "vml", "rdf", "svg"}:
            continue
        text = parts.read(name, _LONGEST_PART)
        if not text.strip() and ending != "rels":
            continue  # LibreOffice leaves such parts
        reader = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
        )
        tree = etree.fromstring(text, reader)
        if tree.getroottree().docinfo.doctype or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)
        yield name, tree


def _demand_types(tree: Any, main: str, form: str) -> None:
    named = {
        one.get("PartName"): one.get("ContentType") or "" for one in tree if one.get("PartName")
    }
    types = [one.get("ContentType") or "" for one in tree.iter(etree.Element)]
    if any(_RUN.search(one) or "macrosheet" in one for one in types):
        raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
    if named.get(f"/{main}") != form:
        raise NotAsItShouldBe(Reason.NOT_WHAT_IT_SAYS)


def _demand_inside(tree: Any) -> None:
    """Return where relations stay in the package, but for links that somebody has to follow."""
    for one in tree.iter(etree.Element):
        kind, target = one.get("Type") or "", (one.get("Target") or "").strip()
        if _RUN.search(kind) or "oleObject" in kind:
            raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
        is_link = kind.endswith("/hyperlink") and (
            _LINKS_TO.match(target) or target.startswith("#")
        )
        is_outside = (
            one.get("TargetMode") == "External" or "://" in target or target.startswith("\\")
        )
        if (is_outside and not is_link) or _FETCHED_BY.search(kind):
            raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)


def _demand_still_drawing(tree: Any) -> None:
    """Return where a drawing that is kept beside a picture is lines and colours alone."""
    for one in tree.iter(etree.Element):
        told = {etree.QName(key).localname.lower(): value for key, value in one.attrib.items()}
        if etree.QName(one).localname.lower() in {"script", "foreignobject", "handler", "iframe"}:
            raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
        if any(key.startswith("on") for key in told):
            raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
        if not told.get("href", "#").strip().startswith(("#", "data:image/")):
            raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)


def _demand_no_fields(tree: Any) -> None:
    """Return where no field of Word fetches or starts anything, however it is cut up."""
    open_fields: list[str] = []
    for one in tree.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        if one.tag == f"{_W}fldSimple":
            _demand_plain_field(one.get(f"{_W}instr") or "")
        elif one.tag == f"{_W}instrText":
            if open_fields:
                open_fields[-1] += one.text or ""
            else:
                _demand_plain_field(one.text or "")
        elif one.get(f"{_W}fldCharType") == "begin":
            open_fields.append("")
        elif one.get(f"{_W}fldCharType") == "end" and open_fields:
            _demand_plain_field(open_fields.pop())
    for field in open_fields:
        _demand_plain_field(field)


def _demand_plain_field(text: str) -> None:
    # Fields lie in fields, so any word of one may come to be its first.
    if {word.upper() for word in re.findall(r"[A-Za-z]+", text)} & (_FIELDS - {"LINK", "IMPORT"}):
        raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)
    if re.match(r"\s*(LINK|IMPORT)\b", text, re.IGNORECASE):
        raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)


def _demand_no_formulas(tree: Any) -> None:
    """Return where no formula of a workbook calls a program or something from elsewhere."""
    for one in tree.iter("{*}f", "{*}definedName", "{*}ddeLink", "{*}oleLink"):
        name = etree.QName(one).localname
        if name in {"ddeLink", "oleLink"} or _CALLS.search("".join(one.itertext())):
            raise NotAsItShouldBe(Reason.RUNS_SOMETHING)


def _demand_still(element: Any) -> None:
    """Return where an element of LibreOffice runs nothing and fetches nothing."""
    name = etree.QName(element)
    if "script" in (name.namespace or "") or name.localname in {
        "event-listener",
        "event-listeners",
    }:
        raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
    if name.localname.startswith("dde-") or name.localname in {
        "object",
        "object-ole",
        "applet",
        "plugin",
    }:
        raise NotAsItShouldBe(Reason.HOLDS_FILES)
    if name.localname == "encryption-data":
        raise NotAsItShouldBe(Reason.LOCKED)
    href = (element.get(_HREF) or "").strip()
    if not href or href.startswith("#"):
        return
    if name.localname == "a":
        is_fit = bool(_LINKS_TO.match(href))
    else:
        is_fit = not re.search(r":|^[/\\]", href) and (
            ".." not in href or name.localname == "template"
        )
    if not is_fit:
        raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)
