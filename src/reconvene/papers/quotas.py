"""How much is kept: of one file, in one case, and of one person in a day. Each has one plain message."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.backends.utils import CursorWrapper

from reconvene.core.workdays import london_day
from reconvene.papers.models import BroughtOnDay
from reconvene.papers.state import State

MOST_OF_A_CASE = 500
"""So many files are kept in one case, those that were harmful too."""

# What was harmful is destroyed and takes no room.
_OF_A_CASE = """
    SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = %s THEN 0 ELSE size + view_size END), 0)
    FROM papers_paper WHERE case_id = %s
"""
# Counted before it is judged, in one conditional statement: many at once do not slip through.
_COUNT = """
    INSERT INTO papers_brought_on_day (person, day, size) VALUES (%s, %s, %s)
    ON CONFLICT (person, day) DO UPDATE SET size = papers_brought_on_day.size + excluded.size
    WHERE papers_brought_on_day.size + excluded.size <= %s
"""
_MB = 1024 * 1024


class NoRoom(Exception):
    """A file is not kept. `words` say to whoever brought it why, and what to do."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


def too_large() -> str:
    """Return what to say of a file that is larger than any may be."""
    return (
        f"This file is larger than {megabytes(settings.FILES_LARGEST)}. Choose a smaller one, or "
        "bring it in parts."
    )


def demand_room(cursor: CursorWrapper, case_id: str, size: int, *, by: str, at: datetime) -> None:
    """
    Count a file that is to be kept, inside the transaction that keeps it, with its case held.

    Raises:
        NoRoom: It would be more than is kept.
    """
    if size > settings.FILES_LARGEST:
        raise NoRoom(too_large())
    cursor.execute(_OF_A_CASE, (State.HARMFUL.value, case_id))
    number, held = cursor.fetchone()
    if number >= MOST_OF_A_CASE:
        raise NoRoom(
            f"There is no room for this file: one case may have {MOST_OF_A_CASE} files. Take away "
            "one that is not on the record yet, or bring several in as one PDF."
        )
    if held + size > settings.FILES_OF_A_CASE:
        raise NoRoom(
            "There is no room for this file: the files of one case may come to "
            f"{megabytes(settings.FILES_OF_A_CASE)} together. Take away one that is not on the "
            "record yet, or ask whoever looks after this service."
        )
    most = settings.FILES_OF_A_DAY
    if size <= most:
        cursor.execute(_COUNT, (by, london_day(at), size, most))
    if size > most or not cursor.rowcount:
        raise NoRoom(
            f"There is no room for this file: one person may bring in {megabytes(most)} in a day. "
            "Bring it tomorrow, or ask whoever looks after this service."
        )


def forget_days(now: datetime) -> int:
    """Forget how much was brought in before yesterday, and return of how many people's days."""
    old = BroughtOnDay.objects.filter(day__lt=london_day(now) - timedelta(days=1))
    return int(old.delete()[0])


def megabytes(size: int) -> str:
    """Return a number of bytes as people say it: "100 MB"."""
    return f"{size // _MB:,} MB"
