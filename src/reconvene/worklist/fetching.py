"""Plain statements put to the database: what each finds, and the marks for its values."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection


def fetched(statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Return every row that a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def marks(values: Collection[str]) -> str:
    """Return a mark for each of some values, for a statement."""
    return ", ".join(["%s"] * len(values))
