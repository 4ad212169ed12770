"""A list read a page at a time, each page from where the last one ended.

In: a statement and its values. Out: rows with their names opened, and the place where the next page
begins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reconvene.logs.events import Event
from reconvene.logs.telling import tell_once
from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.worklist.fetching import fetched
from reconvene.worklist.keeping import COLUMNS
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import opened
from reconvene.worklist.story_keys import WITH_ITS_KEY, StoryKeys

PAGE = 50
SELECTED = ", ".join(COLUMNS)
_KEY_WIDTH = len(KEY_COLUMNS.split(", "))
IS_CASE = "shelf IN ('case', 'closed')"


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where a page of a list ended, so that the next can begin after it.

    `part` is which part of the list it lies in, where a list has one part after another.
    """

    sort_on: date
    case_id: str
    key: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """
    Some rows of a list, in its order, and where the next page begins; None after the last.

    `has_stopped` says that the page may hold fewer rows than fit on it, or none, because enough
    was looked through for one page: the next goes on from there.
    """

    rows: tuple[Row, ...]
    next: Place | None
    has_stopped: bool = False


def cut(
    rows: list[Row], size: int, looked_to: Place | None = None, parts: Sequence[int] = ()
) -> Page:
    """
    Return a page of one row more than it shows: the one more tells that there is a next.

    Args:
        rows: What was found.
        size: How many of it a page shows.
        looked_to: Where looking stopped, if it did before the end of the list.
        parts: In which part of the list each row lies; empty for a list without parts.
    """
    if len(rows) <= size:
        return Page(tuple(rows), looked_to, looked_to is not None)
    last = rows[size - 1]
    part = parts[size - 1] if parts else 0
    return Page(tuple(rows[:size]), Place(last.sort_on, last.case_id, last.key, part))


def place_at(statement: str, values: Iterable[Any]) -> Place | None:
    """Return the place that a statement finds: a day, a case and a key; None if it finds none."""
    found = fetched(statement, values)
    return Place(as_day(found[0][0]), found[0][1], found[0][2]) if found else None


def as_day(found: date | str) -> date:
    """Return a day that was worked out in SQL, which SQLite gives as text."""
    return date.fromisoformat(found) if isinstance(found, str) else found


def opened_rows(statement: str, values: Iterable[Any], order: str) -> list[Row]:
    """
    Return what a statement that selects `SELECTED` finds, its names opened; still one statement,
    or two where one does not open.

    `order` is of columns of `page`, which it is called.
    """
    whole = f"SELECT 0 AS part, {SELECTED} FROM ({statement}) AS whole"  # noqa: S608  own columns
    return [row for _, row in opened_parts(whole, values, order)]


def opened_parts(statement: str, values: Iterable[Any], order: str) -> list[tuple[int, Row]]:
    """Return the same of a statement that selects `part` first: in which part each row lies."""
    whole = (
        f"SELECT {KEY_COLUMNS}, page.part, {', '.join(f'page.{one}' for one in COLUMNS)}"  # noqa: S608  own columns
        f" FROM ({statement}) AS page {WITH_ITS_KEY.format(row='page')} ORDER BY {order}"
    )
    read = [
        (columns[:_KEY_WIDTH], columns[_KEY_WIDTH], Row(*columns[_KEY_WIDTH + 1 :]))
        for columns in fetched(whole, values)
    ]
    keys = StoryKeys((row.case_id, key) for key, _, row in read)
    found = [(part, opened(row, keys)) for _, part, row in read]
    _tell({row.case_id for _, row in found if not row.opens})
    return found


def _tell(not_opened: set[str]) -> None:
    """Tell of each case on a page that does not open, once."""
    for case_id in sorted(not_opened):
        tell_once(Event.SEAL_BROKEN, reason="worklist", case=case_id)
