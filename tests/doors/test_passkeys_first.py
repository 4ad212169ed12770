"""A passkey lets people in; an app does for a fortnight, and never whoever looks after information."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from fido2.webauthn import AttestedCredentialData
from pyotp.totp import TOTP
from pytest_django import Settings

from reconvene.accounts.factors import LastFactor, take_away
from reconvene.accounts.invitations import invite
from reconvene.accounts.models import Factor
from reconvene.accounts.recovery import new_codes
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person, RoleHeld
from tests.support.cast import PASSWORD, authority, person
from tests.support.signing_in import app_shows, give_password, offered, with_app, with_passkey

pytestmark = [pytest.mark.assures("AUTH-1"), pytest.mark.django_db]

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
FORTNIGHT = timedelta(days=14)
SECOND = timedelta(seconds=1)
CHOSEN = "quiet lamps over the weir"


@pytest.fixture(autouse=True)
def passkeys_first(settings: Settings) -> None:
    settings.APPS_FOR_GOOD = False


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def amina(clock: time_machine.Traveller) -> Person:
    """Give somebody who was invited at noon, and took an app."""
    made = with_app(person(authority(), "Amina Yusuf", "conference-chair"))
    Factor.objects.filter(person=made).update(alone_until_at=NOON + FORTNIGHT)
    return made


def after_code(amina: Person) -> tuple[Client, Any]:
    """Give a password and what the app shows; return the browser, and what it was answered."""
    client = Client()
    give_password(client, amina)
    return client, client.post("/sign-in/second", {"code": app_shows()})


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


class TestAnApp:
    def test_lets_in_for_a_fortnight_and_says_until_when(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        clock.move_to(NOON + FORTNIGHT - SECOND)
        client = Client()
        give_password(client, amina)
        said = client.get("/sign-in/second").content.decode()
        client.post("/sign-in/second", {"code": app_shows()})

        assert "Your app lets you in until Wed 18 Mar 2026, 12pm." in said
        assert is_in(client)
        assert "until Wed 18 Mar 2026, 12pm" in client.get("/account").content.decode()

    def test_leads_to_adding_a_passkey_and_nowhere_else_from_then_on(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        clock.move_to(NOON + FORTNIGHT)
        client, answer = after_code(amina)

        assert answer["Location"] == "/sign-in/passkey"
        assert "You are nearly in" in client.get("/sign-in/passkey").content.decode()
        assert not is_in(client)
        assert client.get("/sign-in/second")["Location"] == "/sign-in/passkey"
        assert client.post("/sign-in/passkey", {"name": "key"}).status_code == 422
        assert not is_in(client)

    def test_gives_ten_minutes_for_adding_one(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        clock.move_to(NOON + FORTNIGHT)
        client, _ = after_code(amina)
        clock.shift(timedelta(minutes=10) + SECOND)

        assert client.get("/sign-in/passkey")["Location"] == "/sign-in"

    def test_is_not_asked_for_where_there_is_a_passkey(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        with_passkey(amina)
        clock.move_to(NOON + FORTNIGHT)
        client, answer = after_code(amina)

        assert answer.status_code == 200
        assert "Code from your authenticator app" not in answer.content.decode()
        assert not is_in(client)

    def test_gains_no_time_by_being_changed_for_another(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        clock.move_to(NOON + FORTNIGHT - timedelta(minutes=5))
        client, _ = after_code(amina)
        secret, offer = offered(client, "/account/app")
        client.post("/account/app", {"code": TOTP(secret).at(NOON + FORTNIGHT), "offer": offer})
        client.post(
            "/account/app",
            {"code": TOTP(secret).at(NOON + FORTNIGHT - timedelta(minutes=5)), "offer": offer},
        )

        assert amina.factors.get().alone_until_at == NOON + FORTNIGHT

    def test_cannot_be_added_once_it_would_let_nobody_in(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        client = Client()
        clock.move_to(NOON + FORTNIGHT)
        client.force_login(amina)
        said = client.get("/account").content.decode()

        assert client.get("/account/app")["Location"] == "/account"
        assert "Your authenticator app no longer lets you in." in said
        assert "/account/app" not in said

    def test_proves_nothing_again_once_its_time_is_over(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        client = Client()
        clock.move_to(NOON + FORTNIGHT)
        client.force_login(amina)

        answer = client.post("/prove-it", {"code": app_shows()})

        assert answer.status_code == 200
        assert "you are then asked to add one" in answer.content.decode()


class TestWhoeverLooksAfterInformation:
    @pytest.fixture(autouse=True)
    def looks_after_it(self, amina: Person) -> None:
        RoleHeld.objects.create(person=amina, role=INFORMATION_GOVERNANCE, from_on=date(2020, 1, 1))

    def test_never_gets_in_by_an_app(self, amina: Person) -> None:
        client, answer = after_code(amina)

        assert "a passkey or security key is needed" in answer.content.decode()
        assert not is_in(client)
        assert client.get("/sign-in/passkey")["Location"] == "/sign-in"

    def test_gets_as_far_as_adding_a_passkey_by_a_code_of_the_sheet(self, amina: Person) -> None:
        code, *_ = new_codes(amina)
        client = Client()
        give_password(client, amina)

        answer = client.post("/sign-in/second/sheet", {"code": code})

        assert answer["Location"] == "/sign-in/passkey"
        assert not is_in(client)

    def test_is_invited_to_add_a_passkey_and_nothing_less(
        self, client: Client, amina: Person
    ) -> None:
        link = f"/invitation/{invite(amina, NOON)[0]}"
        said = client.get(link).content.decode()

        assert "authenticator app" not in said
        assert client.post(link, {"password": CHOSEN, "code": app_shows()}).status_code == 422
        assert amina.check_password(PASSWORD)
        assert client.get(link).status_code == 200, "it was not used up"


class TestAnInvitation:
    def test_lets_an_app_in_for_a_fortnight(self, client: Client, amina: Person) -> None:
        link = f"/invitation/{invite(amina, NOON)[0]}"
        secret, offer = offered(client, link)
        given = {"password": CHOSEN, "code": TOTP(secret).at(NOON), "offer": offer}
        assert "It lets you in for 14 days." in client.get(link).content.decode()

        assert client.post(link, given).status_code == 200

        assert amina.factors.get().alone_until_at == NOON + FORTNIGHT


class TestAPasskey:
    def test_that_alone_lets_somebody_in_is_not_taken_away(
        self, amina: Person, clock: time_machine.Traveller
    ) -> None:
        key = with_passkey(amina)
        take_away(amina, key.pk, NOON)
        key = with_passkey(amina)

        with pytest.raises(LastFactor):
            take_away(amina, key.pk, NOON + FORTNIGHT)

        assert AttestedCredentialData(bytes(amina.factors.get(kind="passkey").credential))


def test_an_authority_without_them_can_decide_otherwise(
    settings: Settings, amina: Person, clock: time_machine.Traveller
) -> None:
    settings.APPS_FOR_GOOD = True
    clock.move_to(NOON + 50 * FORTNIGHT)
    client, _ = after_code(amina)

    assert is_in(client)
    assert re.search(r'href="/account/app"', client.get("/account").content.decode())
