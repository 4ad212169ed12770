"""The whole question: is the record what was written, and what was witnessed?"""

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from reconvene.ledger.lost import entries_given_up
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


def keys_given_up(cursor: CursorWrapper) -> Iterator[str]:
    """Yield a line for each case of which something opens no more, since its key was given up."""
    for case_id, entries in groupby(entries_given_up(cursor), key=itemgetter(0)):
        numbers = ", ".join(str(number) for _, number in entries)
        yield f"Given up, and passed over: case {case_id}, entry {numbers}. Its key is gone for good."
