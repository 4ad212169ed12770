"""A list read a page at a time, each page from where the last one ended.

In: a statement and its values. Out: rows, and the place where the next page begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reconvene.worklist.keeping import COLUMNS
from reconvene.worklist.rows import Row

PAGE = 50
SELECTED = ", ".join(COLUMNS)
IS_CASE = "shelf IN ('case', 'closed')"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a list ended, so that the next can begin after it."""

    sort_on: date
    case_id: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, in its order, and where the next page begins; None after the last."""

    rows: tuple[Row, ...]
    next: Place | None


def cut(rows: list[Row], size: int) -> Page:
    """Return a page of one row more than it shows: the one more tells that there is a next."""
    if len(rows) <= size:
        return Page(tuple(rows), None)
    last = rows[size - 1]
    return Page(tuple(rows[:size]), Place(last.sort_on, last.case_id, last.key))


def fetched(statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
