"""A letter as a PDF: valid for everybody, in the letter's own order, the same bytes each time."""

import os
import re
import subprocess
import sys
from datetime import date
from typing import Literal, get_args

import page
import pytest

from reconvene.core.kinds.office import Office
from reconvene.post.letter import Block, Gap, Letter, Section
from reconvene.post.typeset.fair_copy import LetterUnfinished
from reconvene.post.typeset.paper import Paper, Size
from reconvene.post.typeset.pdf import pdf_of
from tests.support.letters_by_hand import ARABIC, OFFICE, PLAIN, POLISH, by_hand, long_letter
from tests.support.printed import Printed, squeezed
from tests.support.tree import ROOT

Kind = Literal["paragraph", "list", "quote", "day"]
ORDINARY, LARGE = Paper(), Paper(size="large")
IN_ARABIC = Paper(language="ar", direction="rtl", page="صفحة {page} من {pages}")
PAPERS = {
    "ordinary": ORDINARY,
    "large": LARGE,
    "coloured": Paper(accent="#7a1f5c", code="SP-RX9-M6X-7LP, entry 7, code 7-7f3k-9qma."),
    "from the right": IN_ARABIC,
    "large from the right": Paper(language="ar", direction="rtl", size="large"),
    "polish": Paper(language="pl", on="piątek, 9 maja 2025"),
}
LETTERS = {"plain": PLAIN, "polish": POLISH, "arabic": ARABIC, "long": long_letter()}
EMPTY = Letter(Office(""), date(2025, 5, 9), "", "", "", "", "", "", (), "", "", "", False)  # noqa: FBT003  a value of the letter
HOSTILE = [
    '#import "x": *',
    "$x^2$ and #panic()",
    "*bold* _slanted_ = heading",
    "<label> @reference ]) } {{ 7*7 }}",
    'a "quoted" name \\u{41} // no remark',
    "&lt;b&gt; <w:p/> ]]> %{page}",
    "{page} of {pages}",
    "-- --- ~ ... fi ffl",
]
# The check takes a last byte of 13 for part of the end of the line that follows it.
MISREAD = "PDFA2A-STREAM-LENGTH-001"


def readable(file: bytes) -> list[str]:
    """Return what keeps a PDF from being one that everybody can read: nothing for one that is."""
    report = page.validate_pdf_bytes(file, profile="ua1")
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def archived(file: bytes) -> list[str]:
    """Return what keeps a PDF from being one that still opens in years."""
    report = page.validate_pdf_bytes(file, profile="2a")
    return [f"{one.rule_id}: {one.message}" for one in report.failures if one.rule_id != MISREAD]


def read_out(letter: Letter, paper: Paper = ORDINARY) -> list[str]:
    """Return the paragraphs of a letter's PDF in the order in which they are read out."""
    printed = Printed(pdf_of(letter, paper))
    return [one.text for one in printed.elements() if not one.kinds.endswith("Lbl")]


class TestValid:
    @pytest.mark.parametrize("paper", PAPERS)
    @pytest.mark.parametrize("letter", LETTERS)
    def test_for_everybody_and_for_years(self, letter: str, paper: str) -> None:
        made = pdf_of(LETTERS[letter], PAPERS[paper])

        assert readable(made) == []
        assert archived(made) == []

    @pytest.mark.parametrize("paper", PAPERS)
    def test_where_everything_is_empty(self, paper: str) -> None:
        assert readable(pdf_of(EMPTY, PAPERS[paper])) == []

    @pytest.mark.parametrize("field", ["office", "addressee", "about", "greeting", "sections"])
    def test_where_one_thing_is_empty(self, field: str) -> None:
        empty = Office("") if field == "office" else () if field == "sections" else ""
        made = pdf_of(by_hand(**{field: empty}), ORDINARY)

        assert readable(made) == []

    @pytest.mark.parametrize("kind", get_args(Kind))
    def test_with_each_kind_of_block_alone_long_and_empty(self, kind: Kind) -> None:
        lines = (("One.",), (), ("", " ", "Two."), ("Three, and so on. " * 400,))
        blocks = tuple(Block(kind, each) for each in lines)
        made = pdf_of(by_hand(sections=(Section("any", "A heading", blocks),)), ORDINARY)

        assert readable(made) == []
        assert Printed(made).pages > 2

    def test_it_is_not_taken_on_trust(self) -> None:
        made = pdf_of(PLAIN, ORDINARY)

        assert readable(made.replace(b"/DisplayDocTitle true", b"/DisplayDocTitle null"))


class TestWhatItSaysOfItself:
    def test_is_its_title_its_office_and_its_day(self) -> None:
        about = Printed(pdf_of(PLAIN, ORDINARY)).about

        assert about["Title"] == "Outcome of stage 1"
        assert about["Author"] == "Example council"
        assert about["CreationDate"] == about["ModDate"] == "D:20250509000000Z"

    @pytest.mark.parametrize(("language", "said"), [("en-GB", "en-GB"), ("pl", "pl"), ("ar", "ar")])
    def test_is_its_language(self, language: str, said: str) -> None:
        assert Printed(pdf_of(PLAIN, Paper(language=language))).language == said

    @pytest.mark.parametrize(("paper", "said"), [("ordinary", "L2R"), ("from the right", "R2L")])
    def test_is_which_way_it_is_read(self, paper: str, said: str) -> None:
        preferences = Printed(pdf_of(ARABIC, PAPERS[paper])).catalog["ViewerPreferences"]

        assert preferences["Direction"].name == said


class TestOrder:
    @pytest.mark.parametrize("paper", [ORDINARY, LARGE], ids=["ordinary", "large"])
    @pytest.mark.parametrize("letter", [PLAIN, POLISH, long_letter()], ids=["plain", "pl", "long"])
    def test_is_that_of_the_letter(self, letter: Letter, paper: Paper) -> None:
        read = squeezed("".join(read_out(letter, paper)))

        assert read.endswith(squeezed(letter.text))

    def test_begins_with_whose_letter_it_is(self) -> None:
        read = read_out(PLAIN)

        assert read[0] == "Example council"
        assert read.index("Friday 9 May 2025") < read.index(PLAIN.about)
        assert "Our reference: SP-RX9-M6X-7LP" in read
        assert "Ewa Example" in read

    def test_ends_with_what_it_can_be_checked_by(self) -> None:
        assert read_out(PLAIN, PAPERS["coloured"])[-1].endswith("code 7-7f3k-9qma.")

    def test_has_headings_of_two_depths_and_lists_that_are_lists(self) -> None:
        elements = Printed(pdf_of(PLAIN, ORDINARY)).elements()
        kinds = {squeezed(one.text): one.kinds for one in elements}

        assert kinds[squeezed(PLAIN.about)] == "Document H1"
        assert kinds["Whatyoucandonext"] == "Document H2"
        assert kinds["Sowereyou."] == "Document L LI LBody"
        assert kinds["NobodyaskedKit."] == "Document BlockQuote P"

    def test_skips_no_depth_where_the_letter_has_no_subject(self) -> None:
        elements = Printed(pdf_of(by_hand(about=""), ORDINARY)).elements()

        assert {one.kinds for one in elements if "H" in one.kinds} == {"Document H1"}

    @pytest.mark.parametrize("name", HOSTILE)
    def test_takes_no_name_for_an_instruction(self, name: str) -> None:
        section = Section("any", name, (Block("list", (name,)), Block("day", (name,))))
        read = read_out(by_hand(addressee=name, about=name, title=name, sections=(section,)))

        assert [squeezed(one) for one in read].count(squeezed(name)) == 5


class TestPages:
    def test_are_numbered_and_have_the_reference_from_the_second_on(self) -> None:
        printed = Printed(pdf_of(long_letter(), ORDINARY))
        feet = [
            "".join(s.text for s in printed.signs if s.page == n and s.mark is None)
            for n in range(4)
        ]

        assert printed.pages == 4
        assert feet[0] == "Page 1 of 4"
        assert feet[1:] == [f"Our reference: SP-RX9-M6X-7LPPage {n} of 4" for n in (2, 3, 4)]

    def test_are_a4(self) -> None:
        made = pdf_of(PLAIN, ORDINARY)

        assert re.findall(rb"/MediaBox\s*\[([^\]]+)\]", made) == [b"0 0 595.2756 841.8898"]

    @pytest.mark.parametrize(("paper", "least"), [(ORDINARY, 11), (LARGE, 18)])
    def test_have_no_smaller_words_than_was_asked_for(self, paper: Paper, least: int) -> None:
        coded = Paper(size=paper.size, code="Code 7-7f3k-9qma.")
        sizes = {sign.size for sign in Printed(pdf_of(long_letter(), coded)).signs}

        assert min(sizes) == least

    def test_show_the_last_day_by_more_than_a_colour(self) -> None:
        day = PLAIN.sections[1].blocks[1].lines[0]
        elements = Printed(pdf_of(PLAIN, ORDINARY)).elements()
        (shown,) = (one for one in elements if one.text == day)

        assert {sign.font.rpartition("-")[2] for sign in shown.signs} == {"Bold"}

    def test_keep_every_word_on_the_paper(self) -> None:
        word = "x" * 900
        signs = Printed(pdf_of(by_hand(addressee=word, opening=word, signed=word), LARGE)).signs

        assert sum(sign.text == "x" for sign in signs) >= 2700
        assert all(0 < sign.across < 200 and 0 < sign.down < 297 for sign in signs)


class TestWindow:
    """What an envelope's window shows, whatever way the page lies in it: see letter.typ."""

    @pytest.mark.parametrize("letter", [PLAIN, ARABIC], ids=["plain", "arabic"])
    @pytest.mark.parametrize(
        "paper", ["ordinary", "large", "from the right", "large from the right"]
    )
    def test_shows_nothing_but_to_whom(self, letter: Letter, paper: str) -> None:
        signs = Printed(pdf_of(letter, PAPERS[paper])).signs
        seen = [
            one for one in signs if one.page == 0 and 10 < one.across < 110 and 44 < one.down < 92
        ]

        assert sorted(squeezed("".join(one.text for one in seen))) == sorted(
            squeezed(letter.addressee)
        )

    @pytest.mark.parametrize("paper", [ORDINARY, LARGE], ids=["ordinary", "large"])
    def test_shows_an_address_whole(self, paper: Paper) -> None:
        letter = by_hand(addressee="Qwa Example\n12 Sample Road\nQX1 3CD")
        elements = Printed(pdf_of(letter, paper)).elements()
        signs = [
            s for one in elements if one.text in letter.addressee.split("\n") for s in one.signs
        ]

        assert {sign.text for sign in signs} >= {"Q", "3", "2"}
        assert all(20 < one.across < 100 and 55 < one.down < 79.5 for one in signs)


class TestSameBytes:
    @pytest.mark.parametrize("paper", [ORDINARY, LARGE], ids=["ordinary", "large"])
    def test_from_the_same_letter_whatever_came_between(self, paper: Paper) -> None:
        first = pdf_of(PLAIN, paper)
        pdf_of(POLISH, IN_ARABIC)

        assert pdf_of(PLAIN, paper) == first

    @pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
    def test_in_another_process_and_another_zone(self, zone: str) -> None:
        script = (
            "import sys; from tests.support.letters_by_hand import PLAIN;"
            "from reconvene.post.typeset.paper import Paper;"
            "from reconvene.post.typeset.pdf import pdf_of;"
            "sys.stdout.buffer.write(pdf_of(PLAIN, Paper()))"
        )
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        made = subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": path, "TZ": zone, "SOURCE_DATE_EPOCH": "1"},
            check=True,
            capture_output=True,
        ).stdout

        assert made == pdf_of(PLAIN, ORDINARY)

    def test_name_no_day_but_the_letter_s(self) -> None:
        made = pdf_of(PLAIN, ORDINARY)
        days = re.findall(rb"(?:D:|Date>)(\d{4}-?\d\d-?\d\d)", made)

        assert len(days) >= 4
        assert {day.replace(b"-", b"") for day in days} == {b"20250509"}


def test_a_letter_with_a_gap_is_not_put_on_paper() -> None:
    letter = by_hand(gaps=(Gap("advocate", "advocacy"),))

    with pytest.raises(LetterUnfinished, match="lacks advocate") as fault:
        pdf_of(letter, ORDINARY)
    assert fault.value.contents == ("advocate",)


class TestTooMuchToMind:
    @pytest.mark.parametrize("word", ["a@b.org ", "6 June 2025 "])
    def test_a_long_paragraph_of_it_is_set_all_the_same(self, word: str) -> None:
        words = (word * 600).strip()
        section = Section("points", "What you told us", (Block("paragraph", (words,)),))
        made = pdf_of(by_hand(sections=(section,)), ORDINARY)

        assert readable(made) == []
        assert squeezed(words) in squeezed("".join(one.text for one in Printed(made).elements()))


class TestWhatDoesNotFitTheWindow:
    """Where the head does not fit, everything stands below the window, and nothing shows in it."""

    @pytest.mark.parametrize(
        ("office", "addressee"),
        [
            (Office("A very long name of an office that goes on and on " * 4), "Ewa Example"),
            (OFFICE, "Ewa " + "Example-of-a-long-name " * 12),
            (
                Office("Example council", address="\n".join("A line of it" for _ in range(16))),
                "Ewa",
            ),
        ],
    )
    @pytest.mark.parametrize("size", get_args(Size))
    def test_nothing_is_above_its_foot(self, office: Office, addressee: str, size: Size) -> None:
        letter = by_hand(office=office, addressee=addressee)
        signs = Printed(pdf_of(letter, Paper(size=size))).signs
        seen = [s.text for s in signs if s.page == 0 and 10 < s.across < 110 and 44 < s.down < 92]

        assert squeezed("".join(seen)) in {"", squeezed(addressee)}
