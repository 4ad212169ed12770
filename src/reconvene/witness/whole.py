"""The whole question: is the record what was written, and what was witnessed?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from reconvene.ledger.lost import digest_of_sealed, entries_given_up
from reconvene.ledger.verifying import verify
from reconvene.witness.comparing import Difference, compare
from reconvene.witness.verifier import read_log


def problems(
    cursor: CursorWrapper, folder: Path | None = None, given_up: Collection[Difference] = ()
) -> tuple[str, ...]:
    """
    Return everything that is wrong with the record, in words; first what the log knows better.

    Args:
        cursor: On the database; it is only read.
        folder: A log to compare with, where there is one; without it nobody can tell a record
            that was written anew as a whole.
        given_up: What is known to be missing, as in an older copy. That just this is missing is no
            problem; that anything else differs is one.

    Raises:
        Refused: The log does not hold together, or there is none.
    """
    witnessed = compare(cursor, read_log(folder), folder).differences if folder else ()
    inside = map(str, verify(cursor))
    differing = (str(one) for one in witnessed if not (one.is_older and one in given_up))
    return tuple(dict.fromkeys([*differing, *inside]))


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


def passed_over(cursor: CursorWrapper) -> Iterator[PassedOver]:
    """Yield what of each case opens no more, since its key was given up; in order of cases."""
    for case_id, entries in groupby(entries_given_up(cursor), key=itemgetter(0)):
        yield PassedOver(case_id, tuple(number for _, number in entries))


def sealed_by(cursor: CursorWrapper, key: bytes, case_id: str) -> bytes:
    """Return a digest of all that a data key sealed of its case, to be kept when it is given up."""
    return digest_of_sealed(cursor, key, case_id)
