"""The record of a case as it is read, and what an earlier submission was answered with."""

from dataclasses import dataclass
from datetime import datetime

from django.db.backends.utils import CursorWrapper

from reconvene.core.record.event import Event
from reconvene.ledger.chain import short_code
from reconvene.ledger.entries import COLUMNS, Row, event, row
from reconvene.ledger.requests import Request

_ENTRY_COLUMNS = ", ".join(f"entry.{column}" for column in COLUMNS.split(", "))
_HISTORY = f"""
    SELECT head.reference, head.length, {_ENTRY_COLUMNS}
    FROM ledger_case head JOIN ledger_entry entry ON entry.case_id = head.id
    WHERE head.id = %s AND head.authority = %s ORDER BY entry.number
"""  # noqa: S608  own columns
_LOCKED = {"sqlite": _HISTORY, "postgresql": f"{_HISTORY} FOR UPDATE OF head"}
_SUBMITTED = """
    SELECT entry.case_id, head.reference, entry.number, entry.link, entry.recorded_at, entry.body
    FROM ledger_entry entry JOIN ledger_case head ON head.id = entry.case_id
    WHERE entry.request = %s AND head.authority = %s
"""


class CaseUnknown(LookupError):
    """This authority has no such case. Another authority's case gives the same answer."""

    def __init__(self, *, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(
            f"The case could not be found: nothing here has the id '{case_id}'. "
            "Look for it by its reference."
        )


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
    """The whole record of one case, oldest first; never empty."""

    authority: str
    case_id: str
    reference: str
    rows: tuple[Row, ...]
    events: tuple[Event, ...]

    @property
    def link(self) -> bytes:
        return self.rows[-1].link

    def submitted(self, request: Request) -> Submitted | None:
        """Return what this submission, or another under its key, put on this record, if it did."""
        for stored in self.rows:
            if stored.header.request == request.key:
                return submitted(self.case_id, self.reference, stored)
        return None


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


def load_submitted(cursor: CursorWrapper, authority: str, request: Request) -> Submitted | None:
    """Return what a submission under this key put on any record of an authority, if it did."""
    cursor.execute(_SUBMITTED, (request.key, authority))
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


def _history(
    cursor: CursorWrapper, statement: str, authority: str, case_id: str
) -> tuple[History, int]:
    cursor.execute(statement, (case_id, authority))
    found = cursor.fetchall()
    if not found:
        raise CaseUnknown(case_id=case_id)
    reference, length = found[0][:2]
    rows = tuple(row(authority, case_id, columns[2:]) for columns in found)
    return History(authority, case_id, reference, rows, tuple(map(event, rows))), length
