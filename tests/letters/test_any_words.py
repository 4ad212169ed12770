"""Laws: whatever anybody types, in whatever field, comes to lie on paper and reads the same."""

from datetime import date
from unicodedata import category

import page
from hypothesis import given
from hypothesis import strategies as st

from reconvene.core.kinds.office import Office
from reconvene.post.letter import Block, Letter, Section
from reconvene.post.typeset.glyphs import set_in_type
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.typeset.plain import plain, plain_lines
from reconvene.post.typeset.word import word_of, words_in
from tests.support.depth import tried
from tests.support.printed import Printed, said_once

# Every sign there is, halves of signs and control signs too, and more often those that people use.
SIGNS = st.one_of(
    st.characters(exclude_categories=()),
    st.characters(max_codepoint=0x17F),
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
    st.characters(min_codepoint=0x1F600, max_codepoint=0x1F64F),
    st.sampled_from(list("#$*_=<>@{}[]\\\"'`~&/-\u202e\u200d\ufe0f\u0301\u064b\ud800\0\n\t ")),
)
TYPED = st.text(SIGNS, max_size=30)
LINES = st.lists(TYPED, max_size=3).map(tuple)
KINDS = st.sampled_from(("paragraph", "list", "quote", "day"))
SECTIONS = st.lists(
    st.builds(
        Section, TYPED, TYPED, st.lists(st.builds(Block, KINDS, LINES), max_size=3).map(tuple)
    ),
    max_size=2,
).map(tuple)
LETTERS = st.builds(
    Letter,
    office=st.builds(Office, TYPED, TYPED, TYPED, TYPED, TYPED),
    on=st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    addressee=TYPED,
    reference=TYPED,
    title=TYPED,
    about=TYPED,
    greeting=TYPED,
    opening=TYPED,
    sections=SECTIONS,
    farewell=TYPED,
    signed=TYPED,
    signed_as=TYPED,
    is_for_child=st.booleans(),
)
PAPERS = st.builds(
    Paper,
    size=st.sampled_from(("ordinary", "large")),
    language=st.sampled_from(("en-GB", "pl", "ar")),
    direction=st.sampled_from(("ltr", "rtl")),
    on=TYPED,
    code=TYPED,
)


def said(letter: Letter) -> list[str]:
    """Return the words of a letter's own text as they are to be read, without empty ones."""
    lines = [letter.about, letter.greeting, letter.opening]
    for section in letter.sections:
        lines += [section.heading, *(line for block in section.blocks for line in block.lines)]
    lines += [letter.farewell, letter.signed, letter.signed_as]
    return [line for line in map(plain, lines) if line]


@given(letter=LETTERS, paper=PAPERS)
@tried(60, deeply=5000)
def test_any_words_make_a_pdf_that_everybody_can_read(letter: Letter, paper: Paper) -> None:
    made = pdf_of(letter, paper)
    report = page.validate_pdf_bytes(made, profile="ua1")

    assert [(one.rule_id, one.message) for one in report.failures] == []
    assert [sign for sign in Printed(made).signs if sign.glyph == 0] == []


@given(letter=LETTERS, paper=PAPERS)
@tried(60, deeply=5000)
def test_any_words_are_on_the_pdf(letter: Letter, paper: Paper) -> None:
    elements = Printed(pdf_of(letter, paper)).elements()
    read = {one for e in elements for sign in said_once(e.signs) for one in sign.text}
    wanted = {one for line in said(letter) for one in set_in_type(line)}

    assert wanted - read <= {" ", "\u00a0", "\u202f"}


@given(letter=LETTERS, paper=PAPERS)
@tried(100, deeply=5000)
def test_any_words_come_back_from_a_word_file(letter: Letter, paper: Paper) -> None:
    words = words_in(word_of(letter, paper))
    wanted = said(letter)
    ends_at = len(words) - (1 if plain(paper.code) else 0)

    assert list(words[ends_at - len(wanted) : ends_at]) == wanted


@given(words=st.text(SIGNS))
@tried(300, deeply=20_000)
def test_plain_words_are_plain_already(words: str) -> None:
    once = plain(words)

    assert plain(once) == once
    assert set_in_type(set_in_type(once)) == set_in_type(once)
    assert {category(sign) for sign in once} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} == set()
    assert list(plain_lines(words)) == [line for line in plain_lines(words) if line.strip()]
