"""
Nobody is told a last day beyond the bank holidays that are known.

A checkout is judged on the day of its newest commit, not by the clock: whoever goes on working here
learns in time that years must be added, and an old checkout stays as green as it was.
"""

import subprocess
from datetime import date

import pytest

from reconvene.library.calendar_files import read_calendar_history
from tests.support.tree import LIBRARY, ROOT

CALENDARS = sorted(folder.name for folder in (LIBRARY / "calendars").iterdir())


@pytest.fixture(scope="module")
def committed_on() -> date:
    """Return the day of the newest commit."""
    newest = ["git", "log", "-1", "--format=%cs"]
    shown = subprocess.run(newest, cwd=ROOT, check=True, capture_output=True, text=True)
    return date.fromisoformat(shown.stdout.strip())


@pytest.mark.assures("TM-3")
@pytest.mark.parametrize("name", CALENDARS)
def test_bank_holidays_reach_past_the_end_of_next_year(name: str, committed_on: date) -> None:
    latest = read_calendar_history(name).latest

    assert latest.lasts_through_next_year(committed_on), (
        f"calendar '{name}' ends on {latest.last_day}, too soon for {committed_on}: fetch the "
        "next years from www.gov.uk/bank-holidays and add them as docs/how-to/"
        "add-a-calendar-day.md shows"
    )
