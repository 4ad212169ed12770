"""
What of a case's papers opens no more, since two people gave up the key it is sealed under.

As with the record, that is just what the key had sealed when it was given up, by a digest beside its
id: whoever writes that id over another paper, or over bytes of one, has it passed over by nobody.
"""

from hashlib import sha256

from django.db.backends.utils import CursorWrapper

from reconvene.papers.models import Chunk, Paper
from reconvene.sealing import parts
from reconvene.sealing.framing import framed, framed_text
from reconvene.sealing.models import GivenUpKey, StoredKey


def digest_of_papers(_cursor: CursorWrapper, key: bytes, case_id: str) -> bytes:
    """
    Return what stands for all papers on the record of a case under a key, and every byte of them.

    Those that no entry names are left out: they are forgotten after a day.
    """
    digest = sha256(framed(b"given-up-papers/1") + framed_text(case_id))
    for row in Paper.objects.filter(case_id=case_id, is_on_record=True).order_by("id"):
        if parts.key_id(bytes(row.sealed)) != key:
            continue
        sizes = f"{row.size} {row.view_size} {row.state}"
        digest.update(framed_text(row.id) + framed_text(sizes) + framed(bytes(row.sealed)))
        pieces = Chunk.objects.filter(case_id=case_id, paper=row.id).order_by("which", "number")
        for piece in pieces.iterator(chunk_size=8):
            place = f"{piece.which} {piece.number}"
            digest.update(framed_text(place) + framed(bytes(piece.sealed)))
    return digest.digest()


class GivenUp:
    """Which keys were given up and are gone, and whether papers are just what one had sealed."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor
        there = {bytes(one) for one in StoredKey.objects.values_list("id", flat=True)}
        given_up = GivenUpKey.objects.values_list("id", "papers_digest")
        self._kept = {bytes(one): bytes(kept) for one, kept in given_up if bytes(one) not in there}
        self._is_so: dict[tuple[bytes, str], bool] = {}

    def is_lost(self, row: Paper) -> bool:
        """Tell whether a paper opens no more for that reason, and no other."""
        key = parts.key_id(bytes(row.sealed))
        if key not in self._kept:
            return False
        asked = key, row.case_id
        if asked not in self._is_so:
            self._is_so[asked] = digest_of_papers(self._cursor, *asked) == self._kept[key]
        return self._is_so[asked]
