"""What a viewing copy says is read out whole, and nothing in it may lie under something else."""

import io
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from reconvene.papers.untrusted.kinds import Kind
from reconvene.papers.untrusted.looking_through import Through, looked_through
from reconvene.papers.untrusted.viewing import viewing_copy
from reconvene.post.typeset.listing import Listing, listing_pdf
from tests.support.days import day
from tests.support.good_files import picture, saved, scan

SAID = "Kit lives at 4 Mill Lane, OX2 7AB"
WORDS = f"BT /F1 12 Tf 72 700 Td ({SAID}) Tj ET ".encode()
PICTURE = b"q 200 0 0 200 72 600 cm /Im Do Q "


def drawn(content: bytes, **font: Any) -> bytes:
    """Return a PDF of one page that is drawn by these steps."""
    with Pdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        plain = {
            "Subtype": Name.Type1,
            "BaseFont": Name.Helvetica,
            "Encoding": Name.WinAnsiEncoding,
        }
        image = made.make_stream(
            b"\x7f" * 100, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        part = made.make_stream(
            WORDS, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842])
        )
        page = made.pages[0].obj
        page.Resources = Dictionary(
            Font=Dictionary(F1=made.make_indirect(Dictionary(Type=Name.Font, **(plain | font)))),
            XObject=Dictionary(Im=image, Part=part),
        )
        page.Contents = made.make_stream(content)
        return saved(made)


def through(content: bytes, kind: Kind = Kind.PDF) -> Through:
    made = viewing_copy(kind, [content])
    assert made is not None
    return looked_through(kind, [made])


@pytest.mark.parametrize(
    "covered",
    [
        WORDS + b"0 g 70 695 240 16 re f",
        WORDS + b"1 g 70 695 m 310 695 l 310 711 l 70 711 l h f*",
        WORDS + b"14 w 70 704 m 300 704 l S",
        WORDS + b"q 200 0 0 30 70 690 cm /Im Do Q",
        WORDS + b"q 0.5 0 0 0.5 0 0 cm 140 1390 480 32 re f Q",
        b"/Part Do 0 g 70 695 240 16 re f",
        b"1 g " + WORDS,
        b"0 0 0 0 k " + WORDS,
        WORDS.replace(b"72 700", b"72 -30"),
        b"q 0 0 100 100 re W n " + WORDS + b"Q",
        PICTURE + b"0 g 100 650 50 20 re f",
        b"q 100 620 50 50 re W n " + PICTURE + b"Q",
    ],
    ids=lambda steps: steps[-40:].decode(),
)
def test_what_lies_under_something_else_is_found(covered: bytes) -> None:
    assert through(drawn(covered)).under == 1


@pytest.mark.parametrize(
    "seen",
    [
        WORDS,
        b"0.8 g 70 695 240 16 re f 0 g " + WORDS,
        b"0 g 70 695 240 16 re f 1 g " + WORDS,
        WORDS + b"1 w 72 697 m 300 697 l S",
        WORDS + b"0 g 70 500 240 16 re f",
        PICTURE + WORDS.replace(b"700", b"500"),
        b"q 72 600 200 200 re W n " + PICTURE + b"Q " + WORDS.replace(b"700", b"500"),
        b"/Part Do",
    ],
    ids=lambda steps: steps[-40:].decode(),
)
def test_what_is_seen_as_it_stands_is_not(seen: bytes) -> None:
    found = through(drawn(seen))
    assert (found.under, found.blind) == (0, 0)
    assert SAID in found.pages[0]


def test_a_font_with_signs_of_its_own_is_not_made_out() -> None:
    own = Dictionary(Type=Name.FontDescriptor, Flags=4)
    found = through(drawn(WORDS, Encoding=Dictionary(), FontDescriptor=own))
    assert found.blind == 1
    named = Dictionary(Differences=Array([0x4B, Name.eacute, Name("/uni0142"), Name("/fi")]))
    found = through(drawn(b"BT /F1 9 Tf 72 700 Td (KLM) Tj ET", Encoding=named, FontDescriptor=own))
    assert (found.pages, found.blind) == (("éłfi",), 0)


def test_letters_of_our_own_type_are_read() -> None:
    listing = Listing("What happened", ("Łucja lives at 4 Mill Lane.",), ("No.",), (1,), (("7",),), "", day("Tue 22 Apr 2025"))  # fmt: skip
    found = through(listing_pdf(listing))
    assert "Łucja lives at 4 Mill Lane." in " ".join(found.pages[0].split())
    assert (found.under, found.blind) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "content"),
    [(Kind.PDF, scan()), (Kind.JPEG, picture("JPEG")), (Kind.PNG, picture("PNG"))],
)
def test_pictures_say_nothing(kind: Kind, content: bytes) -> None:
    found = through(content, kind)
    assert not found.has_words
    assert found.under == 0


def test_a_file_that_is_none_is_not_read() -> None:
    with pytest.raises(Exception, match="not looked at"):
        looked_through(Kind.PDF, io.BytesIO(b"nothing"))
