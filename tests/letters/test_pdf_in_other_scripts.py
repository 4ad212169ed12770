"""Letters in Polish and in Arabic: every sign has its picture, and the words stand in their order."""

import unicodedata

import pytest

from reconvene.post.letter import Letter
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.pdf import pdf_of
from tests.support.letters_by_hand import ARABIC, PLAIN, POLISH, by_hand
from tests.support.printed import Printed, squeezed

IN_POLISH = Paper(language="pl", on="piątek, 9 maja 2025", page="Strona {page} z {pages}")
IN_ARABIC = Paper(
    language="ar", direction="rtl", on="الجمعة 9 مايو 2025", page="صفحة {page} من {pages}"
)
LARGE_ARABIC = Paper(language="ar", direction="rtl", size="large")


@pytest.mark.parametrize(
    ("letter", "paper"),
    [(PLAIN, Paper()), (POLISH, IN_POLISH), (ARABIC, IN_ARABIC), (ARABIC, LARGE_ARABIC)],
    ids=["english", "polish", "arabic", "large arabic"],
)
def test_every_sign_has_its_picture_in_a_type_that_is_in_the_file(
    letter: Letter, paper: Paper
) -> None:
    printed = Printed(pdf_of(letter, paper))

    assert [sign for sign in printed.signs if sign.glyph == 0 or not sign.text] == []
    assert printed.fonts_outside() == []
    assert {sign.font.partition("+")[2].partition("-")[0] for sign in printed.signs} <= {
        "AtkinsonHyperlegibleNext",
        "NotoSans",
        "Vazirmatn",
    }


def test_polish_is_set_in_one_type_but_for_figures() -> None:
    signs = Printed(pdf_of(POLISH, IN_POLISH)).signs
    others = {sign.text for sign in signs if "Atkinson" not in sign.font}

    assert others <= set("0123456789")


@pytest.mark.parametrize("paper", [IN_ARABIC, LARGE_ARABIC], ids=["ordinary", "large"])
def test_arabic_stands_in_its_order_from_the_right(paper: Paper) -> None:
    elements = Printed(pdf_of(ARABIC, paper)).elements()
    read = "".join(one.from_right for one in elements if not one.kinds.endswith("Lbl"))

    assert read.endswith(squeezed(ARABIC.text))


def test_arabic_begins_at_the_right_edge() -> None:
    (about,) = (
        one for one in Printed(pdf_of(ARABIC, IN_ARABIC)).elements() if one.kinds == "Document H1"
    )

    assert max(sign.across for sign in about.signs) > 170


@pytest.mark.parametrize("paper", [IN_ARABIC, LARGE_ARABIC], ids=["ordinary", "large"])
def test_a_telephone_number_keeps_its_order_among_arabic_words(paper: Paper) -> None:
    printed = Printed(pdf_of(ARABIC, paper))
    (said,) = (one for one in printed.elements() if "شكواك." in one.from_right)
    number = sorted((s for s in said.signs if s.text.isdigit()), key=lambda sign: sign.across)

    assert "".join(sign.text for sign in number) == "01632960000"


def test_an_english_line_of_an_arabic_letter_is_read_from_the_left() -> None:
    printed = Printed(pdf_of(ARABIC, IN_ARABIC))
    (road,) = (one for one in printed.elements() if "Sample" in one.text)

    across = [sign.across for sign in road.signs]
    assert road.text == "12 Sample Road"
    assert across == sorted(across)


def test_arabic_words_in_an_english_letter_are_read_from_the_right() -> None:
    letter = by_hand(opening="قال: لا.")
    (said,) = (
        one for one in Printed(pdf_of(letter, Paper())).elements() if "قال" in one.from_right
    )

    assert said.from_right == "قال:لا."


@pytest.mark.xfail(strict=True, reason="typst says a letter again for each mark off its line")
def test_a_letter_with_a_vowel_mark_is_said_once() -> None:
    letter = by_hand(opening="أيضًا")
    said = "".join(sign.text for sign in Printed(pdf_of(letter, IN_ARABIC)).signs)

    assert sum(map(bool, map(unicodedata.combining, said))) == 1
