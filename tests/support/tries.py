"""
Tries at one name, many at once, as a process of its own.

    python -m tests.support.tries TRIES MINUTES_ON

Prints how many of them were let through to be judged, with the clock so many minutes on from noon.
"""

import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import django

django.setup()

from reconvene.people.guesses import Mark, begin_try, mark_of_address, mark_of_codes, mark_of_name  # noqa: E402  needs the set-up above
from tests.support.at_once import at_once  # noqa: E402

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MARKS = (mark_of_address("192.0.2.1"), mark_of_name("amina"), mark_of_codes("amina"))


def main(tries: int, minutes_on: int) -> None:
    """Try each bucket so often, and print how often each let a try through."""
    now = NOON + timedelta(minutes=minutes_on)
    for mark in MARKS:
        answers = at_once(partial(_tried, mark, now), tries)
        sys.stdout.write(f"{answers.count(None)}\n")


def _tried(mark: Mark, now: datetime, _number: int) -> datetime | None:
    return begin_try((mark,), now)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
