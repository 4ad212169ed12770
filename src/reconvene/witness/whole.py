"""The whole question: is the record what was written, and what was witnessed?"""

from collections.abc import Collection
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from reconvene.ledger.verifying import verify
from reconvene.witness.comparing import Difference, Fault, compare
from reconvene.witness.verifier import read_log


def problems(
    cursor: CursorWrapper, folder: Path | None = None, given_up: Collection[str] = ()
) -> tuple[str, ...]:
    """
    Return everything that is wrong with the record, in words; first what the log knows better.

    Args:
        cursor: On the database; it is only read.
        folder: A log to compare with, where there is one; without it nobody can tell a record
            that was written anew as a whole.
        given_up: Cases whose newest entries are known to be lost. That they are missing is no
            problem; that anything else of them differs is one.

    Raises:
        Refused: The log does not hold together, or there is none.
    """
    witnessed = compare(cursor, read_log(folder), folder).differences if folder else ()
    inside = (f"case {one.case_id}, entry {one.number}: {one.fault}" for one in verify(cursor))
    differing = (str(one) for one in witnessed if not _is_given_up(one, given_up))
    return tuple(dict.fromkeys([*differing, *inside]))


def _is_given_up(one: Difference, given_up: Collection[str]) -> bool:
    return one.case_id in given_up and one.fault in (Fault.GONE, Fault.BEHIND)
