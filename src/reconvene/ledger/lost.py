"""
What is on the record and opens no more, since two people gave up the key it is sealed under.

That is just what the key had sealed when it was given up, by a digest that stands beside its id. So
whoever writes that id over another entry has it passed over by nobody, nor anything else of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from django.db.backends.utils import CursorWrapper

from reconvene.ledger.sealing import KEY_OF_ENTRY
from reconvene.sealing.framing import framed, framed_text

_LOST = """
    SELECT entry.case_id, gone.id, gone.sealed_digest, entry.number, entry.sealed
    FROM ledger_entry entry JOIN sealing_given_up gone ON gone.id = {key}
    LEFT JOIN sealing_key held ON held.id = gone.id
    WHERE held.id IS NULL {of_one} ORDER BY entry.case_id, gone.id, entry.number
"""
_LOST_OF_ALL = _LOST.format(key=KEY_OF_ENTRY, of_one="")
_LOST_OF_ONE = _LOST.format(key=KEY_OF_ENTRY, of_one="AND entry.case_id = %s")
_UNDER = f"""
    SELECT entry.number, entry.sealed FROM ledger_entry entry
    WHERE entry.case_id = %s AND {KEY_OF_ENTRY} = %s ORDER BY entry.number
"""  # noqa: S608  own columns


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Entries of a case that do not open, and are no problem, since their key was given up."""

    case_id: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        numbers = ", ".join(map(str, self.numbers))
        return (
            f"Given up, and passed over: case {self.case_id}, entry {numbers}. "
            "Its key is gone for good."
        )


def passed_over(entries: Iterable[tuple[str, int]]) -> Iterator[PassedOver]:
    """Yield what of each case was given up, from the case and number of each entry, in order."""
    for case_id, its in groupby(entries, key=itemgetter(0)):
        yield PassedOver(case_id, tuple(number for _, number in its))


def entries_given_up(cursor: CursorWrapper, case_id: str = "") -> tuple[tuple[str, int], ...]:
    """
    Return the case and number of each entry, of a case or of all, whose key was given up.

    In order of both. Those of a key are left out, all of them, where they are not just what it had
    sealed when it was given up.
    """
    if case_id:
        cursor.execute(_LOST_OF_ONE, (case_id,))
    else:
        cursor.execute(_LOST_OF_ALL)
    return tuple(sorted(_passed(cursor.fetchall())))


def _passed(found: Iterable[tuple[str, bytes, bytes, int, bytes]]) -> Iterator[tuple[str, int]]:
    for (case_id, _, kept), rows in groupby(found, key=itemgetter(0, 1, 2)):
        sealed = [(number, part) for *_, number, part in rows]
        if _digest(case_id, sealed) == bytes(kept):
            yield from ((case_id, number) for number, _ in sealed)


def digest_of_sealed(cursor: CursorWrapper, key: bytes, case_id: str) -> bytes:
    """
    Return what stands for all that a key has sealed of its case: which entries, and every byte.

    It cannot be made again once the case is erased, since those bytes are gone: it leads to none.
    """
    cursor.execute(_UNDER, (case_id, key))
    return _digest(case_id, cursor.fetchall())


def _digest(case_id: str, sealed: Iterable[tuple[int, bytes]]) -> bytes:
    parts = (framed_text(str(number)) + framed(bytes(part)) for number, part in sealed)
    return sha256(framed(b"given-up/1") + framed_text(case_id) + b"".join(parts)).digest()
