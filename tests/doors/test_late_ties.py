"""A tie that comes to light late: the case is gone, and what was read and decided is laid out."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.ledger.models import CaseHead, StoredEntry
from reconvene.people.models import Authority, Person
from tests.doors.test_browse_case import as_, on, words
from tests.support.cast import authority, person
from tests.support.sp_life import noon
from tests.support.storied import live

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-4")]
TODAY = date(2025, 5, 9)
"""Lena has answered the one point at stage 1 by then."""


@pytest.fixture
def at() -> Authority:
    return authority()


@pytest.fixture
def reference(at: Authority, monkeypatch: pytest.MonkeyPatch) -> str:
    on(TODAY, monkeypatch)
    return live("sp-cpc/easter", at, until=TODAY)


def found_tied(who: str, reference: str) -> None:
    """Let Ben write down that somebody has a tie."""
    named = {"id": who, "name": f"{who.capitalize()} Example"}
    tie = {"person": named, "tie": "family", "reason": "Her cousin."}
    put_down(Person.objects.get(id="ben"), reference, "interest.declared", tie)


def put_down(by: Person, reference: str, kind: str, details: dict[str, Any]) -> None:
    """Let somebody put an entry on the record of the case."""
    answer = record(
        by,
        case_of(reference),
        kind,
        payload(kind, details),
        happened_on=TODAY,
        key=f"{kind} of {details}",
        now=noon(TODAY),
    )
    assert isinstance(answer, Receipt), answer


def case_of(reference: str) -> str:
    return CaseHead.objects.get(reference=reference).id


def test_the_case_is_gone_at_the_next_request(reference: str, client: Client) -> None:
    lena = as_(client, "lena")
    assert lena.get(f"/case/{reference}").status_code == 200

    found_tied("lena", reference)

    gone, never = lena.get(f"/case/{reference}"), lena.get("/case/SP-2099-9999")
    assert gone.status_code == never.status_code == 404
    assert reference not in lena.get("/cases").content.decode()


def test_what_they_read_and_decided_is_listed_with_what_is_to_be_done(
    reference: str, client: Client
) -> None:
    lena = as_(client, "lena")
    lena.get(f"/case/{reference}")
    lena.get(f"/case/{reference}/entry/2")
    found_tied("lena", reference)
    lena.get(f"/case/{reference}")

    said = words(as_(client, "ben"), f"/case/{reference}/ties")

    assert "Lena Example</h2>" in said
    assert "A point was answered: point 1" in said
    assert "What Lena Example read of it, the latest first" in said
    assert said.count("Entry 2 of the record") == 1
    assert said.count("Not shown to them") == 0
    assert "None of it changes what the conference decided." in said


def test_the_page_of_the_case_says_so_and_leads_there(reference: str, client: Client) -> None:
    before = words(as_(client, "ben"), f"/case/{reference}")
    assert "/ties" not in before
    found_tied("lena", reference)

    said = words(as_(client, "ben"), f"/case/{reference}")

    assert "Lena Example turned out on Friday 9 May 2025 to have a tie" in said
    assert "What they decided before is marked: a point was answered" in said
    assert f'href="/case/{reference}/ties"' in said


def test_somebody_who_read_and_decided_nothing_is_said_so_of(
    reference: str, client: Client
) -> None:
    found_tied("rhys", reference)

    said = words(as_(client, "ben"), f"/case/{reference}/ties")

    assert "They had decided nothing here." in said
    assert "They had looked at nothing of it." in said


def test_what_was_taken_back_stays_in_sight_with_who_said_so(
    at: Authority, reference: str, client: Client
) -> None:
    found_tied("lena", reference)
    entry = StoredEntry.objects.filter(case_id=case_of(reference)).latest("number").number
    correction = {"entry": entry, "struck": True, "reason": "Another Lena."}
    cleo = person(at, "Cleo Example", "complaints-officer")
    put_down(cleo, reference, "entry.corrected", correction)

    assert as_(client, "lena").get(f"/case/{reference}").status_code == 200
    said = words(as_(client, "ben"), f"/case/{reference}")
    assert "Cleo Example took that back on Friday 9 May 2025" in said
    listed = words(as_(client, "ben"), f"/case/{reference}/ties")
    assert "Said, and taken back" in listed
    assert "Lena Example was kept from the whole case since" in listed
    assert "that no longer keeps them from it." in listed
    assert "open to them again" not in listed
    assert f'href="/case/{reference}/entry/{entry + 1}"' in listed


def test_whoever_said_it_is_told_why_they_cannot_take_it_back(
    reference: str, client: Client
) -> None:
    found_tied("lena", reference)
    entry = StoredEntry.objects.filter(case_id=case_of(reference)).latest("number").number
    ben = as_(client, "ben")
    where = f"/case/{reference}/do/entry.corrected/{entry}"

    sent = {
        "key": "a key",
        "how_wrong": "struck",
        "reason": "Another Lena.",
        "happened_on-day": TODAY.day,
        "happened_on-month": TODAY.month,
        "happened_on-year": TODAY.year,
        "step": "check",
    }
    said = ben.post(where, sent).content.decode()

    assert "It takes somebody else to let them in again" in said


def test_it_is_for_those_who_may_know_who_reads(reference: str, client: Client) -> None:
    found_tied("rhys", reference)

    assert as_(client, "lena").get(f"/case/{reference}/ties").status_code == 404
    found_tied("ben", reference)
    assert as_(client, "ben").get(f"/case/{reference}/ties").status_code == 404
