"""Saying where one lives: kept as a mark, answered the same whoever else lives there, forgotten."""

import pytest
from django.test import Client

from reconvene.people.models import Home, Person
from tests.doors.test_browse_case import words
from tests.support.cast import authority, person

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
