"""Files as a family's phone or scanner gives them, built by hand: name, and what is in it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

SAMSUNG_NOTE = b"\0\0\x01\x0a" + struct.pack("<I", 14) + b"Image_UTC_Data" + b"1732350000000"


def picture(
    form: str, size: tuple[int, int] = (640, 480), mode: str = "RGB", **how: object
) -> bytes:
    """Return a picture with shades."""
    made = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(made, form, **how)
    return made.getvalue()


def exif(*, turned: int = 1) -> bytes:
    """Return what a camera notes: who made it, when, and where it stood."""
    notes = Image.Exif()
    notes[0x010F], notes[0x0110], notes[0x0112] = "Somemaker", "Model Nine", turned
    notes[0x9286] = b"ASCII\0\0\0our kitchen"
    notes.get_ifd(0x8825).update({1: "N", 2: (51.0, 45.0, 7.0), 3: "W", 4: (1.0, 15.0, 28.0)})
    return notes.tobytes()


def pdf(pages: int = 1, words: bytes = b"Seen by all", **to_page: object) -> pikepdf.Pdf:
    """Return a PDF with words on each page, to be saved by whoever asks for it."""
    made = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font = made.make_indirect(font)
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = made.make_stream(b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % words)
        for key, value in to_page.items():
            page.obj[f"/{key}"] = value
    return made


def saved(made: pikepdf.Pdf, **how: object) -> bytes:
    """Return a PDF as bytes."""
    into = io.BytesIO()
    made.save(into, **how)  # type: ignore[arg-type]  # words of the test's own
    return into.getvalue()


def scan(words: bytes = b"read by a machine") -> bytes:
    """Return a scan with its words under the picture, as programs that read letters leave them."""
    made = pdf(words=b") Tj ET q 595 0 0 842 0 0 cm /Im Do Q BT /F1 9 Tf 3 Tr (" + words)
    page = made.pages[0].obj
    page.Resources.XObject = Dictionary(
        Im=made.make_stream(
            picture("JPEG", (1240, 1754), "L", exif=exif(), comment=b"scanned at home"),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=1240,
            Height=1754,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
    )
    return saved(made)


def form() -> bytes:
    """Return a form that somebody filled in, with a link and a bookmark."""
    made = pdf(2)
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="Ann",
            Rect=Array([50, 50, 200, 70]),
        )
    )  # fmt: skip
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI="https://example.org/help"),
    )  # fmt: skip
    made.pages[0].obj.Annots = Array([field, link])
    made.Root.AcroForm = made.make_indirect(Dictionary(Fields=Array([field])))
    made.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]))
    return saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def box(name: bytes, *inside: bytes) -> bytes:
    """Return a box as films are made of."""
    held = b"".join(inside)
    return struct.pack(">I4s", 8 + len(held), name) + held


def full(name: bytes, *inside: bytes, version: int = 0, flags: int = 0) -> bytes:
    """Return a box with a version."""
    return box(name, struct.pack(">I", version << 24 | flags), *inside)


def track(sort: bytes, *, elsewhere: bool = False) -> bytes:
    """Return a track of a film: pictures (vide) or sound (soun)."""
    place = full(b"url ", b"http://example.org/a.mp4\0" if elsewhere else b"", flags=not elsewhere)
    return box(
        b"trak",
        full(b"tkhd", bytes(80), flags=3),
        box(
            b"mdia",
            full(b"mdhd", bytes(20)),
            full(b"hdlr", bytes(4), sort, bytes(13)),
            box(
                b"minf",
                box(b"dinf", full(b"dref", struct.pack(">I", 1), place)),
                box(
                    b"stbl",
                    full(b"stsd", struct.pack(">I", 1), box(b"avc1", bytes(70))),
                    full(b"stts", bytes(4)),
                    full(b"stco", struct.pack(">II", 1, 40)),
                ),
            ),
        ),
    )


def film(brand: bytes, *sorts: bytes, first: bool = False, elsewhere: bool = False) -> bytes:
    """Return a film, or a recording; `first` has what is to be shown before its list."""
    head = box(b"ftyp", brand, bytes(4), b"isom" if brand != b"qt  " else b"qt  ")
    tracks = [track(sort, elsewhere=elsewhere) for sort in sorts]
    listed = box(b"moov", full(b"mvhd", bytes(96)), *tracks, box(b"udta", full(b"meta", bytes(8))))
    shown = box(b"mdat", bytes(range(256)) * 40)
    return head + (shown + listed if first else box(b"free", bytes(8)) + listed + shown)


def heic(
    brand: bytes = b"heic", *, sort: bytes = b"pict", beyond: int = 0, elsewhere: int = 0
) -> bytes:
    """Return a HEIC picture: its list says where each part lies."""
    head = box(b"ftyp", brand, bytes(4), b"mif1", brand)

    def listed(start: int) -> bytes:
        place = struct.pack(">HHHII", 1, elsewhere, 1, start, 2560 + beyond)
        return full(
            b"meta",
            full(b"hdlr", bytes(4), sort, bytes(13)),
            full(b"pitm", b"\0\1"),
            full(b"iinf", b"\0\1", full(b"infe", b"\0\1\0\0hvc1\0", version=2)),
            box(b"iprp", box(b"ipco", full(b"ispe", struct.pack(">II", 64, 64)))),
            full(b"iloc", b"\x44\0\0\1", place),
        )

    start = len(head) + len(listed(0)) + 8
    return head + listed(start) + box(b"mdat", bytes(range(256)) * 10)


def mp3(frames: int = 40, *, notes: bool = True) -> bytes:
    """Return a recording of silence."""
    one = b"\xff\xfb\x90\x00" + bytes(413)
    before = b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) if notes else b""
    return before + one * frames + (b"TAG" + bytes(125) if notes else b"")


def wav(seconds: int = 1, codec: int = 1) -> bytes:
    """Return a recording of silence, eight thousand times a second."""
    form = struct.pack("<HHIIHH", codec, 1, 8000, 16_000, 2, 16)
    inside = b"WAVEfmt " + struct.pack("<I", 16) + form
    inside += b"data" + struct.pack("<I", 16_000 * seconds) + bytes(16_000 * seconds)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def package(parts: dict[str, bytes | str], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """Return a package of parts, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            into.writestr(zipfile.ZipInfo(name, (2025, 11, 21, 9, 0, 0)), content, how)
    return made.getvalue()


def parts_of(packed: bytes) -> dict[str, bytes | str]:
    """Return the parts of a package, to be changed and packed again."""
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return {name: package.read(name) for name in package.namelist()}


def word(words: str = "Dear Ben", *, drawn: bool = False) -> bytes:
    """Return a document of Word."""
    made = docx.Document()
    made.add_heading("What happened", 1)
    made.add_paragraph(words)
    if drawn:
        made.add_picture(io.BytesIO(picture("PNG", (40, 40))))
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def sheet(cell: str = "<c><v>7</v></c>") -> bytes:
    """Return a workbook with one cell."""
    relation = f'<Relationship Id="r1" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": relations.format("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Contacts" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations.format("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SPREADSHEET}"><sheetData><row>{cell}'
            "</row></sheetData></worksheet>",
        }
    )


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
LETTER = (
    f'<office:document-content xmlns:office="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0" '
    f'xmlns:draw="{_OPEN}:drawing:1.0" xmlns:script="{_OPEN}:script:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
    '<text:p>Dear Ben <text:a xlink:href="https://example.org/">help</text:a></text:p>{}'
    "</office:text></office:body></office:document-content>"
)


def odt(more: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """Return a document of LibreOffice."""
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": LETTER.format(more),
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"/>',
            **(parts or {}),
        }
    )


def png_with(*pieces: tuple[bytes, bytes]) -> bytes:
    """Return a PNG with more pieces behind its first."""
    plain = picture("PNG", (64, 64))
    more = b"".join(
        struct.pack(">I4s", len(data), name) + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in pieces
    )
    return plain[:33] + more + plain[33:]


def samsung(jpeg: bytes) -> bytes:
    """Return a photograph as Samsung's phones leave it, with a block of theirs behind it."""
    listed = struct.pack(
        "<4sII2sHII", b"SEFH", 106, 1, b"\0\0", 0x0A01, len(SAMSUNG_NOTE), len(SAMSUNG_NOTE)
    )
    return jpeg + SAMSUNG_NOTE + listed + struct.pack("<I4s", len(listed), b"SEFT")


def good_files() -> Iterator[tuple[str, bytes]]:
    """Return each file with its name; there are at least thirty."""
    photo = picture("JPEG", (1600, 1200), exif=exif(turned=6), quality=90)
    one_bit = Image.new("1", (1240, 1754), 1)
    pages = io.BytesIO()
    one_bit.save(pages, "TIFF", save_all=True, append_images=[one_bit] * 3, compression="group4")
    yield "IMG_0001.JPG", photo
    yield "IMG_0002.jpeg", picture("JPEG", (1600, 1200), progressive=True)
    yield "portrait with a map of depth.jpg", photo + picture("JPEG", (320, 240), "L")
    yield "20251121_090000.jpg", samsung(photo)
    yield "PXL_20251121.MP.jpg", photo + film(b"isom", b"vide")
    yield "padded.jpg", photo + bytes(2000)
    yield "grey.jpg", picture("JPEG", mode="L")
    yield "printed.jpg", picture("JPEG", mode="CMYK")
    yield "Screenshot 2025-11-21 at 09.00.00.png", picture("PNG", (1170, 2532))
    yield "clear.png", picture("PNG", mode="RGBA")
    yield "palette.png", picture("PNG", mode="P")
    yield "scan0001.tif", pages.getvalue()
    yield "scan in colour.tiff", picture("TIFF", (1240, 1754), compression="tiff_lzw")
    yield "scan in grey.tiff", picture("TIFF", (1240, 1754), "L", compression="jpeg")
    yield "IMG_0003.HEIC", heic()
    yield "IMG_0004.heif", heic(b"heix")
    yield "IMG_0005.MOV", film(b"qt  ", b"vide", b"soun", first=True)
    yield "VID_20251121.mp4", film(b"mp42", b"vide", b"soun")
    yield "WhatsApp Video.mp4", film(b"isom", b"vide", first=True)
    yield "New Recording 3.m4a", film(b"M4A ", b"soun", first=True)
    yield "Voice 001.m4a", film(b"mp42", b"soun")
    yield "call.mp3", mp3()
    yield "call without notes.mp3", mp3(notes=False)
    yield "dictated.wav", wav()
    yield "letter.docx", word()
    yield "letter with a picture.docx", word(drawn=True)
    yield "contacts.xlsx", sheet()
    yield "letter.odt", odt()
    yield "letter.pdf", saved(pdf(3))
    yield "from a scanner.pdf", scan()
    yield "form.pdf", form()
    yield "quick on the web.pdf", saved(pdf(2), linearize=True)
    yield "notes.txt", "On Friday – “he said”\r\nÀ bientôt\r\n".encode()
    yield "old notes.txt", "On Friday – “he said” £5\r\n".encode("cp1252")
    yield "calls.csv", 'date,who,"what, in short"\r\n2025-11-21,Ann,"-5 °C, cold"\r\n'.encode()
    yield (
        "sums.csv",
        b'"paid; or not",rung\r\n-5.20,+44 (0)20 7946 0000\r\n+3,"-3,50"\r\n-,-1e3\r\n',
    )
    yield "Überschrift für Ärzte – naïve 家族 👨‍👩‍👧.PDF", saved(pdf())
