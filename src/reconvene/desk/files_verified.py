"""
Whether every file is there that the record names, and is what was brought in.

In: a cursor on the database, which is only read. Out: what is wrong.
"""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper

from reconvene.core.record.papers import PaperAdded, RedactionMade
from reconvene.desk.bringing import KINDS
from reconvene.ledger.of_a_kind import cases_with, load_of_kind
from reconvene.papers import verifying
from reconvene.papers.verifying import Named, Problem


def files_amiss(cursor: CursorWrapper) -> tuple[Problem, ...]:
    """
    Return everything that is wrong with the files of every case; nothing twice.

    Each entry that brought one in counts, one that was struck out too: its file stays.
    """
    inside = verifying.verify(cursor)
    cases = dict.fromkeys(case for kind in KINDS for case in cases_with(cursor, kind))
    missed = (one for case in cases for one in _missed(cursor, case))
    return tuple(dict.fromkeys([*inside, *missed]))


def _missed(cursor: CursorWrapper, case_id: str) -> tuple[Problem, ...]:
    """Return where a case's files are not as its record says; once more, since it may be erased meanwhile."""
    found = tuple(verifying.held_against(cursor, _named(cursor, case_id)))
    return found and tuple(verifying.held_against(cursor, _named(cursor, case_id)))


def _named(cursor: CursorWrapper, case_id: str) -> Iterator[Named]:
    for kind in KINDS:
        for entry in load_of_kind(cursor, case_id, kind):
            if isinstance(entry.data, PaperAdded | RedactionMade):
                data = entry.data
                yield Named(case_id, data.paper, data.file, data.size, data.sha256)
