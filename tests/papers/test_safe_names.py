"""Names for records and downloads, made of whatever a person's device called a file."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconvene.papers.untrusted.names import LONGEST, ending_of, safe_name
from tests.support.depth import tried

NAMES = st.text(max_size=400) | st.lists(
    st.sampled_from(["..", "/", "\\", ".", " ", "a", "é", "e\u0301", "\u202e", "\0", "CON", ".exe",
                     ".pdf", "家", "%2e", ":", "\u200b", "\ud800", "\n", "\u2028", "a" * 130]),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("letter.pdf", "letter.pdf"),
        ("C:\\Users\\Ann\\My letter.PDF", "My letter.PDF"),
        ("../../etc/passwd", "passwd"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("page.html\0.jpg", "page.html.jpg"),
        ("Überschrift – naïve 家族.docx", "Überschrift – naïve 家族.docx"),
        ("Cafe\u0301.txt", "Café.txt"),
        ("  a \r\n b\t.txt ", "a b.txt"),
        ('a"b<c>|d?*.csv', "a_b_c__d__.csv"),
        ("letter.pdf. .", "letter.pdf"),
        ("con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        ("", "file"),
        ("...", "file"),
        (".pdf", "file.pdf"),
        ("/", "file"),
        ("a" * 300 + ".jpeg", "a" * 115 + ".jpeg"),
        ("a" * 300, "a" * 120),
        ("a. " * 100 + ".pdf", ("a. " * 39)[:116].strip(" .") + ".pdf"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(NAMES)
@tried(300, deeply=20_000)
def test_a_safe_name_is_harmless_whatever_it_was(name: str) -> None:
    safe = safe_name(name)

    assert 0 < len(safe) <= LONGEST
    assert not set(safe) & set('/\\<>:"|?*%')
    assert {unicodedata.category(one) for one in safe} & {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
    } == set()
    assert safe.strip(" .") == safe
    assert safe.encode().decode() == safe


@given(NAMES)
@tried(300, deeply=20_000)
def test_a_safe_name_is_its_own(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@given(NAMES, st.sampled_from(["pdf", "JPG", "docx", "exe"]))
@tried(200, deeply=20_000)
def test_what_a_name_ends_in_is_kept(name: str, ending: str) -> None:
    assert safe_name(f"{name}.{ending}").endswith(f".{ending}")
    assert ending_of(f"{name}.{ending}") == ending.lower()


@given(NAMES)
@tried(200, deeply=20_000)
def test_a_name_ends_as_its_safe_name_does(name: str) -> None:
    assert ending_of(safe_name(name)) == ending_of(name)
