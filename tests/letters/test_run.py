"""A run of letters bound to be printed: whose page is whose, and what the sheet on top of it says."""

from io import BytesIO

import pytest
from pikepdf import Name, Pdf

from reconvene.post.typeset.binding import A4, bound, pages_of, sheets
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.typeset.sheet import LeftOut, Line, Run, initials, sheet_of
from tests.support.letters_by_hand import ARABIC, PLAIN, POLISH, long_letter
from tests.support.printed import Printed

ONE, FOUR = pdf_of(PLAIN, Paper()), pdf_of(long_letter(), Paper())
LARGE = pdf_of(PLAIN, Paper(size="large"))
IN_ARABIC = pdf_of(ARABIC, Paper(language="ar", direction="rtl"))
LINE = Line(1, "E. Z.", "SP-RX9-M6X-7LP", "8e33", 3, 2)


def said(run: Run) -> str:
    printed = Printed(sheet_of(run))
    return "".join(printed.on_page(page) for page in range(printed.pages))


class TestBound:
    @pytest.mark.parametrize(
        "files", [(ONE, FOUR, ONE), (FOUR, ONE), (LARGE, IN_ARABIC, ONE), (ONE,)], ids=len
    )
    def test_has_every_page_as_it_was_and_each_file_on_sheets_of_its_own(
        self, files: tuple[bytes, ...]
    ) -> None:
        place = 0
        with Pdf.open(BytesIO(bound(files))) as whole:
            for file in files:
                assert place % 2 == 0
                with Pdf.open(BytesIO(file)) as one:
                    for own, page in zip(one.pages, whole.pages[place:], strict=False):
                        assert page.Contents.read_bytes() == own.Contents.read_bytes()
                        assert page.mediabox == own.mediabox
                    place += len(one.pages)
                if place % 2:
                    blank = whole.pages[place]
                    assert blank.Contents.read_bytes() == b""
                    assert [float(one) for one in blank.mediabox[2:]] == pytest.approx(A4, abs=0.01)
                    place += 1
            assert place == len(whole.pages)

    def test_draws_the_signs_that_each_file_draws(self) -> None:
        alone, together = Printed(IN_ARABIC), Printed(bound((ONE, IN_ARABIC)))

        here = [one for one in together.signs if one.page >= 2]
        assert [(one.text, one.glyph, one.across, one.down) for one in here] == [
            (one.text, one.glyph, one.across, one.down) for one in alone.signs
        ]
        assert together.fonts_outside() == []

    def test_says_nothing_of_itself_that_a_letter_said(self) -> None:
        with Pdf.open(BytesIO(bound((ONE, FOUR)))) as whole:
            assert dict(whole.docinfo) == {"/Title": "Post"}
            assert {*whole.Root.keys()} == {"/Pages", "/Type", "/ViewerPreferences"}
            assert whole.Root.ViewerPreferences.Duplex == Name.DuplexFlipLongEdge
            assert not any(Name.StructParents in page.obj for page in whole.pages)

    def test_is_the_same_each_time(self) -> None:
        assert bound((ONE, FOUR)) == bound((ONE, FOUR))

    @pytest.mark.parametrize(("pages", "paper"), [(1, 1), (2, 1), (3, 2), (4, 2)])
    def test_takes_a_sheet_for_two_pages(self, pages: int, paper: int) -> None:
        assert sheets(pages) == paper

    def test_counts_pages(self) -> None:
        assert (pages_of(ONE), pages_of(FOUR)) == (1, 4)


class TestSheet:
    def test_has_a_row_for_each_letter_and_counts_them(self) -> None:
        run = Run(
            "2-7f3k-9qma", "Mon 23 Nov 2026, 9am", (LINE, Line(3, "B.", "SP-AAA", "13be", 1, 1))
        )

        assert "run2-7f3k-9qma" in said(run)
        assert "PrintedonMon23Nov2026,9am.2letters,4pages,on3sheets" in said(run)
        assert "1E.Z.SP-RX9-M6X-7LP8e3332" in said(run)
        assert "3B.SP-AAA13be11" in said(run)
        assert "Leftout" not in said(run)

    def test_counts_one_as_one(self) -> None:
        run = Run("1-7f3k-9qma", "Mon", (Line(1, "B.", "SP-AAA", "13be", 1, 1),))

        assert "1letter,1page,on1sheetofpaper" in said(run)

    def test_says_which_were_left_out_and_not_why(self) -> None:
        run = Run("2-7f3k-9qma", "Mon", (LINE,), (LeftOut(2, "SP-AAA-BBB-CCC"),))
        left_out = said(run).partition("Leftout")[2]

        assert "No.2,SP-AAA-BBB-CCC" in left_out

    def test_goes_on_over_as_many_pages_as_it_needs(self) -> None:
        run = Run("99-7f3k-9qma", "Mon", [LINE] * 50)

        assert pages_of(sheet_of(run)) == 3
        assert said(run).count("SP-RX9-M6X-7LP") == 50

    def test_takes_nothing_in_it_for_an_instruction(self) -> None:
        run = Run("#panic()", "*bold*", (Line(1, "$x$", "#import", "@a", 1, 1),))

        assert all(words in said(run) for words in ("#panic()", "*bold*", "$x$", "#import", "@a"))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ewa Zielińska", "E. Z."),
        ("ewa zielińska", "E. Z."),
        ("Bo van der Dyke", "B. D."),
        ("Bo", "B."),
        ("  Bo   Łoś ", "B. Ł."),
        ("Ms. O’Hara-Smith", "M. O."),
        ("(Kit)", ""),
        ("4 Weir", "W."),
        ("أمينة يوسف", "أ. ي."),
        ("", ""),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_sheet_shows_initials_of_any_script() -> None:
    run = Run("1-7f3k-9qma", "Mon", (Line(1, initials(POLISH.addressee), "SP-AAA", "13be", 1, 1),))
    assert initials(POLISH.addressee) in sheet_text(run)
    for name in ("أمينة يوسف", "Ольга Іваненко", "田中 太郎"):
        assert (
            pages_of(sheet_of(Run("1", "Mon", (Line(1, initials(name), "SP", "13be", 1, 1),)))) == 1
        )


def sheet_text(run: Run) -> str:
    return "".join(sign.text for sign in Printed(sheet_of(run)).signs)
