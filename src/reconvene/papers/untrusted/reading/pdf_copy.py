"""
A PDF made anew from what its pages show.

Nothing is taken out of the old one: a new one is begun, and of each page only its size and what it
draws come over. So there is no place for notes, names, dates, files, forms, links, bookmarks, tags,
earlier revisions or hints to readers. Pictures lose what cameras wrote into them. Where something
cannot be told for sure there is no copy: layers that are not shown at first, and pictures in forms
that keep notes of their own.
"""

import io
import zlib
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from reconvene.papers.untrusted.reading.bare_jpeg import bare_jpeg
from reconvene.papers.untrusted.reading.painting import NoCopy, painted
from reconvene.papers.untrusted.reading.pdf import opened

_OF_A_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_MAPS = ("/Font", "/XObject", "/ExtGState", "/Pattern", "/Shading", "/ColorSpace")
_ALWAYS = "/ColorSpace"  # pictures within what is drawn name theirs too

# Whatever something that is drawn may say of itself, of whichever sort it is. No other word comes
# over, so one that nobody has thought of does not either.
_DRAWN = {
    f"/{word}"
    for word in """
    Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask SMask Decode
    Interpolate Matte SMaskInData Filter DecodeParms FormType BBox Matrix Group PatternType
    PaintType TilingType XStep YStep Shading ExtGState BaseFont Encoding FirstChar LastChar Widths
    FontDescriptor ToUnicode DescendantFonts CIDSystemInfo Registry Ordering Supplement DW W DW2 W2
    CIDToGIDMap FontBBox FontMatrix CharProcs WMode UseCMap CMapName FontName FontStretch FontWeight
    Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth
    MissingWidth FontFile FontFile2 FontFile3 CIDSet Length1 Length2 Length3 BaseEncoding
    Differences LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK S
    G BC CS I K ShadingType Background AntiAlias Function Domain Coords Extend BitsPerCoordinate
    BitsPerFlag VerticesPerRow FunctionType Range Functions Bounds Encode C0 C1 N Size BitsPerSample
    Order Predictor Colors Columns EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1
    DamagedRowsBeforeError ColorTransform EarlyChange HalftoneType Frequency Angle SpotFunction
    WhitePoint BlackPoint Gamma Range Colorants Process Components
    """.split()
}
_UNTOLD = {"/JPXDecode", "/JBIG2Decode", "/Crypt"}
_COLOURS = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_MOST_UNPACKED = 64 * 1024 * 1024


def copy_of(file: BinaryIO) -> bytes:
    """
    Return the copy.

    Raises:
        NoCopy: There can be none.
    """
    with opened(file) as old, pikepdf.new() as new:
        _demand_all_layers_shown(old)
        drawing = _Drawing(old, new)
        for page in old.pages:
            drawing.draw(page)
        made = io.BytesIO()
        new.save(made, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _demand_all_layers_shown(old: pikepdf.Pdf) -> None:
    layers = old.Root.get("/OCProperties")
    if layers is None:
        return
    first = layers.get("/D", Dictionary())
    if len(first.get("/OFF", [])) or first.get("/BaseState", Name.ON) != Name.ON or "/AS" in first:
        raise NoCopy
    for each in old.objects:
        if not isinstance(each, Dictionary):
            continue
        if each.get("/Type") == Name.OCMD:  # shown by a rule, which nobody works out here
            raise NoCopy
        if each.get("/Type") == Name.OCG and "/Usage" in each:
            uses = (each.Usage.get(use, Dictionary()) for use in ("/View", "/Print", "/Export"))
            if any(value == Name.OFF for use in uses for _, value in use.items()):
                raise NoCopy


class _Drawing:
    """What came over already, so that what two pages share is there once."""

    def __init__(self, old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
        self.old, self.new = old, new
        self.came: dict[Any, Any] = {}

    def draw(self, page: pikepdf.Page) -> None:
        """Add a page that looks as this one does."""
        bare = Dictionary(Type=Name.Page)
        for key in _OF_A_PAGE:
            if (value := _inherited(page.obj, key)) is not None:
                bare[key] = self._value(value)
        resources = _inherited(page.obj, "/Resources")
        resources = Dictionary() if resources is None else resources
        page.contents_coalesce()
        drawn = page.obj.get("/Contents")
        if drawn is not None:
            bare.Contents, bare.Resources = self._content(drawn, resources)
        self.new.pages.append(pikepdf.Page(self.new.make_indirect(bare)))

    def _content(self, drawn: Any, resources: Any, *more: Any) -> tuple[Any, Any]:
        """Return what is drawn, with what it is drawn from: only what is really used of it."""
        text, used = painted(drawn, resources)
        for one in more:
            used |= painted(one, resources)[1]
        return self.new.make_stream(text), self._used(resources, used)

    def _used(self, resources: Any, used: set[tuple[str, str]]) -> Any:
        wanted = Dictionary()
        for sort in _MAPS:
            listed = resources.get(sort)
            names = [] if listed is None else list(listed.keys())
            names = [name for name in names if sort == _ALWAYS or (sort, name) in used]
            if names:
                wanted[sort] = Dictionary(
                    {name: self._one(listed[name], sort, resources) for name in names}
                )
        return wanted

    def _one(self, value: Any, sort: str, resources: Any) -> Any:
        """Return something that is drawn from, by its sort."""
        if sort == "/XObject":
            if not isinstance(value, Stream):
                raise NoCopy
            if value.get("/Subtype") == Name.Form:
                return self._once(value, lambda: self._stream_drawn(value, resources))
            if value.get("/Subtype") != Name.Image:
                raise NoCopy
        elif sort == "/Pattern" and isinstance(value, Stream) and value.get("/PatternType") == 1:
            return self._once(value, lambda: self._stream_drawn(value, resources))
        elif sort == "/Font" and value.get("/Subtype") == Name.Type3:
            return self._once(value, lambda: self._drawn_font(value, resources))
        return self._value(value)

    def _once(self, value: Any, make: Any) -> Any:
        if not value.is_indirect:
            return make()
        if value.objgen not in self.came:
            self.came[value.objgen] = self.new.make_indirect(make())
        return self.came[value.objgen]

    def _stream_drawn(self, value: Any, resources: Any) -> Any:
        """Return a form or a pattern: drawn like a page."""
        made, used = self._content(value, value.get("/Resources", resources))
        for key, told in self._told(value).items():
            if key not in {"/Filter", "/DecodeParms", "/Length"}:
                made[key] = told
        made.Resources = used
        return made

    def _drawn_font(self, value: Any, resources: Any) -> Any:
        """Return a font of which each letter is drawn like a page."""
        own = value.get("/Resources", resources)
        made = self._told(value, but={"/CharProcs"})
        made.CharProcs = Dictionary()
        used: set[tuple[str, str]] = set()
        for name, letter in value.CharProcs.items():
            text, of_it = painted(letter, own)
            made.CharProcs[name] = self.new.make_stream(text)
            used |= of_it
        made.Resources = self._used(own, used)
        return made

    def _value(self, value: Any) -> Any:
        """Return anything else: a number, a list, a font, a picture, a shade of colour."""
        if isinstance(value, Stream):
            return self._once(value, lambda: self._stream(value))
        if isinstance(value, Dictionary):
            return self._once(value, lambda: self._told(value))
        if isinstance(value, Array):
            if len(value) > 1 and value[0] == Name.ICCBased:
                return self._plain_colour(value[1])
            return Array([self._value(one) for one in value])
        return value

    def _plain_colour(self, profile: Any) -> Any:
        """Return colours without the notes of whoever measured them."""
        instead = profile.get("/Alternate")
        return self._value(instead) if instead is not None else _COLOURS[int(profile.N)]

    def _told(self, value: Any, but: set[str] = frozenset()) -> Any:  # type: ignore[assignment]
        made = Dictionary()
        for key in value.keys():  # noqa: SIM118  of a stream too
            if key in _DRAWN and key not in but:
                if key in {"/SMask", "/G"} and isinstance(value[key], Stream):
                    made[key] = self._one(value[key], "/XObject", Dictionary())
                elif key == "/Font":  # in a state of drawing: a font and its size
                    made[key] = Array([self._one(value[key][0], key, Dictionary()), value[key][1]])
                else:
                    made[key] = self._value(value[key])
        return made

    def _stream(self, value: Any) -> Any:
        """Return a stream that is nothing drawn: as it is, but a photograph without its notes."""
        filters = value.get("/Filter")
        filters = (
            [] if filters is None else [filters] if isinstance(filters, Name) else list(filters)
        )
        names = [str(one) for one in filters]
        if set(names) & _UNTOLD or value.get("/Subtype") == Name.Form:
            raise NoCopy
        told, raw = self._told(value), value.read_raw_bytes()
        if "/DCTDecode" in names or "/DCT" in names:
            if names[:-1] not in ([], ["/FlateDecode"]):
                raise NoCopy
            if names[:-1]:
                raw = _inflated(raw)
            parms = value.get("/DecodeParms")
            told.Filter = Name.DCTDecode
            if isinstance(parms, Array):
                last = parms[len(parms) - 1]
                del told["/DecodeParms"]
                if isinstance(last, Dictionary):
                    told.DecodeParms = self._told(last)
            return self.new.make_stream(bare_jpeg(raw), told)
        return self.new.make_stream(raw, told)


def _inflated(raw: bytes) -> bytes:
    inflating = zlib.decompressobj()
    found = inflating.decompress(raw, _MOST_UNPACKED)
    if not inflating.eof:
        raise NoCopy
    return found


def _inherited(page: Any, key: str) -> Any:
    """Return what a page says, or else the one above it in the tree of pages."""
    for _ in range(50):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page.Parent
    raise NoCopy
