"""Viewing copies: what can be seen of a file, and nothing that cannot."""

import io
import re
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from reconvene.papers.untrusted.kinds import VIEWED_AS, Kind
from reconvene.papers.untrusted.viewing import viewing_copy
from tests.support.good_files import exif, form, good_files, pdf, picture, saved, scan

HIDDEN = b"Hidden words"


def copied(kind: Kind, content: bytes) -> bytes:
    made = viewing_copy(kind, [content])
    assert made is not None
    return made


def all_of(content: bytes) -> bytes:
    """Return every byte of a PDF, with what is packed in it unpacked."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        texts = [
            repr(dict(each.items())).encode() for each in opened.objects if hasattr(each, "items")
        ]
        unpacked = []
        for stream in streams:
            try:
                unpacked.append(stream.read_bytes())
            except pikepdf.PdfError:
                unpacked.append(stream.read_raw_bytes())
        return b"\n".join([content, *unpacked, *texts, repr(opened.trailer).encode()])


@pytest.mark.assures("IN-5")
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photograph_keeps_nothing_but_what_is_seen_the_right_way_up(turned: int) -> None:
    profile = b"\0\0\2\x0c" + b"a private profile" * 30
    photo = picture("JPEG", exif=exif(turned=turned), comment=HIDDEN, icc_profile=profile)
    with Image.open(io.BytesIO(photo)) as before:
        assert {"exif", "comment", "icc_profile"} <= before.info.keys()

    made = copied(Kind.JPEG, photo + picture("JPEG", (32, 32), comment=HIDDEN))

    with Image.open(io.BytesIO(made)) as after:
        assert after.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert dict(after.getexif()) == {}
        assert after.size == ((640, 480) if turned < 5 else (480, 640))
        shades = after.convert("L")
        dark, light = (
            shades.crop((x, y, x + 1, y + 1)).tobytes()[0]
            for x, y in _dark_and_light(turned, after.size)
        )
        assert dark + 100 < light
    markers = set(re.findall(rb"\xff[\xe1-\xef\xfe]..", made[: made.index(b"\xff\xda")], re.DOTALL))
    assert markers == set()
    assert not [word for word in (HIDDEN, b"Somemaker", b"kitchen", b"profile") if word in made]


def _dark_and_light(turned: int, size: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the top of the picture came to lie, which is dark, and its other side."""
    right, bottom = size[0] - 5, size[1] - 5
    across, down = size[0] // 2, size[1] // 2
    edges = {
        "top": (across, 5),
        "bottom": (across, bottom),
        "left": (5, down),
        "right": (right, down),
    }
    first = {
        1: "top",
        2: "top",
        3: "bottom",
        4: "bottom",
        5: "left",
        6: "right",
        7: "right",
        8: "left",
    }
    other = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}
    return edges[first[turned]], edges[other[first[turned]]]


@pytest.mark.assures("IN-5")
def test_a_png_keeps_nothing_but_what_is_seen() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", HIDDEN.decode())
    notes.add_itxt("XML:com.adobe.xmp", HIDDEN.decode(), zip=True)
    drawn = picture("PNG", pnginfo=notes, exif=exif(), dpi=(300, 300))

    made = copied(Kind.PNG, drawn)

    assert set(re.findall(rb"(IHDR|PLTE|IDAT|IEND|tEXt|zTXt|iTXt|eXIf|iCCP|pHYs|tIME|sRGB)", made)) == {
        b"IHDR", b"IDAT", b"IEND",
    }  # fmt: skip
    with Image.open(io.BytesIO(made)) as after:
        assert after.info == {}


@pytest.mark.assures("IN-5")
def test_what_lies_behind_what_is_clear_is_gone() -> None:
    drawn = Image.new("RGBA", (40, 40), (200, 30, 30, 0))
    drawn.paste((10, 20, 30, 255), (0, 0, 20, 40))
    into = io.BytesIO()
    drawn.save(into, "PNG")

    with Image.open(io.BytesIO(copied(Kind.PNG, into.getvalue()))) as after:
        assert after.getpixel((30, 10)) == (0, 0, 0, 0)
        assert after.getpixel((5, 5)) == (10, 20, 30, 255)


@pytest.mark.assures("IN-5")
def test_a_scan_of_many_pages_is_seen_as_a_pdf_without_notes() -> None:
    made = io.BytesIO()
    first = Image.new("L", (1240, 1754), 255)
    first.save(
        made, "TIFF", save_all=True, append_images=[first],
        tiffinfo={270: HIDDEN.decode(), 315: "Ann", 305: "Somescanner"},
    )  # fmt: skip

    copy = copied(Kind.TIFF, made.getvalue())

    with pikepdf.open(io.BytesIO(copy)) as opened:
        assert len(opened.pages) == 2
        assert "/Info" not in opened.trailer
    assert not [word for word in (HIDDEN, b"Ann", b"Somescanner") if word in all_of(copy)]


def test_a_large_picture_is_made_as_large_as_a_page() -> None:
    with Image.open(io.BytesIO(copied(Kind.JPEG, picture("JPEG", (9000, 6000))))) as after:
        assert max(after.size) <= 3500
        assert min(after.size) > 1000


def full_of_notes() -> bytes:
    """Return a PDF with whatever can be noted in one, and an earlier revision in it."""
    word = HIDDEN.decode()
    made = pdf(2)
    page = made.pages[0].obj
    made.docinfo["/Author"] = word
    made.docinfo["/Custom"] = word
    with made.open_metadata() as notes:
        notes["dc:title"] = word
        notes["dc:creator"] = [word]
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(word, 0))
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Contents=word, T=word, RC=word,
        Rect=Array([0, 0, 9, 9]), F=2,
    )  # fmt: skip
    page.Annots = Array([made.make_indirect(note)])
    page.PieceInfo = Dictionary(App=Dictionary(Private=word))
    page.Thumb = made.make_stream(HIDDEN)
    page.LastModified = word
    page.Metadata = made.make_stream(HIDDEN, Type=Name.Metadata, Subtype=Name.XML)
    page.Resources.XObject = Dictionary(
        Shown=made.make_stream(
            picture("JPEG", (60, 60), exif=exif(), comment=HIDDEN),
            Type=Name.XObject, Subtype=Name.Image, Width=60, Height=60, BitsPerComponent=8,
            ColorSpace=Array([Name.ICCBased, made.make_stream(HIDDEN, N=3)]),
            Filter=Name.DCTDecode, Metadata=made.make_stream(HIDDEN),
        ),
        Form=made.make_stream(
            b"BT /F1 9 Tf 9 9 Td (In a form) Tj 3 Tr (%s) Tj ET" % HIDDEN,
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]), PieceInfo=word,
            Resources=page.Resources,
        ),
        NeverDrawn=made.make_stream(HIDDEN, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1]),
    )  # fmt: skip
    page.Resources.ExtGState = Dictionary(
        Clear=Dictionary(ca=0, CA=0), Full=Dictionary(ca=1, CA=1, Author=word)
    )
    page.Contents = made.make_stream(
        b"% " + HIDDEN + b"\nBT /F1 12 Tf 72 700 Td (Seen by all) Tj 3 Tr (" + HIDDEN + b") Tj "
        b"[(Hidden) 20 ( words)] TJ (" + HIDDEN + b") ' 0 Tr ET "
        b"q BT /F1 9 Tf 7 Tr (" + HIDDEN + b") Tj ET Q BT /F1 9 Tf 72 600 Td (And this) Tj ET "
        b"q /Clear gs BT /F1 9 Tf (" + HIDDEN + b") Tj ET Q "
        b"/Span <</ActualText (" + HIDDEN + b")>> BDC /Full gs 0 0 1 rg EMC "
        b"/Shown Do /Form Do BX (" + HIDDEN + b") nothing EX"
    )
    made.Root.MarkInfo = Dictionary(Marked=True)
    made.Root.Lang = word
    made.Root.PieceInfo = Dictionary(App=Dictionary(Private=word))
    return saved(made)


@pytest.mark.assures("IN-5")
def test_a_pdf_keeps_nothing_but_what_is_drawn() -> None:
    before = full_of_notes()
    assert all_of(before).count(HIDDEN) > 20

    made = copied(Kind.PDF, before)

    after = all_of(made)
    assert HIDDEN not in after
    assert b"Hidden" not in after
    assert not [word for word in (b"Somemaker", b"kitchen", b"Exif", b"ICCBased") if word in after]
    assert all(word in after for word in (b"Seen by all", b"And this", b"In a form"))
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert set(opened.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in opened.trailer
        assert len(opened.pages) == 2
        for page in opened.pages:
            assert set(page.obj.keys()) <= {
                "/Type", "/Parent", "/MediaBox", "/Contents", "/Resources", "/CropBox", "/Rotate",
            }  # fmt: skip


@pytest.mark.assures("IN-5")
def test_an_earlier_revision_is_gone() -> None:
    before = saved(pdf(words=HIDDEN), stream_decode_level=pikepdf.StreamDecodeLevel.all,
                   compress_streams=False)  # fmt: skip
    number = before.index(b"BT /F1")
    listed = before.rindex(b"startxref")
    start = int(before[listed + 9 :].split()[0])
    object_number = int(re.findall(rb"(\d+) 0 obj", before[:number])[-1])
    put = len(before)
    later = b"%d 0 obj\n<< /Length 42 >>\nstream\nBT /F1 12 Tf 72 700 Td (Seen by all) Tj ET  \nendstream\nendobj\n"
    later %= object_number
    size = int(re.findall(rb"/Size (\d+)", before)[0])
    root = re.findall(rb"/Root (\d+ 0 R)", before)[0]
    revised = before + later + (
        b"xref\n%d 1\n%010d 00000 n \ntrailer << /Size %d /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (object_number, put, size, root, start, put + len(later))
    )  # fmt: skip
    assert HIDDEN in revised

    after = all_of(copied(Kind.PDF, revised))

    assert HIDDEN not in after
    assert b"Seen by all" in after


@pytest.mark.assures("IN-5")
def test_words_under_a_scan_are_gone_and_the_picture_is_the_same() -> None:
    before, made = scan(HIDDEN), copied(Kind.PDF, scan(HIDDEN))

    assert HIDDEN not in all_of(made)
    assert not [word for word in (b"Somemaker", b"scanned at home") if word in all_of(made)]
    assert _drawn(before) == _drawn(made)


def _drawn(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as opened:
        (image,) = opened.pages[0].get_images().values()
        assert isinstance(image, pikepdf.Stream)
        return pikepdf.PdfImage(image).as_pil_image().tobytes()


@pytest.mark.assures("IN-5")
def test_what_was_filled_in_and_links_are_gone() -> None:
    after = all_of(copied(Kind.PDF, form()))

    assert not [word for word in (b"Ann", b"example.org", b"AcroForm", b"Annot") if word in after]


def layered(**shown: Any) -> bytes:
    made = pdf()
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="Notes"))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(**shown))
    if "OFF" in shown:
        made.Root.OCProperties.D.OFF = Array([layer])
    return saved(made)


@pytest.mark.assures("IN-5")
def test_a_pdf_with_a_layer_that_is_not_shown_has_no_copy() -> None:
    assert viewing_copy(Kind.PDF, [layered()]) is not None
    assert viewing_copy(Kind.PDF, [layered(OFF=Array([]))]) is None
    assert viewing_copy(Kind.PDF, [layered(BaseState=Name.OFF)]) is None
    assert viewing_copy(Kind.PDF, [layered(AS=Array([]))]) is None


@pytest.mark.assures("IN-5")
@pytest.mark.parametrize("how", ["JPXDecode", "JBIG2Decode"])
def test_a_pdf_with_a_picture_that_keeps_notes_of_its_own_has_no_copy(how: str) -> None:
    made = pdf()
    made.pages[0].obj.Resources.XObject = Dictionary(
        Im=made.make_stream(HIDDEN, Subtype=Name.Image, Width=1, Height=1, Filter=Name(f"/{how}"))
    )
    made.pages[0].obj.Contents = made.make_stream(b"/Im Do")

    assert viewing_copy(Kind.PDF, [saved(made)]) is None


@pytest.mark.assures("IN-5")
@pytest.mark.parametrize("state", [b"3 Tr", b"/Clear gs", b"/Masked gs"])
def test_a_form_that_takes_over_unpainted_text_gives_no_copy(state: bytes) -> None:
    made = pdf()
    drawn = made.make_stream(b"BT (a) Tj ET", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    page = made.pages[0].obj
    page.Resources.XObject = Dictionary(Fm=drawn)
    page.Resources.ExtGState = Dictionary(
        Clear=Dictionary(ca=0), Masked=Dictionary(SMask=Dictionary(S=Name.Alpha, G=drawn))
    )
    page.Contents = made.make_stream(state + b" /Fm Do")

    assert viewing_copy(Kind.PDF, [saved(made)]) is None


def test_there_is_a_copy_of_every_good_file_whose_kind_has_one() -> None:
    endings = {"jpg": Kind.JPEG, "jpeg": Kind.JPEG, "png": Kind.PNG, "tif": Kind.TIFF,
               "tiff": Kind.TIFF, "pdf": Kind.PDF}  # fmt: skip
    without = [
        name
        for name, content in good_files()
        if (kind := endings.get(name.rpartition(".")[2].lower()))
        and viewing_copy(kind, [content]) is None
    ]

    assert without == []


@pytest.mark.parametrize("kind", sorted(set(Kind) - VIEWED_AS.keys()))
def test_the_other_kinds_have_none(kind: Kind) -> None:
    assert viewing_copy(kind, [b"anything"]) is None


def test_what_is_not_what_it_says_has_no_copy() -> None:
    assert viewing_copy(Kind.PDF, [picture("JPEG")]) is None
    assert viewing_copy(Kind.JPEG, [b""]) is None
