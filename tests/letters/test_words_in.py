"""A Word file that is brought back: its words in order, or the one reason why it is not taken."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document

from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.word import WordFileRefused, word_of, words_in
from reconvene.post.typeset.word_refused import MOST_BYTES, REASONS
from tests.support.letters_by_hand import PLAIN

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GOOD = word_of(PLAIN, Paper())
BODY, LINKS = "word/document.xml", "word/_rels/document.xml.rels"
TYPES, SETTINGS = "[Content_Types].xml", "word/_rels/settings.xml.rels"


def repacked(parts: dict[str, bytes | None], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a good file with some parts put in anew, and without those that are none."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as good, zipfile.ZipFile(made, "w", compression) as packed:
        kept = {name: good.read(name) for name in good.namelist()} | parts
        for name, content in kept.items():
            if content is not None:
                packed.writestr(name, content)
    return made.getvalue()


def body(words: str) -> dict[str, bytes | None]:
    """Return the main part, with something as its body."""
    return {BODY: f"<w:document {SPACE} {R} {MC}><w:body>{words}</w:body></w:document>".encode()}


def linked(target: str, kind: str = "hyperlink", shown: str = "") -> dict[str, bytes | None]:
    """Return a main part with a link to somewhere outside, and what it shows."""
    relation = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{RELATIONS}/{kind}" Target="{target}" '
        f'TargetMode="External"/></Relationships>'
    )
    link = f'<w:p><w:hyperlink r:id="rId9"><w:r><w:t>{shown}</w:t></w:r></w:hyperlink></w:p>'
    return body(link) | {LINKS: relation.encode()}


def part(name: str) -> bytes:
    """Return a part of the good file."""
    with zipfile.ZipFile(BytesIO(GOOD)) as packed:
        return packed.read(name)


def with_type(kind: bytes) -> dict[str, bytes | None]:
    """Return the list of what each part is, with the main part as another kind."""
    good = b"wordprocessingml.document.main+xml"
    return {
        TYPES: part(TYPES).replace(b"application/vnd.openxmlformats-officedocument." + good, kind)
    }


def doctype() -> dict[str, bytes | None]:
    """Return a main part that defines an entity of its own, which would read a file."""
    text = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document {SPACE}>'
    return {
        BODY: f"{text}<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>".encode()
    }


def paragraph(inside: str) -> dict[str, bytes | None]:
    return body(f"<w:p><w:r><w:t>One</w:t>{inside}</w:r></w:p>")


REFUSED: list[tuple[str, str, Callable[[], bytes]]] = [
    ("nothing", "not-word", lambda: b""),
    ("a text", "not-word", lambda: b"Dear Ewa"),
    ("a PDF", "not-word", lambda: b"%PDF-1.7 and so on"),
    ("an empty zip", "not-word", lambda: b"PK\x05\x06" + b"\0" * 18),
    ("half a file", "not-word", lambda: GOOD[: len(GOOD) // 2]),
    ("a broken part", "not-word", lambda: repacked({BODY: b"<w:document"})),
    ("no main part", "not-word", lambda: repacked({BODY: None})),
    ("no list of parts", "not-word", lambda: repacked({TYPES: None})),
    ("an entity of its own", "not-word", lambda: repacked(doctype())),
    ("bits turned", "not-word", lambda: GOOD.replace(b"Dear Ewa", b"Dead Ewa")),
    ("another way of pressing", "not-word", lambda: repacked({}, compression=zipfile.ZIP_LZMA)),
    ("a template", "not-word", lambda: repacked(with_type(b"application/x-template"))),
    ("more than 5 MB", "too-large", lambda: GOOD + b"\0" * MOST_BYTES),
    ("a bomb", "too-large", lambda: repacked({"word/media/a.bin": b"\0" * 31_000_000})),
    (
        "too many parts",
        "too-large",
        lambda: repacked({f"word/media/{one}": b"" for one in range(500)}),
    ),
    ("macros", "macros", lambda: repacked({"word/vbaProject.bin": b"\xd0\xcf"})),
    ("a program", "macros", lambda: repacked({"word/embeddings/oleObject1.bin": b"\xd0\xcf"})),
    (
        "a file for macros",
        "macros",
        lambda: repacked(with_type(b"application/vnd.ms-word.document.macroEnabled.main+xml")),
    ),
    ("an object", "macros", lambda: repacked(paragraph("<w:object/>"))),
    (
        "a template elsewhere",
        "links",
        lambda: repacked(
            {SETTINGS: linked("file:///evil.dotm", "attachedTemplate")[LINKS]},
        ),
    ),
    ("a picture elsewhere", "links", lambda: repacked(linked("https://evil.example/1", "image"))),
    (
        "a link that hides where it goes",
        "links",
        lambda: repacked(linked("https://evil.example", shown="www.example.org")),
    ),
    (
        "a link that nobody sees",
        "links",
        lambda: repacked({LINKS: linked("https://evil.example")[LINKS]}),
    ),
    ("another file's words", "links", lambda: repacked(body('<w:altChunk r:id="rId9"/>'))),
    ("an insertion", "changes", lambda: repacked(body("<w:p><w:ins><w:r/></w:ins></w:p>"))),
    ("a deletion", "changes", lambda: repacked(body("<w:p><w:del><w:r/></w:del></w:p>"))),
    (
        "a changed style",
        "changes",
        lambda: repacked(body("<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>")),
    ),
    ("a comment", "comments", lambda: repacked(paragraph('<w:commentReference w:id="0"/>'))),
    (
        "a comment beside the words",
        "comments",
        lambda: repacked(
            {"word/comments.xml": f"<w:comments {SPACE}><w:comment/></w:comments>".encode()}
        ),
    ),
    ("a field", "fields", lambda: repacked(paragraph("<w:instrText>DDEAUTO c:\\x</w:instrText>"))),
    (
        "a field of today",
        "fields",
        lambda: repacked(body('<w:p><w:fldSimple w:instr="DATE"/></w:p>')),
    ),
    ("a footnote", "notes", lambda: repacked(paragraph("<w:footnoteReference/>"))),
    (
        "hidden words",
        "hidden",
        lambda: repacked(body("<w:p><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>")),
    ),
]


@pytest.mark.parametrize(
    ("why", "make"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_is_refused_with_its_reason(why: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(
        WordFileRefused, match=r"could not be taken: found .*bring it again"
    ) as fault:
        words_in(make())

    assert fault.value.why == why


def test_every_reason_is_tried() -> None:
    assert {why for _, why, _ in REFUSED} == set(REASONS)


def test_a_bomb_is_not_unpacked() -> None:
    """Its list says little and it holds much: what is read ends where its list says."""
    bomb = repacked({BODY: b" " * 20_000_000})
    size = (20_000_000).to_bytes(4, "little")

    with pytest.raises(WordFileRefused) as fault:
        words_in(bomb.replace(size, (100).to_bytes(4, "little")))

    assert fault.value.why == "not-word"


TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><w:t>B</w:t></w:r></w:p>"
)
BOX = (
    "<w:p><w:r><w:t>A</w:t><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>B</w:t></w:r>"
    "</w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>B</w:t></w:r></w:p></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/></w:r></w:p>", ("One two",)),
        (
            "<w:p><w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t></w:r></w:p>",
            ("twenty-one",),
        ),
        ("<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>", ()),
        (TABLE, ("A", "B")),
        (BOX, ("A", "B")),
        ('<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>', ("1",)),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>', ("seen",)),
        (
            "<w:p><w:r><w:t>&lt;w:t&gt; &amp;amp; #import</w:t></w:r></w:p>",
            ("<w:t> &amp; #import",),
        ),
        ("<w:p><!-- no --><w:r><w:t>e\u0301</w:t></w:r></w:p>", ("é",)),
    ],
)
def test_gives_its_words_in_order(inside: str, words: tuple[str, ...]) -> None:
    assert words_in(repacked(body(inside))) == words


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("mailto:complaints@example.org", "complaints@example.org"),
        ("http://www.example.org/", "www.example.org"),
        ("https://www.example.org/a", "https://www.example.org/a"),
    ],
)
def test_takes_a_link_that_shows_where_it_goes(target: str, shown: str) -> None:
    assert words_in(repacked(linked(target, shown=shown))) == (shown,)


def test_takes_what_another_program_wrote() -> None:
    document = Document()
    document.add_heading("Answer", 1)
    document.add_paragraph("We agree.")
    document.sections[0].footer.paragraphs[0].text = "not among the words"
    made = BytesIO()
    document.save(made)

    assert words_in(made.getvalue()) == ("Answer", "We agree.")


def test_passes_over_pictures() -> None:
    assert words_in(repacked({"word/media/image1.png": b"\x89PNG"})) == words_in(GOOD)


def test_says_what_to_do_next() -> None:
    assert str(WordFileRefused(why="comments")) == (
        "The Word file could not be taken: found comments. Delete every comment, and bring it again."
    )
