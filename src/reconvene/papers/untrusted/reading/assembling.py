"""
Parts put together to one PDF, each page stamped, all of it tagged: behind the door.

What is handed in is a line of JSON that says what follows, then the stamps (a PDF with a page for
each page of the whole), then the parts. Parts that were set here come over with their tags. A page
of any other PDF is drawn, whole, onto a page of its own, and so is a picture: so nothing of it lies
anywhere but on its page, and every page is upright and of one size.
"""

import html
import io
import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, Pdf, Stream
from PIL import Image

from reconvene.papers.untrusted.reading.pdf import opened
from reconvene.papers.untrusted.reading.tagging import Tags

MOST_PAGES = 1_500
A4 = (595, 842)  # points
FRAME = (28, 40, 567, 802)
"""Where a page that was not set here stands on its own: clear of what is stamped at the edges."""

_LONGEST_PLAN = 1024 * 1024
_DEEPEST = 6
_METADATA = (
    '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{claim}'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
_CLAIM = "<pdfuaid:part>1</pdfuaid:part>"


class Unlike(ValueError):
    """A part, or the stamps, have not as many pages as was said, or one of which nothing is seen."""


def assemble(file: BinaryIO, _words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Put parts together as the plan before them says."""
    plan = json.loads(file.readline(_LONGEST_PLAN))
    stamps = opened(io.BytesIO(file.read(plan["stamps"])))
    with Pdf.new() as whole:
        making = _Making(whole)
        for part in plan["parts"]:
            making.add(part, file.read(part["size"]))
        if len(whole.pages) != len(stamps.pages):
            raise Unlike
        making.stamp(stamps)
        making.finish(plan["title"], plan["language"])
        made = io.BytesIO()
        whole.save(
            made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return {"pages": len(whole.pages)}, made.getvalue()


class _Making:
    """The whole as far as it has come; the PDFs it was made from stay open until it is saved."""

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        self.tags = Tags(whole)
        self.begins: list[tuple[str, int]] = []
        self.is_for_everybody = True
        self._from: list[Pdf] = []

    def add(self, part: dict[str, Any], content: bytes) -> None:
        """Add the pages of a part, which has to have as many as was said."""
        first = len(self.whole.pages)
        _ADDS[part["kind"]](self, part, content)
        if len(self.whole.pages) - first != part["pages"] or len(self.whole.pages) > MOST_PAGES:
            raise Unlike
        self.begins.append((part["called"], first))

    def set_here(self, part: dict[str, Any], content: bytes) -> None:
        """Add a PDF that was set here, with its tags."""
        old = self._opened(content)
        first = len(self.whole.pages)
        self.whole.pages.extend(old.pages)
        pages = [page.obj for page in self.whole.pages[first:]]
        self.tags.take_over(old, pages, part["called"], part["language"])

    def drawn(self, part: dict[str, Any], content: bytes) -> None:
        """Add the pages of any other PDF, each drawn onto a page of its own."""
        self.is_for_everybody = False
        old = self._opened(content)
        for number, page in enumerate(old.pages, 1):
            shape: Any = self.whole.copy_foreign(old.make_indirect(page.as_form_xobject()))
            has_words = _has_words(shape.get("/Resources"), 0)
            called = f"{part['called']}, page {number} of {len(old.pages)}"
            self._place(shape, "" if has_words else called, part["called"])

    def picture(self, part: dict[str, Any], content: bytes) -> None:
        """Add a picture, on a page of its own, with what it is called for whoever does not see it."""
        image = _image_of(self.whole, part["kind"], content)
        width, height = int(image.Width), int(image.Height)
        shape = self.whole.make_stream(
            b"%d 0 0 %d 0 0 cm /Picture Do" % (width, height),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, width, height],
            Resources=Dictionary(XObject=Dictionary(Picture=image)),
        )
        self._place(shape, part["called"], part["called"])

    def _place(self, shape: Stream, instead: str, part: str) -> None:
        """Draw something onto a new page; `instead` is said of it where it has no words to read."""
        left, low, right, high = map(float, shape.BBox)
        if left == right or low == high:
            raise Unlike
        page = self.whole.add_blank_page(page_size=A4)
        name = page.add_resource(shape, Name.XObject)
        placed = page.calc_form_xobject_placement(
            shape, name, pikepdf.Rectangle(*FRAME), allow_expand=True
        )
        tag = b"/Figure" if instead else b"/P"
        page.contents_add(self.whole.make_stream(tag + b" <</MCID 0>> BDC\n" + placed + b"\nEMC\n"))
        self.tags.tell(page.obj, tag.decode(), part, instead, FRAME)

    def stamp(self, stamps: Pdf) -> None:
        """Draw each stamp over its page, as something that is not read out."""
        self._from.append(stamps)
        for page, mark in zip(self.whole.pages, stamps.pages, strict=True):
            shape = self.whole.copy_foreign(stamps.make_indirect(mark.as_form_xobject()))
            _own_resources(page)
            name = page.add_resource(shape, Name.XObject, prefix="Mark")
            page.contents_add(self.whole.make_stream(b"q\n"), prepend=True)
            placed = f"\nQ\n/Artifact <</Type /Pagination>> BDC\nq {name} Do Q\nEMC\n"
            page.contents_add(self.whole.make_stream(placed.encode()))

    def finish(self, title: str, language: str) -> None:
        """Say what the whole is, where each part begins, and how it is read out."""
        root = self.whole.Root
        self.tags.finish()
        root.Lang = language
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.D)])
        root.PageMode = Name.UseOutlines
        self.whole.docinfo[Name.Title] = title
        claim = _CLAIM if self.is_for_everybody else ""
        said = _METADATA.format(title=html.escape(title), claim=claim)
        root.Metadata = self.whole.make_stream(said.encode(), Type=Name.Metadata, Subtype=Name.XML)
        with self.whole.open_outline() as outline:
            outline.root.extend(OutlineItem(called, first) for called, first in self.begins)

    def _opened(self, content: bytes) -> Pdf:
        self._from.append(opened(io.BytesIO(content)))
        return self._from[-1]


_ADDS: dict[str, Callable[[_Making, dict[str, Any], bytes], None]] = {
    "set": _Making.set_here,
    "pdf": _Making.drawn,
    "jpeg": _Making.picture,
    "png": _Making.picture,
}


def _own_resources(page: pikepdf.Page) -> None:
    """Give a page resources of its own, so that what is added to them is on no other page."""
    shared: Any = page.obj.get("/Resources", Dictionary())
    own = Dictionary(shared)
    if "/XObject" in own:
        own.XObject = Dictionary(shared.XObject)
    page.obj.Resources = own


def _has_words(resources: Any, depth: int) -> bool:
    """Tell whether anything is drawn with a font, so that there may be words to read out."""
    if resources is None or depth > _DEEPEST:
        return False
    if len(resources.get("/Font", Dictionary())):
        return True
    within: Iterator[Any] = (one for _, one in resources.get("/XObject", Dictionary()).items())
    return any(_has_words(one.get("/Resources"), depth + 1) for one in within)


def _image_of(whole: Pdf, kind: str, content: bytes) -> Stream:
    """Return a picture as a PDF holds it: a photograph as it is, any other on white."""
    picture = Image.open(io.BytesIO(content), formats=[kind.upper()])
    how: dict[str, Any] = {}
    if kind == "jpeg":
        raw, mode, how["Filter"] = content, picture.mode, Name.DCTDecode
    else:
        flat = _on_white(picture)
        raw, mode, how["Filter"] = zlib.compress(flat.tobytes()), flat.mode, Name.FlateDecode
    return whole.make_stream(
        raw,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        **how,
    )


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in {"LA", "RGBA"}:
        return picture.convert("L" if picture.mode in {"1", "L"} else "RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGB", seen.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white
