"""Parts put together to one PDF: each on its pages, named and stamped, and read out where it can be."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import page
import pikepdf
import pytest
from pdfminer.high_level import extract_text

from reconvene.papers.untrusted import assembling
from reconvene.papers.untrusted.assembling import (
    LARGEST_OF_ALL,
    NotAssembled,
    PartIn,
    assembled,
    sort_of,
)
from reconvene.papers.untrusted.kinds import ENDINGS, VIEWED_AS, Kind
from reconvene.papers.untrusted.names import ending_of
from reconvene.papers.untrusted.sandbox import Answer, asked
from reconvene.papers.untrusted.viewing import viewing_copy
from reconvene.post.typeset.binding import pages_of
from reconvene.post.typeset.bundle import Front, InIndex, Sheet, front_of, sheet_of, stamps_of
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.pdf import pdf_of
from tests.support.good_files import good_files, pdf, picture, saved
from tests.support.hostile_files import pdfs
from tests.support.letters_by_hand import ARABIC, PLAIN, POLISH
from tests.support.printed import Printed

ON = date(2025, 5, 9)
WHOM, AT = "Carys Lewis", "9 May 2025 at 10:03"


def set_here(called: str, made: bytes, language: str = "en-GB") -> PartIn:
    return PartIn("set", called, pages_of(made), len(made), [made], language)


LETTER = set_here("Letter of 9 May", pdf_of(PLAIN, Paper()))
IN_POLISH = set_here("List z 9 maja", pdf_of(POLISH, Paper(language="pl")), "pl")
IN_ARABIC = set_here("A letter", pdf_of(ARABIC, Paper(language="ar", direction="rtl")), "ar")
FILM = set_here("Film of the visit", sheet_of(Sheet("Film of the visit", ON, ("It is a film.",))))
PHOTOGRAPH = PartIn("jpeg", "The kitchen", 1, len(picture("JPEG")), [picture("JPEG")])
BRIGHT = picture("PNG", mode="RGBA")


def front(*parts: PartIn, notes: Any = ()) -> PartIn:
    index = tuple(InIndex(one.called, one.pages, "A note.") for one in parts)
    said = Front("Papers for the panel", ON, (("Case", "SP-RX9"),), index, notes)
    return set_here("What is in it", front_of(said))


def whole(*parts: PartIn, whom: str = WHOM) -> bytes:
    every = (front(*parts), *parts)
    pages = sum(one.pages for one in every)
    stamps = stamps_of("SP-RX9, bundle 2", whom, AT, pages=pages)
    return assembled(every, stamps, title="Bundle 2")


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def lines(made: bytes) -> list[str]:
    """Return what stands on each page, stamps and all."""
    return [" ".join(extract_text(io.BytesIO(one)).split()) for one in _pages(made)]


def _pages(made: bytes) -> Iterator[bytes]:
    with opened(made) as every:
        for each in every.pages:
            with pikepdf.new() as alone:
                alone.pages.append(each)
                kept = io.BytesIO()
                alone.save(kept)
            yield kept.getvalue()


def tree(made: bytes) -> list[tuple[str, str]]:
    """Return the parts that are read out, with what is said in the place of pictures."""
    found = list[tuple[str, str]]()

    def walk(one: Any) -> None:
        if isinstance(one, pikepdf.Array):
            for each in one:
                walk(each)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found.append((str(one.S), str(one.get("/Alt", ""))))
            walk(one.get("/K"))

    with opened(made) as every:
        walk(every.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize(
    "parts",
    [(LETTER,), (LETTER, IN_POLISH, IN_ARABIC), (LETTER, FILM, PHOTOGRAPH)],
    ids=["a letter", "letters in three languages", "a film and a photograph"],
)
def test_one_that_was_set_here_can_be_read_by_everybody(parts: tuple[PartIn, ...]) -> None:
    report = page.validate_pdf_bytes(whole(*parts), profile="ua1")

    assert [f"{one.rule_id}: {one.message}" for one in report.failures] == []


@pytest.mark.assures("AZ-7")
def test_every_page_has_its_number_and_whose_it_is() -> None:
    made = whole(LETTER, PHOTOGRAPH, _good("plain.pdf", pdf(2)))
    said = lines(made)

    for number, words in enumerate(said, 1):
        assert f"Page {number} of {len(said)}" in words
        assert f"For {WHOM} alone. Taken {AT}." in words
        assert words.count(WHOM) >= 2
        assert "SP-RX9, bundle 2" in words


def _good(called: str, made: pikepdf.Pdf) -> PartIn:
    copy = viewing_copy(Kind.PDF, [saved(made)])
    assert copy is not None
    return PartIn("pdf", called, pages_of(copy), len(copy), [copy])


@pytest.mark.assures("AZ-7")
def test_what_is_stamped_is_never_read_out() -> None:
    made = whole(LETTER, PHOTOGRAPH)
    read_out = " ".join(one.text for one in Printed(made).elements())

    assert "Dear Ewa" in read_out
    assert WHOM not in read_out
    assert "bundle 2" not in read_out
    with opened(made) as every:
        for each in every.pages:
            last = each.Contents[-1] if isinstance(each.Contents, pikepdf.Array) else each.Contents
            assert last.read_bytes().strip().endswith(b"EMC")
            assert b"/Artifact" in last.read_bytes()


def test_it_names_its_parts_and_tells_nothing_else() -> None:
    made = whole(LETTER, IN_POLISH, PHOTOGRAPH)
    with opened(made) as every:
        with every.open_outline() as outline:
            named = [one.title for one in outline.root]
        info = {str(key): str(value) for key, value in every.docinfo.items()}
        root = every.Root
        languages = [str(one.get("/Lang", "")) for one in root.StructTreeRoot.K[0].K]

        assert named == ["What is in it", "Letter of 9 May", "List z 9 maja", "The kitchen"]
        assert info == {"/Title": "Bundle 2"}
        assert str(root.Lang) == "en-GB"
        assert root.ViewerPreferences.DisplayDocTitle
        assert list(root.PageLabels.Nums)[1] == {"/S": pikepdf.Name.D}
        assert languages == ["en-GB", "en-GB", "pl", ""]
    assert WHOM.encode() not in made
    assert ("/Figure", "The kitchen") in tree(made)


def test_every_good_file_with_a_copy_can_be_put_in() -> None:
    parts = []
    for name, content in good_files():
        kind = ENDINGS[ending_of(name)]
        sort = sort_of(kind)
        copy = viewing_copy(kind, [content]) if sort else None
        if copy and sort:
            pages = pages_of(copy) if sort == "pdf" else 1
            parts.append(PartIn(sort, name, pages, len(copy), [copy]))
    assert len(parts) > 10

    made = whole(*parts)
    with opened(made) as every:
        assert {tuple(map(int, one.mediabox)) for one in every.pages} == {
            (0, 0, 595, 842),
            (0, 0, 595, 841),
        }


def shaped(**boxes: Any) -> pikepdf.Pdf:
    """Return a PDF of one page that says these of its size."""
    made = pdf(1)
    for name, value in boxes.items():
        made.pages[0].obj[f"/{name}"] = pikepdf.Array(value) if isinstance(value, list) else value
    return made


@pytest.mark.assures("AZ-7")
def test_a_page_of_any_shape_is_named_and_numbered_like_the_others() -> None:
    shapes: list[dict[str, Any]] = [
        {"MediaBox": [0, 0, 842, 595]},
        {"Rotate": 90},
        {"Rotate": 180},
        {"MediaBox": [0, 0, 14400, 14400]},
        {"MediaBox": [-500, -500, 500, 900]},
        {"MediaBox": [595, 842, 0, 0]},
        {"CropBox": [50, 50, 300, 400]},
        {"UserUnit": 10},
    ]
    made = whole(*(_good(f"shape {at}", shaped(**one)) for at, one in enumerate(shapes)))

    with opened(made) as every:
        for each in list(every.pages)[1:]:
            *_, drawn, mark = each.Contents
            assert list(map(int, each.mediabox)) == [0, 0, 595, 842]
            assert not {"/CropBox", "/Rotate"} & set(each.obj.keys())
            assert b" cm" in drawn.read_bytes()
            assert mark.read_bytes().startswith(b"\nQ\n/Artifact")
    for number, words in enumerate(lines(made)[1:], 2):
        assert f"Page {number} of {len(shapes) + 1}" in words
        assert words.count(WHOM) >= 2


def test_pages_without_words_say_what_they_are() -> None:
    scan = next(content for name, content in good_files() if name.endswith(".tif"))
    copy = viewing_copy(Kind.TIFF, [scan])
    assert copy is not None
    pages = pages_of(copy)
    made = whole(PartIn("pdf", "A scan", pages, len(copy), [copy]))

    assert ("/Figure", f"A scan, page {pages} of {pages}") in tree(made)
    assert ("/Figure", "") not in tree(made)


ENDS_IT = ("by another spelling.pdf", "deep.pdf", "half locked.pdf", "locked.pdf")


class TestHostile:
    def test_no_hostile_pdf_gets_anything_into_it(self) -> None:
        drawn = []
        for name, content in sorted(pdfs()):
            try:
                pages = pages_of(content)
            except (pikepdf.PdfError, pikepdf.PasswordError):
                continue
            if pages and name not in ENDS_IT:
                drawn.append(PartIn("pdf", name, pages, len(content), [content]))
        assert len(drawn) > 20

        made = whole(LETTER, *drawn)
        with opened(made) as every:
            held = [one for one in every.objects if isinstance(one, pikepdf.Dictionary)]
            keys = {key for one in held for key in one.keys()}  # noqa: SIM118  of a PDF
            kinds = {str(one.get("/S")) for one in held} | {str(one.get("/Type")) for one in held}
        assert not keys & {"/JS", "/AA", "/XFA", "/EF", "/OpenAction", "/Names", "/Collection"}
        assert not kinds & {"/JavaScript", "/Launch", "/EmbeddedFile", "/GoToR", "/Rendition"}

    @pytest.mark.parametrize("name", ENDS_IT)
    def test_one_that_is_locked_or_too_deep_ends_it(self, name: str) -> None:
        content = dict(pdfs())[name]
        with pytest.raises(NotAssembled, match="broke"):
            whole(LETTER, PartIn("pdf", name, 1, len(content), [content]))

    @pytest.mark.parametrize("sort", ["pdf", "jpeg", "png", "set"])
    def test_what_is_no_such_file_ends_it(self, sort: Any) -> None:
        for content in (b"%PDF-1.7\n%%EOF\n", b"\xff\xd8\xff" * 9):
            with pytest.raises(NotAssembled, match="broke"):
                whole(LETTER, PartIn(sort, "A file", 1, len(content), [content]))

    def test_other_pages_than_were_said_end_it(self) -> None:
        made = saved(pdf(2))
        for pages in (1, 3):
            with pytest.raises(NotAssembled, match="broke"):
                whole(PartIn("pdf", "A file", pages, len(made), [made]))

    def test_more_than_is_held_is_not_even_handed_in(self) -> None:
        large = PartIn("pdf", "Large", 1, LARGEST_OF_ALL + 1, iter([]))

        with pytest.raises(NotAssembled, match="too-large"):
            assembled([large], b"", title="Bundle 1")

    def test_a_picture_of_too_many_dots_ends_it(self) -> None:
        vast = picture("PNG", (9000, 9000), mode="L")
        with pytest.raises(NotAssembled):
            whole(PartIn("png", "Vast", 1, len(vast), [vast]))

    @pytest.mark.parametrize("size", [[0, 0, 0, 0], [0, 0, 0, 500]], ids=["none", "a line"])
    def test_a_page_of_no_size_ends_it(self, size: list[int]) -> None:
        content = saved(shaped(MediaBox=size))
        with pytest.raises(NotAssembled, match="broke"):
            whole(PartIn("pdf", "A file", 1, len(content), [content]))

    def test_an_answer_that_breaks_off_is_no_bundle(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def cut(task: str, words: list[str], source: Any) -> Answer:
            answer = asked(task, words, source)
            return answer if task != "assemble" else Answer(answer.said, answer.rest[:-20])

        monkeypatch.setattr(assembling, "asked", cut)
        with pytest.raises(NotAssembled, match="broke"):
            whole(LETTER)

    def test_what_comes_of_it_is_read_by_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def swapped(task: str, words: list[str], source: Any) -> Answer:
            answer = asked(task, words, source)
            if task != "assemble":
                return answer
            return Answer(answer.said, dict(pdfs())["script.pdf"])

        monkeypatch.setattr(assembling, "asked", swapped)
        with pytest.raises(NotAssembled, match="broke"):
            whole(LETTER)


def test_the_index_counts_itself() -> None:
    parts = [PartIn("pdf", f"Part {number}", 2, 0, []) for number in range(1, 61)]
    made = b"".join(front(*parts).pieces)
    pages = pages_of(made)
    said = " ".join(lines(made))

    assert pages == 4
    assert f"{pages + 1} to {pages + 2}" in said
    assert f"{pages + 119} to {pages + 120}" in said


def test_names_of_any_script_are_stamped() -> None:
    for whom in ("Zażółć Gęślą", "ابن سينا", "W" * 300, "#panic()"):
        assert pages_of(stamps_of("SP-RX9, bundle 2", whom, AT, pages=3)) == 3
    assert VIEWED_AS.keys() == {kind for kind in Kind if sort_of(kind)}
