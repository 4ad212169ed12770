"""Agreed actions of an authority: what is still to be done, what was, and for whom they are there."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from reconvene.access_log.models import StoredRead
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.people.models import Authority, Person
from reconvene.worklist.queries import case_by_reference
from tests.doors.test_browse_case import as_, on, words
from tests.support.audience import everybody
from tests.support.cast import authority, person
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import Step
from tests.support.storied import live

pytestmark = pytest.mark.django_db

STORY = "sp-cpc/adjourned-and-reconvened"
AGREED_ON, DONE_ON = day("Tue 28 Oct 2025"), day("Mon 3 Nov 2025")
LATE = day("Thu 6 Nov 2025")
WHAT = "Correct the report"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Authority:
    on(LATE, monkeypatch)
    return authority()


def test_what_is_still_to_be_done_stands_with_its_last_day_and_who_does_it(
    at: Authority, client: Client
) -> None:
    reference = live(STORY, at, until=AGREED_ON)
    said = words(as_(client, "ben"), "/follow-up")

    for part in (WHAT, "Conference chair", "Point 1, Stage 1: informal", "Overdue", reference):
        assert part in said.replace("<wbr>", ""), part
    assert "4 November 2025" in said
    assert "What it was" not in said
    assert StoredRead.objects.filter(reader="ben", sight="list").exists()
    assert "Nothing that was agreed is yours to do." in words(client, "/follow-up?show=mine")
    assert "has been recorded as done" in words(client, "/follow-up?show=done")


def test_what_is_theirs_to_do_leads_to_recording_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(day("Mon 12 May 2025"), monkeypatch)
    desk = Desk.at()
    case_id = desk.open().case_id
    desk.live(case_id, 4)
    action = {"id": "a1", "what": WHAT, "owner": "line-manager"}
    answer = {"stage": "stage-1", "point": "A", "answer": "Yes.", "finding": "upheld"}
    step = Step("lena", "Fri 9 May 2025", "point.answered", answer | {"actions": [action]})
    assert isinstance(desk.act(case_id, step), Receipt)
    client.force_login(desk.people["lena"])

    said = words(client, "/follow-up?show=mine")

    assert WHAT in said
    assert "No day was agreed" in said
    assert "/do/action.done/-" in said


def test_what_was_done_stands_with_what_shows_it(at: Authority, client: Client) -> None:
    live(STORY, at, until=DONE_ON)
    client = as_(client, "ben")

    said = words(client, "/follow-up?show=done")
    assert "Done on Monday 3 November 2025. The corrected report is on the file." in said
    assert "Nothing that was agreed is still to be done." in words(client, "/follow-up")
    assert WHAT not in words(client, "/follow-up?show=strange")


def test_whoever_has_a_tie_to_a_case_is_told_of_nothing_that_was_agreed_in_it(
    at: Authority, client: Client
) -> None:
    reference = live(STORY, at, until=AGREED_ON)
    zed = person(at, "Zed", "complaints-officer")
    assert WHAT in words(as_(client, zed.id), "/follow-up")

    row = case_by_reference(everybody(at.slug), reference)
    assert row is not None
    tie = InterestDeclared(person=Named(id=zed.id), tie="friend", reason="They are neighbours.")
    said = record(
        Person.objects.get(id="ben"), row.case_id, "interest.declared", tie,
        happened_on=LATE, key="tie", now=datetime(2025, 11, 6, 12, tzinfo=UTC),
    )  # fmt: skip
    assert isinstance(said, Receipt)

    for shown in ("", "?show=done", "?show=mine"):
        page = words(as_(client, zed.id), f"/follow-up{shown}")
        assert WHAT not in page
        assert reference not in page
        assert "on this page" not in page


def test_whoever_has_no_part_in_a_case_yet_finds_nothing_of_it(
    at: Authority, client: Client
) -> None:
    live(STORY, at, until=AGREED_ON)
    new = person(at, "New", "reviewing-manager")

    assert "Nothing that was agreed is still to be done." in words(
        as_(client, new.id), "/follow-up"
    )
