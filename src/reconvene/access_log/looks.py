"""Questions asked of the access log: who looked at a case, and at what somebody looked."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

_COLUMNS = "reader, number, at, sight, purpose, relation, outcome, case_id, entry"
_OF_A_CASE = f"""
    SELECT {_COLUMNS} FROM access_log_read WHERE case_id = %s AND authority = %s
    ORDER BY at DESC, reader, number DESC LIMIT %s
"""  # noqa: S608  own columns
_OF_A_READER = f"""
    SELECT {_COLUMNS} FROM access_log_read
    WHERE reader = %s AND authority = %s AND at >= %s AND at <= %s
    ORDER BY number DESC LIMIT %s
"""  # noqa: S608  own columns
_OF_A_READER_THERE = _OF_A_READER.replace("WHERE", "WHERE case_id = %s AND")
_OF_A_READER_AT = f"""
    SELECT {_COLUMNS} FROM access_log_read
    WHERE case_id = %s AND reader = %s AND authority = %s ORDER BY number DESC LIMIT %s
"""  # noqa: S608  own columns


@dataclass(frozen=True, slots=True)
class Looked:
    """One look as it is listed."""

    reader: str
    number: int
    at: datetime
    sight: str
    purpose: str
    relation: str
    outcome: str
    case_id: str
    entry: int | None


def looks_at_case(authority: str, case_id: str, most: int) -> list[Looked]:
    """Return who looked at a case, the latest first; may be empty."""
    return _asked(_OF_A_CASE, (case_id, authority, most))


def looks_of(
    authority: str, reader: str, since: str, until: str, most: int, *, case_id: str = ""
) -> list[Looked]:
    """
    Return what somebody looked at between two instants as they are kept, the latest first.

    Of one case alone, where one is named.
    """
    if case_id:
        return _asked(_OF_A_READER_THERE, (case_id, reader, authority, since, until, most))
    return _asked(_OF_A_READER, (reader, authority, since, until, most))


def looks_of_at(authority: str, reader: str, case_id: str, most: int) -> list[Looked]:
    """Return what somebody looked at of one case, the latest first; may be empty."""
    return _asked(_OF_A_READER_AT, (case_id, reader, authority, most))


def _asked(statement: str, values: tuple[str | int, ...]) -> list[Looked]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [
            Looked(reader, number, datetime.fromisoformat(at), *rest)
            for reader, number, at, *rest in cursor.fetchall()
        ]
