"""The access log as it lies in the database, for tests that compare it with what was shown."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

_COLUMNS = "reader, number, authority, sight, purpose, relation, outcome, case_id, entry, about"


@dataclass(frozen=True)
class Kept:
    """One look as it is kept."""

    reader: str
    number: int
    authority: str
    sight: str
    purpose: str
    relation: str
    outcome: str
    case_id: str
    entry: int | None
    about: str


def kept() -> list[Kept]:
    """Return every look in the order it was written by its reader."""
    return [Kept(*row) for row in asked(f"SELECT {_COLUMNS} FROM access_log_read")]  # noqa: S608  own columns


def asked(statement: str) -> list[tuple[Any, ...]]:
    """Return what a statement finds, by reader and number."""
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ORDER BY reader, number")
        return list(cursor.fetchall())
