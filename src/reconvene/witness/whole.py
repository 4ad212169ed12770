"""The whole question: is the record what was written, and what was witnessed?"""

from collections.abc import Collection, Iterator
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from reconvene.ledger import lost
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


def passed_over(cursor: CursorWrapper) -> Iterator[lost.PassedOver]:
    """Return what of each case opens no more, since its key was given up; in order of cases."""
    return lost.passed_over(lost.entries_given_up(cursor))


def sealed_by(cursor: CursorWrapper, key: bytes, case_id: str) -> bytes:
    """Return a digest of all that a data key sealed of its case, to be kept when it is given up."""
    return lost.digest_of_sealed(cursor, key, case_id)
