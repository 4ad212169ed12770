"""Words as they are put on paper: nothing unseen in them, and every sign set or said."""

import pytest

from reconvene.post.typeset.glyphs import not_in_type, set_in_type, types
from reconvene.post.typeset.plain import plain, plain_lines


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  two   spaces\tand a tab ", "two spaces and a tab"),
        ("a line\r\nand another", "a line and another"),
        ("a\x00b\x1bc\x85d", "a b c d"),
        ("do not\u00a0break", "do not\u00a0break"),
        ("do not \u00a0 break", "do not break"),
        ("evil\u202etxt.exe\u202c", "eviltxt.exe"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("Z\u0307o\u0301łty", "Żółty"),
        ("\u200c", ""),
        ("می\u200cرود \u200d رود\u200c", "می\u200cرود رود"),
        ("half \ud83d sign", "half [U+D83D] sign"),
        ("private \ue000 none \uffff", "private [U+E000] none [U+FFFF]"),
        ("مرحبًا", "مرحبًا"),
        ("", ""),
    ],
)
def test_are_plain(typed: str, read: str) -> None:
    assert plain(typed) == read
    assert plain(read) == read


def test_keep_their_lines_where_lines_matter() -> None:
    assert plain_lines("1 Road\r\n\n  Town \u2028 EX1") == ("1 Road", "Town", "EX1")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń"),
        ("Привет, Ελλάδα, پیش", "Привет, Ελλάδα, پیش"),
        ("well done 😀", "well done [grinning face]"),
        ("a family 👩\u200d👧", "a family [woman][girl]"),
        ("名", "[cjk unified ideograph-540d]"),
        ("\u0301alone", "\u0301alone"),
        ("м\u064b", "м[arabic fathatan]"),
        ("x\u20e3", "x[combining enclosing keycap]"),
    ],
)
def test_say_what_the_type_has_no_picture_of(words: str, said: str) -> None:
    assert set_in_type(words) == said


def test_tell_what_would_be_said() -> None:
    assert not_in_type("Zażółć 😀 名 м\u064b") == {"😀", "名", "\u064b"}
    assert not_in_type("Zażółć") == frozenset()


def test_every_file_of_type_has_what_english_needs() -> None:
    assert all({*range(0x20, 0x7F), *map(ord, "’“”–…£")} <= one for one in types()[:4])
