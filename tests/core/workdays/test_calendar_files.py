"""Calendars kept as files: the shipped one, an authority's own, and files that are wrong."""

import hashlib
from pathlib import Path

import pytest

from reconvene.core.workdays import CalendarHistory, HistoryBroken
from reconvene.library import calendar_files
from reconvene.library.calendar_files import CalendarUnknown, read_calendar_history
from reconvene.library.calendar_revision import CalendarFileFaulty
from tests.support.days import day

SHIPPED = Path(calendar_files.__file__).parent / "calendars"
TODAY = day("Sat 21 Nov 2026")

# A file, once it has been in use, is never edited: what it says was what was known.
PUBLISHED = {
    "england/2012-01.yaml": "80e35ecf45b763d4be9f9080fc8821dcc2e226f6920f2765d54e9fad913cfe99",
    "england/2019-06.yaml": "6079e8c8919ab13ab880907205ae6fb2f68d447abcedbf3b6dbe35bc737c245a",
    "england/2020-11.yaml": "94b8de958c92bc4b394fef168388d74e3e97e942f90b619d9f42d89d623816a7",
    "england/2022-09.yaml": "58426f0b9aa81b9018b5de342a93c932528df4b212b4f35832a6d99ec650f082",
    "england/2022-11.yaml": "42a8ae3837865ba2e9cf637f7af1de073929fdf5966f1e3d7b5564ecd972e054",
}

ALONE = """\
known_from: Wed 1 Jan 2025
because: To have one.
covers:
  from: Wed 1 Jan 2025
  to: Wed 31 Dec 2025
closes:
  Thu 25 Dec 2025: Christmas Day
"""
EXTENDING = """\
known_from: Mon 3 Mar 2025
because: The offices shut between Christmas and the New Year.
extends: england
closes:
  Mon 29 Dec 2025: Offices shut
  Fri 26 Dec 2025: Offices shut
"""


def _kept(folder: Path, **texts: str) -> Path:
    """Write a calendar 'ours' with one file for each version; `v2025_01` is 2025-01.yaml."""
    home = folder / "ours"
    home.mkdir()
    for version, text in texts.items():
        name = version.removeprefix("v").replace("_", "-")
        (home / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def _problems(folder: Path, **texts: str) -> list[str]:
    with pytest.raises(CalendarFileFaulty) as fault:
        read_calendar_history("ours", folder=_kept(folder, **texts))
    assert all(problem in str(fault.value) for problem in fault.value.problems)
    return list(fault.value.problems)


def test_englands_history_grew_with_each_announcement() -> None:
    history = read_calendar_history()

    assert [(version.version, version.known_from) for version in history.versions] == [
        ("2012-01", day("Sun 1 Jan 2012")),
        ("2019-06", day("Fri 7 Jun 2019")),
        ("2020-11", day("Thu 12 Nov 2020")),
        ("2022-09", day("Sat 10 Sep 2022")),
        ("2022-11", day("Sun 6 Nov 2022")),
    ]


def test_christmas_eve_is_worked_in_england() -> None:
    assert read_calendar_history().latest.is_working(day("Wed 24 Dec 2025"))


@pytest.mark.parametrize("name", sorted(entry.name for entry in SHIPPED.iterdir()))
def test_every_shipped_calendar_reaches_the_end_of_next_year(name: str) -> None:
    latest = read_calendar_history(name).latest

    assert latest.lasts_through_next_year(TODAY), (
        f"calendar '{name}' ends on {latest.last_day}: add a file with the next years' bank "
        f"holidays to library/calendars/{name}, as docs/reference/calendars.md shows"
    )


@pytest.mark.assures("TM-3")
def test_no_published_file_has_been_edited() -> None:
    found = {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(SHIPPED.glob("*/*.yaml"))
    }

    assert found == PUBLISHED, (
        "a calendar file is only ever added: put a correction in a file of its own, "
        "and add a new file's hash here"
    )


def test_a_calendar_of_ones_own_can_stand_alone(tmp_path: Path) -> None:
    history = read_calendar_history("ours", folder=_kept(tmp_path, v2025_01=ALONE))

    assert history.latest.label == "ours 2025-01"
    assert history.latest.why_closed(day("Thu 25 Dec 2025")) == "Christmas Day"
    assert history.latest.is_working(day("Fri 26 Dec 2025"))
    assert history.latest.why_closed(day("Sat 27 Dec 2025")) == "Saturday"


def test_a_calendar_of_ones_own_comes_before_a_shipped_one_of_the_same_name(
    tmp_path: Path,
) -> None:
    _kept(tmp_path, v2025_01=ALONE)
    (tmp_path / "ours").rename(tmp_path / "england")

    history = read_calendar_history("england", folder=tmp_path)

    assert [version.label for version in history.versions] == ["england 2025-01"]


def test_another_weekend_can_be_said(tmp_path: Path) -> None:
    text = ALONE.replace("closes:", "weekend: [Friday, Saturday]\ncloses:")

    latest = read_calendar_history("ours", folder=_kept(tmp_path, v2025_01=text)).latest

    assert latest.why_closed(day("Fri 3 Jan 2025")) == "Friday"
    assert latest.is_working(day("Sun 5 Jan 2025"))


def test_a_later_file_can_add_a_year(tmp_path: Path) -> None:
    next_year = """\
known_from: Mon 1 Sep 2025
because: Another year.
covers: {to: Thu 31 Dec 2026}
closes:
  Fri 25 Dec 2026: Christmas Day
"""

    history = read_calendar_history(
        "ours", folder=_kept(tmp_path, v2025_01=ALONE, v2025_09=next_year)
    )

    assert [version.last_day.year for version in history.versions] == [2025, 2026]
    assert history.latest.why_closed(day("Thu 25 Dec 2025")) == "Christmas Day"
    assert history.latest.why_closed(day("Fri 25 Dec 2026")) == "Christmas Day"


def _extended(folder: Path) -> CalendarHistory:
    reopened = """\
known_from: Mon 1 Dec 2025
because: The offices stay open after all.
opens:
  Mon 29 Dec 2025: Open after all
  Fri 26 Dec 2025: Open, were it not a bank holiday
"""
    return read_calendar_history(
        "ours", folder=_kept(folder, v2025_03=EXTENDING, v2025_12=reopened)
    )


def test_a_calendar_that_extends_england_changes_when_either_does(tmp_path: Path) -> None:
    assert [version.label for version in _extended(tmp_path).versions] == [
        "ours england-2012-01",
        "ours england-2019-06",
        "ours england-2020-11",
        "ours england-2022-09",
        "ours england-2022-11",
        "ours 2025-03+england-2022-11",
        "ours 2025-12+england-2022-11",
    ]


@pytest.mark.parametrize(
    ("known_on", "offices_shut", "boxing_day"),
    [
        ("Sun 2 Mar 2025", None, "Boxing Day"),
        ("Mon 3 Mar 2025", "Offices shut", "Boxing Day"),
        ("Mon 1 Dec 2025", None, "Boxing Day"),
    ],
)
def test_closures_of_ones_own_come_and_go_and_bank_holidays_stay(
    tmp_path: Path, known_on: str, offices_shut: str | None, boxing_day: str
) -> None:
    known = _extended(tmp_path).as_known_on(day(known_on))

    assert known.why_closed(day("Mon 29 Dec 2025")) == offices_shut
    assert known.why_closed(day("Fri 26 Dec 2025")) == boxing_day


def test_a_calendar_nobody_keeps_is_named_with_those_there_are(tmp_path: Path) -> None:
    kept = _kept(tmp_path, v2025_01=ALONE)

    with pytest.raises(CalendarUnknown, match="found only england, ours") as fault:
        read_calendar_history("wales", folder=kept)

    assert (fault.value.name, fault.value.known) == ("wales", ("england", "ours"))


@pytest.mark.parametrize("name", ["../england", "england/..", "", "England", "/etc"])
def test_a_name_is_never_a_way_to_another_folder(name: str) -> None:
    with pytest.raises(CalendarUnknown):
        read_calendar_history(name)


def test_an_unknown_key_is_reported_with_its_line_and_the_nearest_one(tmp_path: Path) -> None:
    text = ALONE.replace("closes:", "close:")

    assert _problems(tmp_path, v2025_01=text) == [
        "ours/2025-01.yaml:6:1: unknown key 'close' - did you mean 'closes'?"
    ]


@pytest.mark.assures("TM-3")
def test_all_that_is_wrong_with_a_file_is_reported_at_once(tmp_path: Path) -> None:
    text = """\
known_from: Tue 1 Jan 2025
because: []
because: Twice.
covers:
  from: 2025-01-01
  until: Wed 31 Dec 2025
weekend: Sunday
closes:
  Thu 25 Dec 2025: Christmas Day
  Thu 25 Dec 2025: Christmas Day
  Thu 32 Dec 2025: Not a day
  Thu 99 Dec 2025: Nor this
opens: everything
zebra: striped
"""

    assert _problems(tmp_path, v2025_01=text) == [
        "ours/2025-01.yaml:1:13: 'Tue 1 Jan 2025' is a Wednesday",
        "ours/2025-01.yaml:2:10: expected some words",
        "ours/2025-01.yaml:3:1: 'because' is said twice",
        "ours/2025-01.yaml:5:9: '2025-01-01' is not a day: write it as 'Mon 3 Jan 2022'",
        "ours/2025-01.yaml:6:3: unknown key 'until'",
        "ours/2025-01.yaml:7:10: expected a list such as [Saturday, Sunday]",
        "ours/2025-01.yaml:10:3: 2025-12-25 is said twice",
        "ours/2025-01.yaml:11:3: 'Thu 32 Dec 2025' is not a day: write it as 'Mon 3 Jan 2022'",
        "ours/2025-01.yaml:12:3: 'Thu 99 Dec 2025' is not a day: write it as 'Mon 3 Jan 2022'",
        "ours/2025-01.yaml:13:8: expected 'key: value' lines",
        "ours/2025-01.yaml:14:1: unknown key 'zebra'",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "ours/2025-01.yaml:1:1: the file is empty"),
        ("- a\n", "ours/2025-01.yaml:1:1: expected 'key: value' lines"),
        ("because: [\n", "ours/2025-01.yaml:2:1: expected the node content"),
        (
            ALONE.replace("closes:", "weekend: [Sunday, Someday]\ncloses:"),
            "ours/2025-01.yaml:6:19: 'Someday' is not a day of the week",
        ),
        (
            ALONE.replace("2025: Christmas", "2026: Christmas"),
            "ours/2025-01.yaml:7:3: 'Thu 25 Dec 2026' is a Friday",
        ),
        (
            ALONE.replace("Thu 25 Dec 2025", "Fri 25 Dec 2026"),
            (
                "ours/2025-01.yaml:7:3: 2026-12-25 is outside the days covered, "
                "2025-01-01 to 2025-12-31"
            ),
        ),
        (
            ALONE.replace("closes:", "opens:"),
            "ours/2025-01.yaml:7:3: 2025-12-25 was not closed, so it cannot be opened",
        ),
        (
            ALONE.replace("  to: Wed 31 Dec 2025\n", ""),
            "ours/2025-01.yaml:1:1: say what it 'covers', 'from' and 'to'",
        ),
        (
            EXTENDING.replace("closes:", "weekend: [Sunday]\ncloses:"),
            "ours/2025-01.yaml:1:1: leave 'covers' and 'weekend' to 'england', which it extends",
        ),
        (
            EXTENDING.replace("Mon 29 Dec 2025", "Mon 29 Dec 2042"),
            (
                "ours/2025-01.yaml:5:3: 2042-12-29 is outside the days covered, "
                "2012-01-01 to 2031-12-31"
            ),
        ),
        (
            EXTENDING.replace("england", "ours"),
            "ours/2025-01.yaml:1:1: 'ours' extends itself",
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(
    tmp_path: Path, text: str, problem: str
) -> None:
    found = _problems(tmp_path, v2025_01=text)

    assert found[0].startswith(problem)
    assert len(found) == 1


def test_every_missing_key_is_named(tmp_path: Path) -> None:
    text = "covers:\n  from: Wed 1 Jan 2025\n  to: Wed 31 Dec 2025\n"

    assert _problems(tmp_path, v2025_01=text) == [
        "ours/2025-01.yaml:1:1: 'known_from' is missing",
        "ours/2025-01.yaml:1:1: 'because' is missing",
    ]


LATER = "known_from: Mon 1 Sep 2025\nbecause: Something came up.\n"


@pytest.mark.parametrize(
    ("later", "problem"),
    [
        ("closes:\n  Thu 25 Dec 2025: Again\n", "4:3: 2025-12-25 is closed already"),
        (
            "weekend: [Sunday]\n",
            "1:1: only the first file says 'extends', 'weekend' and 'covers: from'",
        ),
        (
            "extends: england\n",
            "1:1: only the first file says 'extends', 'weekend' and 'covers: from'",
        ),
        (
            "covers: {from: Wed 1 Jan 2025}\n",
            "1:1: only the first file says 'extends', 'weekend' and 'covers: from'",
        ),
    ],
)
def test_a_later_file_only_adds_to_a_calendar_that_stands_alone(
    tmp_path: Path, later: str, problem: str
) -> None:
    found = _problems(tmp_path, v2025_01=ALONE, v2025_09=LATER + later)

    assert found == [f"ours/2025-09.yaml:{problem}"]


def test_a_later_file_of_an_extending_calendar_does_not_extend_again(tmp_path: Path) -> None:
    found = _problems(tmp_path, v2025_03=EXTENDING, v2025_09=LATER + "extends: england\n")

    assert found == ["ours/2025-09.yaml:1:1: only the first file says 'extends'"]


@pytest.mark.assures("TM-3")
def test_cover_never_shrinks(tmp_path: Path) -> None:
    shorter = LATER + "covers: {to: Fri 26 Dec 2025}\n"

    with pytest.raises(HistoryBroken, match="2025-09 covers less than 2025-01"):
        read_calendar_history("ours", folder=_kept(tmp_path, v2025_01=ALONE, v2025_09=shorter))


def test_two_calendars_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    kept = _kept(tmp_path, v2025_03=EXTENDING.replace("england", "theirs"))
    (tmp_path / "theirs").mkdir()
    text = EXTENDING.replace("england", "ours")
    (tmp_path / "theirs" / "2025-03.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(CalendarFileFaulty, match="'theirs' extends itself"):
        read_calendar_history("ours", folder=kept)


@pytest.mark.assures("TM-3")
def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    assert _problems(tmp_path) == ["ours: the folder holds no files"]


def test_a_file_not_named_for_a_month_is_refused(tmp_path: Path) -> None:
    assert _problems(tmp_path, notes=ALONE) == [
        "ours/notes.yaml:1:1: name the file for the month it was known, as '2022-09.yaml'"
    ]
