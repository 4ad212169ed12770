"""How open duties and running rights are told apart by day: late, today, this week, later.

In: the day it is asked. Out: which shelf a bucket lies on, and between which days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import NO_DAY


class Bucket(StrEnum):
    """
    A share of a list. No duty, no letter and no right is in two of them.

    What was let go by in a case that is closed lies in none.
    """

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    AIM_PASSED = "aim-passed"
    UNDATED = "undated"
    TO_GO = "to-go"
    TO_READ = "to-read"
    WAITING = "waiting"
    LAPSED = "lapsed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one shelf, both days included."""

    shelf: Shelf
    from_on: date
    to_on: date


DUTY_BUCKETS = (
    Bucket.OVERDUE,
    Bucket.TODAY,
    Bucket.WEEK,
    Bucket.LATER,
    Bucket.AIM_PASSED,
    Bucket.UNDATED,
)
LETTER_BUCKETS = (Bucket.TO_GO,)
PAPER_BUCKETS = (Bucket.TO_READ,)
RIGHT_BUCKETS = (Bucket.WAITING, Bucket.LAPSED, Bucket.CLOSED)


def span(bucket: Bucket, today: date) -> Span:
    """Return where a bucket lies today; "this week" is the seven days after today."""
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    week_ends_on = today + timedelta(days=7)
    return {
        Bucket.OVERDUE: Span(Shelf.DATED, date.min, yesterday),
        Bucket.TODAY: Span(Shelf.DATED, today, today),
        Bucket.WEEK: Span(Shelf.DATED, tomorrow, week_ends_on),
        Bucket.LATER: Span(Shelf.DATED, week_ends_on + timedelta(days=1), NO_DAY),
        Bucket.AIM_PASSED: Span(Shelf.UNDATED, date.min, yesterday),
        Bucket.UNDATED: Span(Shelf.UNDATED, today, NO_DAY),
        Bucket.TO_GO: Span(Shelf.LETTER, date.min, NO_DAY),
        Bucket.TO_READ: Span(Shelf.BUNDLE, today, NO_DAY),
        Bucket.WAITING: Span(Shelf.RIGHT, today, NO_DAY),
        Bucket.LAPSED: Span(Shelf.RIGHT, date.min, yesterday),
        Bucket.CLOSED: Span(Shelf.AFTER, today, NO_DAY),
    }[bucket]


def every_duty() -> tuple[Span, Span]:
    """Return where all open duties lie, those with a last day first."""
    return Span(Shelf.DATED, date.min, NO_DAY), Span(Shelf.UNDATED, date.min, NO_DAY)


def overdue_and_rest(today: date) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return where what is overdue lies, and then where all other open duties lie."""
    overdue = span(Bucket.OVERDUE, today)
    return (overdue,), (Span(Shelf.DATED, today, NO_DAY), Span(Shelf.UNDATED, date.min, NO_DAY))
