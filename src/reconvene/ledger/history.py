"""The record of a case as it is read, and what an earlier submission was answered with."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from reconvene.core.casefile.fold import procedure_of
from reconvene.core.record.event import Event
from reconvene.ledger.chain import short_code
from reconvene.ledger.entries import COLUMNS, Row, event, row
from reconvene.ledger.of_every_case import SUBMITTED
from reconvene.ledger.requests import Request
from reconvene.ledger.sealing import KEY_OF_ENTRY
from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.sealing.keyring import Keyring

_ENTRY_COLUMNS = ", ".join(f"entry.{column}" for column in COLUMNS.split(", "))
# Of its case as well: by that, and nothing worked out, a database with policies may look a key up.
_WITH_ITS_KEY = f"LEFT JOIN sealing_key held ON held.case_id = head.id AND held.id = {KEY_OF_ENTRY}"
_OF_A_CASE = f"""
    SELECT head.id, head.reference, head.length, {KEY_COLUMNS}, {_ENTRY_COLUMNS}
    FROM ledger_case head JOIN ledger_entry entry ON entry.case_id = head.id {_WITH_ITS_KEY}
"""  # noqa: S608  own columns
_IS_READ = "NOT EXISTS (SELECT 1 FROM ledger_sealed_off WHERE case_id = head.id)"
_IN_ORDER = "ORDER BY entry.number"
_HISTORY = f"{_OF_A_CASE} WHERE head.id = %s AND head.authority = %s AND {_IS_READ} {_IN_ORDER}"
_EVEN_SEALED_OFF = f"{_OF_A_CASE} WHERE head.id = %s AND head.authority = %s {_IN_ORDER}"
_KEY_WIDTH = len(KEY_COLUMNS.split(", "))
_LOCKED = {"sqlite": _HISTORY, "postgresql": f"{_HISTORY} FOR UPDATE OF head"}


class CaseUnknown(LookupError):
    """This authority has no such case. Another authority's case gives the same answer."""

    def __init__(self, *, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(
            f"The case could not be found: nothing here has the id '{case_id}'. "
            "Look for it by its reference."
        )


_BATCH = f"""
    SELECT head.id FROM ledger_case head WHERE head.id > %s AND head.authority = %s AND {_IS_READ}
    ORDER BY head.id LIMIT %s
"""  # noqa: S608  own columns
_BATCH_LOCKED = {"sqlite": _BATCH, "postgresql": f"{_BATCH} FOR UPDATE"}
_AMONG = {
    "sqlite": "head.id IN (SELECT value FROM json_each(%s))",
    "postgresql": "head.id IN (SELECT json_array_elements_text(%s::json))",
}
_HISTORIES = f"""
    SELECT head.id, head.authority, head.reference, {KEY_COLUMNS}, {_ENTRY_COLUMNS}
    FROM ledger_case head JOIN ledger_entry entry ON entry.case_id = head.id {_WITH_ITS_KEY}
    WHERE {{among}} AND {_IS_READ} ORDER BY head.id, entry.number
"""  # noqa: S608  own columns
_HISTORIES_AMONG = {vendor: _HISTORIES.format(among=each) for vendor, each in _AMONG.items()}


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a submission put on the record: its first entry, and how to hold the record to it."""

    case_id: str
    reference: str
    number: int
    code: str
    recorded_at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class History:
    """
    The whole record of one case, oldest first; empty only while the case is being opened.

    `keys` are those its parts are sealed under.
    """

    authority: str
    case_id: str
    reference: str
    rows: tuple[Row, ...]
    events: tuple[Event, ...]
    keys: Keyring = field(default_factory=lambda: Keyring(""), repr=False, compare=False)

    @property
    def procedure(self) -> str:
        """The version the case runs under now ("ox-cpc/1"); empty before it begins."""
        return procedure_of(self.events) or ""

    @property
    def codes(self) -> "Codes":
        """The short code of each entry, by its number: what holds the record to it."""
        return Codes(self.rows)

    def submitted(self, request: Request) -> Submitted | None:
        """Return what this submission, or another under its key, put on this record, if it did."""
        for stored in self.rows:
            if stored.header.request == request.key:
                return submitted(self.case_id, self.reference, stored)
        return None


@dataclass(frozen=True, slots=True)
class Batch:
    """
    The records of some cases, in order of id, and the ids of those that do not open.

    `last` is where the next batch goes on; empty where there was nothing any more.
    """

    histories: tuple[History, ...]
    not_opened: tuple[str, ...]
    last: str


class Codes(Mapping[int, str]):
    """The short codes of a record's entries; each is made when it is asked for, as few ever are."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._links = {one.header.number: one.link for one in rows}

    def __getitem__(self, number: int) -> str:
        return short_code(number, self._links[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self._links)

    def __len__(self) -> int:
        return len(self._links)


def submitted(case_id: str, reference: str, stored: Row) -> Submitted:
    """Return a submission's answer from the first entry it made."""
    header = stored.header
    return Submitted(
        case_id=case_id,
        reference=reference,
        number=header.number,
        code=short_code(header.number, stored.link),
        recorded_at=datetime.fromisoformat(header.recorded_at),
        body=header.body or b"",
    )


def load(cursor: CursorWrapper, authority: str, case_id: str) -> History:
    """
    Return the record of a case, in one statement.

    Raises:
        CaseUnknown: There is no such case in this authority.
    """
    return _history(cursor, _HISTORY, authority, case_id)[0]


def load_locked(cursor: CursorWrapper, authority: str, case_id: str) -> History:
    """
    Return the record of a case, and keep everybody else from adding to it until the transaction
    ends.

    Where somebody else was adding to it just now, what was read while waiting may lack their
    entry; the length, which is read last, tells, and the record is read again.

    Raises:
        CaseUnknown: There is no such case in this authority.
    """
    found, length = _history(cursor, _LOCKED[cursor.db.vendor], authority, case_id)
    return found if len(found.rows) == length else load(cursor, authority, case_id)


def load_even_sealed_off(cursor: CursorWrapper, authority: str, case_id: str) -> History:
    """
    Return the record of a case that is to be erased, in one statement; only erasure asks.

    Raises:
        CaseUnknown: There is no such case in this authority.
        ValueError: Its contents cannot be opened, or not any more.
    """
    return _history(cursor, _EVEN_SEALED_OFF, authority, case_id)[0]


def load_submitted(cursor: CursorWrapper, authority: str, request: Request) -> Submitted | None:
    """Return what a submission under this key put on any record of an authority, if it did."""
    cursor.execute(SUBMITTED[cursor.db.vendor], (request.key, authority))
    found = cursor.fetchone()
    if found is None:
        return None
    case_id, reference, number, link, recorded_at, body = found
    return Submitted(
        case_id=case_id,
        reference=reference,
        number=number,
        code=short_code(number, bytes(link)),
        recorded_at=datetime.fromisoformat(recorded_at),
        body=bytes(body),
    )


def load_batch(cursor: CursorWrapper, authority: str, after: str, size: int) -> Batch:
    """
    Return the records of the cases of an authority that follow an id. Two statements, whatever size.

    One that does not open holds up no other. Nobody is kept from adding to any.
    """
    cursor.execute(_BATCH, (after, authority, size))
    return _batch(cursor, [case_id for (case_id,) in cursor.fetchall()])


def load_batch_locked(cursor: CursorWrapper, authority: str, after: str, size: int) -> Batch:
    """Return the same, and keep everybody from adding to any of them until the transaction ends."""
    cursor.execute(_BATCH_LOCKED[cursor.db.vendor], (after, authority, size))
    return _batch(cursor, [case_id for (case_id,) in cursor.fetchall()])


def load_batches(authority: str, size: int = 200) -> Iterator[Batch]:
    """Yield the records of an authority batch by batch, for reading only."""
    after = ""
    while True:
        with connection.cursor() as cursor:
            batch = load_batch(cursor, authority, after, size)
        if not batch.last:
            return
        yield batch
        after = batch.last


def _batch(cursor: CursorWrapper, ids: list[str]) -> Batch:
    """Return the records of just these cases: one opened meanwhile lies between, and is not held."""
    if not ids:
        return Batch((), (), "")
    cursor.execute(_HISTORIES_AMONG[cursor.db.vendor], (json.dumps(ids),))
    read, not_opened = [], []
    for case, found in groupby(cursor.fetchall(), key=itemgetter(0, 1, 2)):
        case_id, authority, reference = case
        try:
            read.append(_whole(case_id, authority, reference, [columns[3:] for columns in found]))
        except ValueError:  # every fault of opening is one, and was told of
            not_opened.append(case_id)
    return Batch(tuple(read), tuple(not_opened), ids[-1])


def _whole(case_id: str, authority: str, reference: str, found: Iterable[Sequence[Any]]) -> History:
    """Return a record; `found` are its entries' rows, the columns of each key before the entry's."""
    keys, rows = Keyring(case_id), []
    for columns in found:
        keys.hold(*columns[:_KEY_WIDTH])
        rows.append(row(authority, case_id, columns[_KEY_WIDTH:]))
    events = tuple(event(one, keys) for one in rows)
    return History(authority, case_id, reference, tuple(rows), events, keys)


def _history(
    cursor: CursorWrapper, statement: str, authority: str, name: str
) -> tuple[History, int]:
    cursor.execute(statement, (name, authority))
    found = cursor.fetchall()
    if not found:
        raise CaseUnknown(case_id=name)
    case_id, reference, length = found[0][:3]
    return _whole(case_id, authority, reference, [columns[3:] for columns in found]), length
