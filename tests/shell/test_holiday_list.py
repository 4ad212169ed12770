"""The government's list of bank holidays, in every state in which it can arrive."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.holiday_list import compared, read_holiday_list
from tests.support.lines import kept_lines

ENGLAND = read_calendar_history("england").latest
TODAY = datetime(2026, 11, 22, 9, tzinfo=UTC)
pytestmark = [pytest.mark.assures("TM-3"), pytest.mark.django_db]


def listed(*years: int, division: str = "england-and-wales") -> dict[str, Any]:
    """Return a list as it is published, with the days our own calendar has."""
    days = {day: why for day, why in ENGLAND.closures.items() if day.year in years}
    events = [
        {"title": why, "date": str(day), "notes": "", "bunting": True}
        for day, why in sorted(days.items())
    ]
    return {division: {"division": division, "events": events}}


def text(plain: object) -> bytes:
    return json.dumps(plain).encode()


WHOLE = text(listed(2025, 2026, 2027))
SCOTTISH = text(listed(2025, 2026, 2027, division="scotland"))
THIN = listed(2025, 2026, 2027)
THIN["england-and-wales"]["events"] = THIN["england-and-wales"]["events"][:-3]
BROKEN = {
    "nothing came": (b"", "cut-short"),
    "an error page": (b"<!DOCTYPE html><title>503</title>", "html"),
    "cut short": (WHOLE[:-40], "cut-short"),
    "an empty object": (b"{}", "other-list"),
    "an empty list": (text({"england-and-wales": {"events": []}}), "years-missing"),
    "another division": (SCOTTISH, "other-list"),
    "this year dropped": (text(listed(2027)), "years-missing"),
    "next year missing": (text(listed(2025, 2026)), "years-missing"),
    "a year left out": (text(listed(2024, 2026, 2027)), "years-missing"),
    "days left out": (text(THIN), "too-few"),
    "a day that is none": (WHOLE.replace(b"2026-12-25", b"2026-13-25"), "other-list"),
    "other letters": (WHOLE.decode().encode("utf-16"), "cut-short"),
}


def checked(folder: Path, raw: bytes | None) -> str:
    file = folder / "bank-holidays.json"
    if raw is not None:
        file.write_bytes(raw)
    out = StringIO()
    with time_machine.travel(TODAY, tick=False):
        call_command("check_holidays", str(file), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("raw", "code"), BROKEN.values(), ids=BROKEN)
def test_a_broken_list_is_refused_told_of_and_changes_nothing(
    raw: bytes, code: str, tmp_path: Path
) -> None:
    before = read_calendar_history("england")
    with kept_lines() as kept, pytest.raises(CommandError, match="goes on being used"):
        checked(tmp_path, raw)

    assert [(line["event"], line["reason"], line["urgent"]) for line in kept.events] == [
        ("calendar.doubted", code, True)
    ]
    assert read_calendar_history("england") == before


def test_a_list_that_never_came_is_told_of(tmp_path: Path) -> None:
    with kept_lines() as kept, pytest.raises(CommandError, match="no such file"):
        checked(tmp_path, None)

    assert [line["reason"] for line in kept.events] == ["not-there"]


def test_a_list_that_says_what_we_know_is_the_same(tmp_path: Path) -> None:
    with kept_lines() as kept:
        said = checked(tmp_path, WHOLE)

    assert said == "The same, from 2025-01-01 to 2027-12-28.\n"
    assert kept.events == []


@pytest.mark.assures("TM-2")
def test_a_holiday_that_was_moved_and_one_that_is_new_are_named(tmp_path: Path) -> None:
    moved = WHOLE.replace(b"2027-05-03", b"2027-05-07")
    with kept_lines() as kept, pytest.raises(CommandError) as refused:
        checked(tmp_path, moved)

    assert "closes:  Fri 7 May 2027" in str(refused.value)
    assert "opens:   Mon 3 May 2027" in str(refused.value)
    assert [line["reason"] for line in kept.events] == ["differs"]


def test_years_that_the_list_drops_are_still_holidays() -> None:
    found = compared(read_holiday_list(WHOLE, today=date(2026, 11, 22)), ENGLAND)

    assert not found
    assert ENGLAND.closures[date(2012, 6, 5)]
