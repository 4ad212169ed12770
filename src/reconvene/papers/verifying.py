"""Whether every file still is what was brought in: each piece opens, and all of it has its digest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.backends.utils import CursorWrapper

from reconvene.papers import chunks
from reconvene.papers.chunks import Bytes
from reconvene.papers.keeping import bytes_of, words_of
from reconvene.papers.lost import GivenUp
from reconvene.papers.models import Paper
from reconvene.papers.state import State
from reconvene.sealing.destroying import load_keys
from reconvene.sealing.keyring import Keyring

_STRAYS = """
    SELECT DISTINCT piece.case_id, piece.paper FROM papers_chunk piece
    LEFT JOIN papers_paper paper ON paper.id = piece.paper AND paper.case_id = piece.case_id
    WHERE paper.id IS NULL ORDER BY piece.case_id, piece.paper
"""


class Fault(StrEnum):
    """What is wrong with a paper. Published: a value is never renamed or used again."""

    WORDS = "name-unreadable"
    STATE = "state-not-as-sealed"
    BYTES = "bytes-changed"
    VIEW = "viewing-copy-changed"
    STRAY = "bytes-of-no-paper"
    MISSING = "file-missing"
    RECORD = "not-as-recorded"


@dataclass(frozen=True, slots=True)
class Problem:
    """Where a paper is not what was kept."""

    case_id: str
    paper: str
    fault: Fault

    def __str__(self) -> str:
        return f"case {self.case_id}, paper {self.paper}: {self.fault}"


@dataclass(frozen=True, slots=True)
class Named:
    """What the record of a case says of a file that was brought in."""

    case_id: str
    paper: str
    file: str
    size: int
    sha256: str


def verify(cursor: CursorWrapper) -> tuple[Problem, ...]:
    """
    Return everything that is wrong with the papers of every case, in order of case.

    What is sealed under a key of its case that was given up opens no more, which is known, and
    nothing wrong, as long as it is what that key had sealed.
    """
    given_up = GivenUp(cursor)
    found = [
        Problem(row.case_id, row.id, fault)
        for row in Paper.objects.order_by("case_id", "id").iterator(chunk_size=200)
        if not given_up.is_lost(row)
        for fault in _lasting(cursor, row)
    ]
    cursor.execute(_STRAYS)
    return (*found, *(Problem(case_id, paper, Fault.STRAY) for case_id, paper in cursor.fetchall()))


def held_against(cursor: CursorWrapper, named: Iterable[Named]) -> Iterator[Problem]:
    """Yield where a file that the record names is not there, or is not what the record says."""
    for one in named:
        row = Paper.objects.filter(case_id=one.case_id, id=one.paper).first()
        if row is None:
            yield Problem(one.case_id, one.paper, Fault.MISSING)
        elif not row.is_on_record or row.size != one.size or _differs(cursor, row, one):
            yield Problem(one.case_id, one.paper, Fault.RECORD)


def _differs(cursor: CursorWrapper, row: Paper, named: Named) -> bool:
    """Tell whether what is sealed of a file is not what the record says; `verify` says if none opens."""
    try:
        words = words_of(load_keys(cursor, row.case_id), row)
    except ValueError:  # every fault of opening is one
        return False
    return (words.file, words.sha256) != (named.file, named.sha256)


def _lasting(cursor: CursorWrapper, row: Paper) -> tuple[Fault, ...]:
    """
    Return what is wrong with a paper as it lies there now.

    Its row was read a while ago. Where it was settled meanwhile it is looked at again, and where
    it is gone there is nothing to be wrong.
    """
    while found := tuple(_faults(cursor, row)):
        now = Paper.objects.filter(case_id=row.case_id, id=row.id).first()
        if now is None:
            return ()
        if _stored(now) == _stored(row):
            return found
        row = now
    return ()


def _stored(row: Paper) -> tuple[object, ...]:
    return bytes(row.sealed), row.state, row.size, row.view_size


def _faults(cursor: CursorWrapper, row: Paper) -> Iterator[Fault]:
    keys = load_keys(cursor, row.case_id)
    try:
        words = words_of(keys, row)
    except ValueError:  # every fault of opening is one
        yield Fault.WORDS
        return
    if words.state != row.state:
        yield Fault.STATE
    if words.state is State.HARMFUL:
        return
    if not _is_whole(cursor, keys, bytes_of(row, words)):
        yield Fault.BYTES
    if words.view and not _is_whole(cursor, keys, bytes_of(row, words, view=True)):
        yield Fault.VIEW


def _is_whole(cursor: CursorWrapper, keys: Keyring, it: Bytes) -> bool:
    try:
        for _ in chunks.read(keys, it, tuple(State)):
            pass
    except ValueError:
        return False
    return not chunks.has_more(cursor, it)
