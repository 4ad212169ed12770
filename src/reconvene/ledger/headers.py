"""
What a record says of itself without being opened, since headers stand in clear.

In: an authority, and one case of it or those that began long ago. Out: days and the sort of record;
nothing that anybody said. Only erasure asks, of what does not open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.ledger.erased import KIND

_TOLD = f"""
    SELECT head.id, head.authority, head.reference,
        MAX(CASE WHEN entry.kind = 'case.closed' THEN entry.number END),
        MAX(CASE WHEN entry.kind = 'case.closed' THEN entry.happened_on END),
        MAX(CASE WHEN entry.kind IN ('case.reopened', 'entry.corrected') THEN entry.number END),
        MAX(CASE WHEN entry.kind = 'sitting.opened' THEN 1 ELSE 0 END),
        MAX(entry.recorded_at)
    FROM ledger_case head JOIN ledger_entry entry ON entry.case_id = head.id
    WHERE head.authority = %s AND head.{{which}}
    GROUP BY head.id, head.authority, head.reference
    HAVING MAX(CASE WHEN entry.kind = '{KIND}' THEN 1 ELSE 0 END) = 0
    ORDER BY head.reference
"""  # noqa: S608  own kinds
_OF_ONE = _TOLD.format(which="id = %s")
_OF_OLD_ONES = _TOLD.format(which="opened_at < %s")


@dataclass(frozen=True, slots=True)
class Headers:
    """
    What is known of a case from without. `did_sit` where a panel sat in it.

    `closed_on` is None where it was never closed, or where something came after its closing by which
    another day may hold, or none. `last_on` is the London day on which anything was last recorded,
    so no closing that is on the record is later.
    """

    case_id: str
    authority: str
    reference: str
    closed_on: date | None
    last_on: date
    did_sit: bool


def headers_of(cursor: CursorWrapper, authority: str, case_id: str) -> Headers | None:
    """Return what is known of a case, read or not; None where there is none, or it is erased."""
    return next(_told(cursor, _OF_ONE, authority, case_id), None)


def headers_of_old(cursor: CursorWrapper, authority: str, day: date) -> tuple[Headers, ...]:
    """Return what is known of all cases that were opened before a day, read or not, by reference."""
    return tuple(_told(cursor, _OF_OLD_ONES, authority, day.isoformat()))


def _told(cursor: CursorWrapper, statement: str, *values: str) -> Iterator[Headers]:
    cursor.execute(statement, values)
    for case_id, authority, reference, closed, closed_on, doubt, sat, last_at in cursor.fetchall():
        is_known = closed is not None and (doubt is None or doubt < closed)
        yield Headers(
            case_id=case_id,
            authority=authority,
            reference=reference,
            closed_on=date.fromisoformat(closed_on) if is_known else None,
            last_on=london_day(datetime.fromisoformat(last_at)),
            did_sit=bool(sat),
        )
