"""Files that are put to the scanner and to the proof: none that means harm passes both."""

import re
from collections.abc import Iterator

import pytest

from reconvene.papers.untrusted.kinds import Reason
from reconvene.papers.untrusted.names import safe_name
from reconvene.papers.untrusted.proving import NotProven, Proven, proven
from reconvene.papers.untrusted.scanning import scan
from tests.support.good_files import good_files
from tests.support.hostile_files import FORMULAS, hostile_files, infected, strange_names, words
from tests.support.scanner import scanner
from tests.support.sizes import IS_FULL, sized

GIGABYTES = 10 if IS_FULL else 0.2
HOSTILE = sized(100, 300, "hostile files, at least")
GOOD = sized(30, 30, "good files")
_PIECE = 64 * 1024


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scanner(tmp_path_factory.mktemp("scanner")) as one:
        yield one


def pieces(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), _PIECE):
        yield content[at : at + _PIECE]


@pytest.mark.assures("IN-4", size=HOSTILE)
def test_no_hostile_file_is_taken(address: str) -> None:
    count, taken, untold, reasons = 0, [], [], set()
    for number, (name, content) in enumerate(hostile_files(GIGABYTES)):
        if not (IS_FULL or number % 3 == 0 or re.search("bomb|locked", name)):
            continue
        count += 1
        proof = proven(name, pieces(content))
        if proof and scan(address, pieces(content)):
            taken.append(name)
        if isinstance(proof, NotProven):
            reasons.add(proof.reason)
            untold += [name] if proof.may_change else []

    assert count >= HOSTILE
    assert taken == []
    assert untold == []  # each is refused for what it is, not because nobody could look
    assert reasons == set(Reason) - {Reason.NOT_LOOKED_AT, Reason.TOOK_TOO_LONG}


@pytest.mark.assures("IN-4")
def test_no_table_is_taken_that_works_something_out_where_it_is_opened() -> None:
    tables = [(name, content) for name, content in words() if name.endswith(".csv")]
    assert len(tables) > len(FORMULAS)

    found = {name: proven(name, [content]) for name, content in tables}
    assert {
        name: one for name, one in found.items() if one != NotProven(Reason.RUNS_SOMETHING)
    } == {}


@pytest.mark.assures("IN-4")
def test_what_a_scanner_knows_is_found_wherever_it_lies(address: str) -> None:
    assert [name for name, content in infected() if scan(address, pieces(content))] == []


@pytest.mark.assures("IN-4", size=GOOD)
def test_every_good_file_is_taken(address: str) -> None:
    count, refused = 0, []
    for name, content in good_files():
        count += 1
        proof = proven(name, pieces(content))
        if not (proof and scan(address, pieces(content))):
            refused.append((name, proof))

    assert count >= GOOD
    assert refused == []


@pytest.mark.assures("IN-4")
def test_names_are_harmless_whatever_is_in_the_file() -> None:
    for name, _ in strange_names():
        safe = safe_name(name)
        assert 0 < len(safe) <= 120
        assert not set(safe) & set('/\\\0\u202e:"<>|?*'), name


@pytest.mark.parametrize(
    ("ending", "pages"), [("letter.pdf", 3), ("scan0001.tif", 4), ("letter.docx", None)]
)
def test_pages_are_counted_where_there_are_some(ending: str, pages: int | None) -> None:
    content = dict(good_files())[ending]

    proof = proven(ending, pieces(content))

    assert isinstance(proof, Proven)
    assert proof.pages == pages
