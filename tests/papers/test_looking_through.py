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
        plain: dict[str, Any] = {
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
        tile = made.make_stream(
            WORDS, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 595, 842]),
            XStep=595, YStep=842, Resources=Dictionary(Font=Dictionary(F1=Dictionary(**plain))),
        )  # fmt: skip
        page = made.pages[0].obj
        page.Resources = Dictionary(
            Font=Dictionary(F1=made.make_indirect(Dictionary(Type=Name.Font, **(plain | font)))),
            XObject=Dictionary(Im=image, Part=part),
            ExtGState=Dictionary(Faint=Dictionary(ca=0.01)),
            Pattern=Dictionary(Tile=tile),
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
        PICTURE + WORDS,
        b"1 g 0 0 595 842 re f " + WORDS,
        b"0 g 70 695 240 16 re f " + WORDS,
        b"0 0 0 rg 70 690 300 20 re f 0 g " + WORDS,
        b"0 g 70 690 300 20 re 80 692 5 5 re f* 1 g " + WORDS,
        b"1 Tr " + WORDS,
        b"/Faint gs " + WORDS,
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
        b"1 g 0 0 595 842 re f 0 g " + WORDS,
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


@pytest.mark.parametrize("name", ["scn", "SCN"])
def test_words_in_a_pattern_are_not_made_out(name: str) -> None:
    found = through(drawn(b"/Tile %s 9 w 0 0 m 90 90 l B" % name.encode()))
    assert found.blind == 1


def test_words_by_which_letters_are_drawn_are_not_made_out() -> None:
    """A font whose one letter is drawn with a sentence."""
    with Pdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        plain = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
        letter = made.make_stream(b"500 0 d0 " + WORDS.replace(b"72 700", b"0 0"))
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=65, LastChar=65,
            Widths=Array([500]), CharProcs=Dictionary(a=letter),
            Encoding=Dictionary(Differences=Array([65, Name.a])),
            Resources=Dictionary(Font=Dictionary(F1=plain)),
        )  # fmt: skip
        made.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font))
        made.pages[0].obj.Contents = made.make_stream(b"BT /F1 9 Tf 72 700 Td (A) Tj ET")
        assert through(saved(made)).blind == 1


def test_a_page_of_words_and_a_page_of_pictures_are_not_looked_through_whole() -> None:
    """Nobody is told that a machine looked where it saw a picture."""
    found = through(drawn(b"q 500 0 0 500 20 20 cm /Im Do Q " + WORDS))
    assert (found.has_words, found.pictured, found.is_whole) == (True, 1, False)
    found = through(drawn(b"q 40 0 0 40 20 20 cm /Im Do Q " + WORDS))
    assert (found.pictured, found.is_whole) == (0, True)


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
