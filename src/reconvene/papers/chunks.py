"""
The bytes of a paper, sealed piece by piece, each bound to its place.

In: a key, pieces. Out: rows, and the same bytes again. A piece opens only as what it is: of this
case, paper and set, with this number, the last or not. So none can be moved, swapped, cut or dropped
unnoticed. Where files are ever to lie elsewhere, it is this module that lays them there.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.db import connection
from django.db.backends.utils import CursorWrapper

from reconvene.papers.state import State
from reconvene.sealing import parts
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import DataKey, Keyring

CHUNK = 256 * 1024
"""Bytes of a piece before it is sealed; only the last one has fewer."""

_LAY = (
    "INSERT INTO papers_chunk (case_id, paper, which, number, sealed) VALUES (%s, %s, %s, %s, %s)"
)
_READ = """
    SELECT piece.sealed, paper.state FROM papers_chunk piece
    JOIN papers_paper paper ON paper.id = piece.paper AND paper.case_id = piece.case_id
    WHERE piece.case_id = %s AND piece.paper = %s AND piece.which = %s AND piece.number = %s
"""
_BEYOND = "SELECT COUNT(*) FROM papers_chunk WHERE case_id = %s AND paper = %s AND which = %s"
_CLEAR_AWAY = "DELETE FROM papers_chunk WHERE case_id = %s AND paper = %s"


class Which(StrEnum):
    """Tell the two sets of bytes of a paper apart. Stored."""

    ORIGINAL = "original"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Whose:
    """Which set of bytes: of which paper, in which case."""

    case_id: str
    paper: str
    which: Which


@dataclass(frozen=True, slots=True)
class Bytes:
    """One set of a paper's bytes, and what all of it has to come to."""

    of: Whose
    size: int
    sha256: str

    @property
    def pieces(self) -> int:
        """How many it is kept in; an empty file in one."""
        return max(1, -(-self.size // CHUNK))


class BytesBroken(ValueError):
    """The bytes of a paper are not what was brought in."""

    def __init__(self, *, paper: str, found: str) -> None:
        self.paper = paper
        self.found = found
        super().__init__(
            f"Paper {paper} could not be given out whole: {found}. "
            "Run `manage.py verify`, and compare it with a back-up."
        )


def lay(cursor: CursorWrapper, key: DataKey, of: Whose, pieces: Iterable[bytes]) -> Bytes:
    """Keep bytes that come in pieces of any length, inside a transaction; return what they came to."""
    digest, size = sha256(), 0
    blocks = _blocks(pieces)
    block = next(blocks, b"")
    number = 0
    while True:
        following = next(blocks, None)
        digest.update(block)
        size += len(block)
        sealed = parts.seal(key, block, bound_to(of, number, is_last=following is None))
        cursor.execute(_LAY, (of.case_id, of.paper, of.which, number, sealed))
        if following is None:
            return Bytes(of, size, digest.hexdigest())
        block, number = following, number + 1


def read(keys: Keyring, it: Bytes, states: Collection[State]) -> Iterator[bytes]:
    """
    Yield the bytes of a paper for as long as its state is one of these.

    One statement for each piece, in whatever scope is open at that moment.

    Raises:
        BytesBroken: A piece is not there, or not there for this any more; or all of it together is
            not what was brought in, which only its end shows.
        NotOpened, PartUnreadable, KeyMissing: A piece is not what was kept in its place.
    """
    digest, size = sha256(), 0
    for number in range(it.pieces):
        sealed = _sealed(it, number, states)
        is_last = number == it.pieces - 1
        piece = parts.unseal(keys, sealed, bound_to(it.of, number, is_last=is_last))
        digest.update(piece)
        size += len(piece)
        if is_last and (size, digest.hexdigest()) != (it.size, it.sha256):
            raise BytesBroken(paper=it.of.paper, found="its digest is another")
        yield piece


def has_more(cursor: CursorWrapper, it: Bytes) -> bool:
    """Tell whether there are pieces of a set that it never had."""
    cursor.execute(_BEYOND, (it.of.case_id, it.of.paper, it.of.which))
    return bool(cursor.fetchone()[0] > it.pieces)


def clear_away(cursor: CursorWrapper, case_id: str, paper: str) -> None:
    """Delete all bytes of a paper."""
    cursor.execute(_CLEAR_AWAY, (case_id, paper))


def bound_to(of: Whose, number: int, *, is_last: bool) -> bytes:
    """Return what a piece is bound to."""
    place = (number.to_bytes(4, "big"), b"last" if is_last else b"")
    return framed(
        b"paper/1", of.case_id.encode(), of.paper.encode(), of.which.value.encode(), *place
    )


def _sealed(it: Bytes, number: int, states: Collection[State]) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(_READ, (it.of.case_id, it.of.paper, it.of.which, number))
        found = cursor.fetchone()
    if found is None or found[1] not in states:
        raise BytesBroken(paper=it.of.paper, found=f"piece {number} is not there")
    return bytes(found[0])


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in blocks of one length, the last perhaps shorter; none is empty."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    if held:
        yield bytes(held)
