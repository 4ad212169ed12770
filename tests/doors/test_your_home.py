"""Saying where one lives: kept as a mark, answered the same whoever else lives there, forgotten."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from reconvene.access_log.models import Review
from reconvene.access_log.reviews import Kind
from reconvene.library.words.plain import said_day
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Home, Person
from tests.doors.test_browse_case import words
from tests.support.cast import authority, person
from tests.support.lines import kept_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(client: Client) -> Person:
    lena = person(authority(), "Lena Novak", "line-manager")
    client.force_login(lena)
    return lena


def test_it_is_kept_and_forgotten_again(lena: Person, client: Client) -> None:
    assert "You last said it on" not in words(client, "/account/home")
    sent = client.post("/account/home", {"postcode": "OX1 1AA", "house": "4"})
    assert (sent.status_code, sent["Location"]) == (302, "/account")
    assert Home.objects.get().person_id == lena.pk

    said = words(client, "/account/home")
    assert "You last said it on" in said
    assert "OX1" not in said
    client.post("/account/home", {"forget": "yes"})
    assert not Home.objects.exists()


def test_half_an_address_is_asked_for_again(lena: Person, client: Client) -> None:
    answer = client.post("/account/home", {"postcode": "OX1 1AA", "house": ""})

    assert "Enter the number or name of your house" in answer.content.decode()
    assert not Home.objects.exists()


def test_where_the_calendar_ends_before_it_can_be_looked_into_it_says_so_and_keeps_what_was_typed(
    lena: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar = lena.authority.days.latest
    now = datetime.combine(calendar.last_day, time(9), UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client.force_login(lena)
    assert [gives(client, house) for house in ("4", "5")] == [302, 302]

    answer = client.post("/account/home", {"postcode": "OX1 1AA", "house": "Rose Cottage"})

    said = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Rose Cottage"' in said
    assert 'value="OX1 1AA"' in said
    assert f"to {said_day(calendar.last_day)}. Your address was not kept." in said
    assert "Add a day to a calendar" in said
    assert gives(client, "5") == 302, "the one given before is still kept"


@pytest.mark.parametrize("slip", ["-", "OX1", "0X1 1AA", "OX1 1AAA"])
def test_what_is_no_postcode_is_asked_for_again(slip: str, lena: Person, client: Client) -> None:
    assert gives(client, "4", slip) == 422
    assert not Home.objects.exists()


def gives(client: Client, house: str, postcode: str = "OX1 1AA") -> int:
    return client.post("/account/home", {"postcode": postcode, "house": house}).status_code


@pytest.mark.assures("RL-2")
def test_only_another_address_counts_and_forgetting_is_never_refused(
    lena: Person, client: Client
) -> None:
    assert [gives(client, "") for _ in range(5)] == [422] * 5
    assert [gives(client, "4") for _ in range(5)] == [302] * 5
    assert [gives(client, house) for house in ("5", "6", "7")] == [302, 302, 429]
    assert gives(client, "6") == 302, "the one that is kept is given again at any time"

    assert client.post("/account/home", {"forget": "yes"}).status_code == 302
    assert not Home.objects.exists()
    assert gives(client, "6") == 429


def test_each_is_told_of_and_the_third_within_a_month_is_looked_into(
    lena: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_at = datetime(2025, 4, 22, 9, tzinfo=UTC)
    now = first_at
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    told = []
    for house, days_on in (("4", 0), ("4", 0), ("5", 15), ("6", 32), ("7", 33)):
        now = first_at + timedelta(days=days_on)
        client.force_login(lena)
        with kept_lines() as kept:
            assert gives(client, house) == 302
        told.append([one["event"] for one in kept.events if "home" in one["event"]])

    assert told == [
        ["home.changed"],
        [],
        ["home.changed"],
        ["home.changed"],
        ["home.changed", "home.changed-often"],
    ]
    (review,) = Review.objects.filter(kind=Kind.HOMES)
    assert (review.reader, review.authority) == (lena.pk, lena.authority_id)
    iris = person(lena.authority, "Iris Kaur", INFORMATION_GOVERNANCE)
    client.force_login(iris)
    assert "<strong>Lena Novak</strong> gave several addresses within a few" in words(
        client, "/looks"
    )
    where = f"/looks/{review.id}"
    asked = words(client, where)
    assert "Addresses that Lena Novak gave" in asked
    assert "No case closed to them by an address they gave." in asked
    assert "It was needed" not in asked
    assert client.post(where, {"verdict": "not-needed"}).status_code == 302
    assert "They gave addresses that are not theirs." in words(client, where)
