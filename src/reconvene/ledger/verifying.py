"""Whether a record still is what was written: every link, every commitment, every number."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from django.db.backends.utils import CursorWrapper

from reconvene.ledger import erased
from reconvene.ledger.chain import BEFORE_THE_FIRST, commitment, link
from reconvene.ledger.entries import COLUMNS, Row, event_of, row
from reconvene.ledger.lost import entries_given_up
from reconvene.ledger.sealing import KEY_OF_ENTRY, unseal
from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.sealing.keyring import Keyring

_ENTRY_COLUMNS = ", ".join(f"entry.{column}" for column in COLUMNS.split(", "))
_WHOLE = f"""
    SELECT head.id, head.authority, head.length, head.link, {_ENTRY_COLUMNS}, {KEY_COLUMNS}
    FROM ledger_case head LEFT JOIN ledger_entry entry ON entry.case_id = head.id
    LEFT JOIN sealing_key held ON held.id = {KEY_OF_ENTRY}
    WHERE {{which}} ORDER BY head.id, entry.number
"""  # noqa: S608  own columns
_OF_ONE = _WHOLE.format(which="head.id = %s")
_OF_A_BATCH = _WHOLE.format(which="head.id > %s AND head.id <= %s")
_BATCH = "SELECT id FROM ledger_case WHERE id > %s ORDER BY id LIMIT %s"
_BATCH_SIZE = 100
_KEY_WIDTH = len(KEY_COLUMNS.split(", "))
_STRAYS = """
    SELECT entry.case_id, entry.number
    FROM ledger_entry entry LEFT JOIN ledger_case head ON head.id = entry.case_id
    WHERE head.id IS NULL AND %s IN ('', entry.case_id) ORDER BY entry.case_id, entry.number
"""


_Columns: TypeAlias = tuple[Any, ...]


class Fault(StrEnum):
    """What is wrong with an entry. Published: a value is never renamed or used again."""

    GAP = "number-missing"
    LINK = "link-broken"
    CONTENTS = "contents-changed"
    UNREADABLE = "contents-unreadable"
    TAIL = "end-differs-from-head"
    EMPTY = "case-without-entries"
    STRAY = "entry-without-case"
    BLANK = "contents-missing"
    NOT_BLANK = "erased-contents-still-there"


@dataclass(frozen=True, slots=True)
class Problem:
    """Where a record is not what was written. `number` is 0 for the case as a whole."""

    case_id: str
    number: int
    fault: Fault

    def __str__(self) -> str:
        return f"case {self.case_id}, entry {self.number}: {self.fault}"


def verify(cursor: CursorWrapper, case_id: str = "") -> tuple[Problem, ...]:
    """
    Return everything that is wrong with the record of a case, or of every case.

    In order of case and number; empty where the record is whole. Only the first broken link of a
    case is named, since all after it rest on it. That an entry does not open whose key was given
    up is known, and nothing wrong: see `entries_given_up`.
    """
    lost = set(entries_given_up(cursor, case_id))
    read = [_read(cursor, _OF_ONE, case_id)] if case_id else _batches(cursor)
    found = [
        problem
        for rows in read
        for _, each in groupby(rows, key=itemgetter(0))
        for problem in _problems(cursor, list(each))
        if problem.fault is not Fault.UNREADABLE or (problem.case_id, problem.number) not in lost
    ]
    cursor.execute(_STRAYS, (case_id,))
    found += [Problem(case, number, Fault.STRAY) for case, number in cursor.fetchall()]
    return tuple(found)


def _batches(cursor: CursorWrapper) -> Iterator[list[_Columns]]:
    """
    Yield every case with its entries and their keys, some at a time.

    What is read is opened at once. So keys are hardly ever changed in between, and of a large
    record no more than a batch is in memory.
    """
    after = ""
    while ids := _read(cursor, _BATCH, after, _BATCH_SIZE):
        (until,) = ids[-1]
        yield _read(cursor, _OF_A_BATCH, after, until)
        after = until


def _read(cursor: CursorWrapper, statement: str, *values: str | int) -> list[_Columns]:
    cursor.execute(statement, values)
    return list(cursor.fetchall())


def _problems(cursor: CursorWrapper, found: list[_Columns]) -> list[Problem]:
    """
    Return what is wrong with a case.

    One that cannot be opened is read once more: its keys may have been wrapped anew since it was
    read, and what had wrapped them destroyed.
    """
    problems = list(_of_case(found))
    if any(problem.fault is Fault.UNREADABLE for problem in problems):
        return list(_of_case(_read(cursor, _OF_ONE, found[0][0])))
    return problems


def _of_case(found: list[_Columns]) -> Iterator[Problem]:
    case_id, authority, length, tip = found[0][:4]
    if found[0][4] is None:
        yield Problem(case_id, 0, Fault.EMPTY)
        return
    keys = Keyring(case_id)
    before, chained = BEFORE_THE_FIRST, True
    is_erased = any(columns[5] == erased.KIND for columns in found)
    for expected, columns in enumerate(found, start=1):
        stored = row(authority, case_id, columns[4:-_KEY_WIDTH])
        keys.hold(*columns[-_KEY_WIDTH:])
        number = stored.header.number
        if chained and number != expected:
            yield Problem(case_id, expected, Fault.GAP)
            chained = False
        elif chained and stored.link != link(before, stored.header, stored.commitment):
            yield Problem(case_id, number, Fault.LINK)
            chained = False
        yield from (Problem(case_id, number, fault) for fault in _part(stored, keys, is_erased))
        before = stored.link
    if (length, bytes(tip)) != (number, before):
        yield Problem(case_id, 0, Fault.TAIL)


def _part(stored: Row, keys: Keyring, is_erased: bool) -> Iterator[Fault]:  # noqa: FBT001  one call
    """Yield what is wrong with a part: of an erased record it is blank, of any other it is not."""
    stays = not is_erased or stored.header.kind == erased.KIND
    if stays and stored.sealed:
        yield from _contents(stored, keys)
    elif stays:
        yield Fault.BLANK
    elif stored.sealed:
        yield Fault.NOT_BLANK


def _contents(stored: Row, keys: Keyring) -> Iterator[Fault]:
    try:
        salt, payload = unseal(stored.header, stored.sealed, keys)
        if commitment(salt, payload) != stored.commitment:
            yield Fault.CONTENTS
        elif stored.header.kind == erased.KIND:
            erased.decode(payload)
        else:
            event_of(stored.header, payload)
    except ValueError:  # every fault of reading is one
        yield Fault.UNREADABLE
