"""A letter as a Word file: real headings and lists, its language, its way of reading, the same bytes."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from reconvene.post.letter import Gap, Letter
from reconvene.post.typeset.fair_copy import LetterUnfinished
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.typeset.word import word_of, words_in
from tests.support.letters_by_hand import ARABIC, PLAIN, POLISH, by_hand, long_letter
from tests.support.printed import Printed, squeezed

ORDINARY, LARGE = Paper(), Paper(size="large")
IN_ARABIC = Paper(language="ar", direction="rtl", page="صفحة {page} من {pages}")
STYLES = {
    PLAIN.about: "Heading 1",
    "Our answer to each point": "Heading 2",
    "Nobody asked Kit.": "Quote",
    "We say why below.": "Normal",
    "So were you.": "List Bullet",
    "You can do this until the end of Friday 6 June 2025.": "Last day",
}


def parts(file: bytes) -> dict[str, str]:
    """Return every part of a Word file as text."""
    with zipfile.ZipFile(BytesIO(file)) as packed:
        return {name: packed.read(name).decode("utf-8") for name in packed.namelist()}


def test_says_what_the_letter_says_in_its_order() -> None:
    words = words_in(word_of(PLAIN, ORDINARY))

    assert "\n".join(words).endswith(PLAIN.text)
    assert words[0] == "Example council"
    assert {"Friday 9 May 2025", "Our reference: SP-RX9-M6X-7LP", "EX1 3CD"} <= set(words)


@pytest.mark.parametrize("paper", [ORDINARY, LARGE, Paper(code="Code 7-7f3k-9qma.")])
@pytest.mark.parametrize("letter", [PLAIN, POLISH, long_letter()], ids=["plain", "polish", "long"])
def test_says_what_the_pdf_says(letter: Letter, paper: Paper) -> None:
    printed = Printed(pdf_of(letter, paper)).elements()
    read = [squeezed(one.text) for one in printed if not one.kinds.endswith("Lbl")]

    assert sorted(map(squeezed, words_in(word_of(letter, paper)))) == sorted(read)


def test_has_a_style_for_each_part_of_a_letter() -> None:
    document = Document(BytesIO(word_of(PLAIN, ORDINARY)))
    styles = {one.text: one.style.name for one in document.paragraphs if one.style is not None}

    assert STYLES.items() <= styles.items()
    assert len(document.tables) == 0


def test_shows_the_last_day_by_more_than_a_colour() -> None:
    style = Document(BytesIO(word_of(PLAIN, ORDINARY))).styles["Last day"]

    assert style.element.find(f".//{qn('w:b')}").get(qn("w:val")) == "1"
    assert len(style.element.findall(f".//{qn('w:pBdr')}/*")) == 4


def test_says_its_title_its_office_its_day_and_its_language() -> None:
    about = Document(BytesIO(word_of(POLISH, Paper(language="pl")))).core_properties

    assert (about.title, about.author) == ("Outcome of stage 1", "Example council")
    assert (about.last_modified_by, about.comments) == ("Example council", "")
    assert about.language == "pl"
    assert about.created == about.modified
    assert f"{about.created:%Y-%m-%d %H:%M}" == "2025-05-09 00:00"


def test_says_in_which_language_every_word_is() -> None:
    held = parts(word_of(POLISH, Paper(language="pl")))

    assert re.findall("<w:lang [^>]*>", held["word/styles.xml"]) == [
        '<w:lang w:val="pl" w:eastAsia="pl" w:bidi="pl"/>'
    ]
    assert "w:lang " not in held["word/document.xml"]


def test_has_no_word_smaller_than_18_points_on_large_paper() -> None:
    styles = parts(word_of(PLAIN, LARGE))["word/styles.xml"]
    sizes = {
        int(size)
        for style in re.findall("<w:style .*?</w:style>", styles, re.DOTALL)
        for size in re.findall(r'<w:sz(?:Cs)? w:val="(\d+)"', style)
    }

    assert min(sizes) == 36  # half points
    assert "w:sz " not in parts(word_of(PLAIN, LARGE))["word/document.xml"]


def test_tears_no_word_apart_at_the_end_of_a_line() -> None:
    assert "autoHyphenation" not in parts(word_of(PLAIN, LARGE))["word/settings.xml"]


def test_has_the_reference_in_the_feet_of_all_pages_but_the_first() -> None:
    section = Document(BytesIO(word_of(PLAIN, ORDINARY))).sections[0]

    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == "\tPage  of "
    assert section.footer.paragraphs[0].text == "Our reference: SP-RX9-M6X-7LP\tPage  of "


def test_numbers_its_pages_by_fields() -> None:
    feet = "".join(
        text for name, text in parts(word_of(PLAIN, ORDINARY)).items() if "footer" in name
    )

    assert re.findall('w:instr="([A-Z]+)"', feet) == ["PAGE", "NUMPAGES"] * 2


class TestFromTheRight:
    def test_turns_every_paragraph_and_run_with_arabic_words(self) -> None:
        document = Document(BytesIO(word_of(ARABIC, IN_ARABIC)))
        turned = {
            one.text for one in document.paragraphs if one._p.find(f".//{qn('w:bidi')}") is not None
        }

        assert {ARABIC.about, ARABIC.opening, ARABIC.signed} <= turned
        assert "12 Sample Road" not in turned
        for one in document.paragraphs:
            if one.text == ARABIC.about:
                assert one._p.find(f".//{qn('w:rtl')}") is not None

    def test_keeps_the_order_of_a_telephone_number(self) -> None:
        document = Document(BytesIO(word_of(ARABIC, IN_ARABIC)))
        (opening,) = (one for one in document.paragraphs if one.text == ARABIC.opening)
        (number,) = (run for run in opening.runs if run.text == "01632 960000")

        assert number._r.find(f".//{qn('w:rtl')}") is None

    def test_turns_the_section_and_the_feet(self) -> None:
        held = parts(word_of(ARABIC, IN_ARABIC))

        assert "<w:bidi/>" in held["word/document.xml"].partition("<w:sectPr")[2]
        assert all("<w:bidi/>" in text for name, text in held.items() if "footer" in name)

    def test_turns_nothing_in_a_letter_read_from_the_left(self) -> None:
        assert all("w:bidi/" not in text for text in parts(word_of(PLAIN, ORDINARY)).values())

    def test_brings_its_words_back(self) -> None:
        assert "\n".join(words_in(word_of(ARABIC, IN_ARABIC))).endswith(ARABIC.text)


class TestWindow:
    def test_shows_to_whom_in_a_frame_of_its_own(self) -> None:
        document = Document(BytesIO(word_of(PLAIN, ORDINARY)))
        framed = {
            one.text: (frame.get(qn("w:x")), frame.get(qn("w:y")))
            for one in document.paragraphs
            if (frame := one._p.find(f".//{qn('w:framePr')}")) is not None
        }
        at_window = {text for text, place in framed.items() if place == ("1418", "3005")}

        assert at_window == set(PLAIN.addressee.split("\n"))

    @pytest.mark.parametrize(
        "letter",
        [by_hand(addressee="A name " * 30), by_hand(addressee="\n".join("abcdefgh"))],
        ids=["wide", "high"],
    )
    def test_is_given_up_where_an_address_is_larger_than_any(self, letter: Letter) -> None:
        assert "framePr" not in parts(word_of(letter, ORDINARY))["word/document.xml"]


class TestSameBytes:
    @pytest.mark.parametrize(
        "paper", [ORDINARY, LARGE, IN_ARABIC], ids=["plain", "large", "arabic"]
    )
    def test_from_the_same_letter(self, paper: Paper) -> None:
        assert word_of(PLAIN, paper) == word_of(PLAIN, paper)

    def test_packed_on_no_day_and_pressed_by_nobody(self) -> None:
        with zipfile.ZipFile(BytesIO(word_of(PLAIN, ORDINARY))) as packed:
            entries = packed.infolist()

        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
        assert {entry.create_system for entry in entries} == {0}

    def test_with_nothing_of_the_blank_document_that_a_letter_does_not_need(self) -> None:
        held = parts(word_of(PLAIN, ORDINARY))

        assert not [name for name in held if "thumbnail" in name or "customXml" in name]
        assert "python-docx" not in "".join(held.values())
        assert sum(map(len, held.values())) < 100_000


def test_a_letter_with_a_gap_is_not_put_on_paper() -> None:
    with pytest.raises(LetterUnfinished, match="lacks advocate"):
        word_of(by_hand(gaps=(Gap("advocate", "advocacy"),)), ORDINARY)
