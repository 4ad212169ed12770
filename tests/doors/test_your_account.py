"""One's own account: what is shown, and what changing it does."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pyotp.totp import TOTP

from reconvene.accounts.recovery import codes_left, new_codes
from reconvene.people.models import Person
from tests.support.cast import PASSWORD, authority, person
from tests.support.signing_in import offer_on, offered, with_app, with_passkey

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def amina(client: Client) -> Person:
    made = with_app(person(authority(), "Amina Yusuf", "conference-chair"))
    client.force_login(made)
    return made


def account(client: Client) -> str:
    return client.get("/account").content.decode()


def test_shows_factors_codes_and_browsers_and_no_secret(client: Client, amina: Person) -> None:
    codes = new_codes(amina)
    elsewhere = Client(headers={"User-Agent": FIREFOX})
    elsewhere.post("/people", {"person": amina.pk})

    said = account(client)

    assert "Authenticator app" in said
    assert "10 codes of your sheet" in said
    assert "Firefox on Windows" in said
    assert "This one" in said
    assert not any(code in said for code in codes)


def test_says_where_there_is_nothing(client: Client, amina: Person) -> None:
    amina.factors.all().delete()

    assert "You have no authenticator app and no passkey here." in account(client)
    assert "You have none left." in account(client)


def test_makes_a_new_sheet_that_voids_the_old(client: Client, amina: Person) -> None:
    old, *_ = new_codes(amina)

    said = client.post("/account/sheet", {"once": "a page"}).content.decode()

    assert len(set(re.findall(r'<li class="rc-code">([\w-]+)</li>', said)) - {old}) == 10
    assert codes_left(amina) == 10
    assert client.get("/account/sheet")["Location"] == "/account"
    assert codes_left(amina) == 10


def test_changes_to_another_app(client: Client, amina: Person) -> None:
    secret, offer = offered(client, "/account/app")
    before = amina.factors.get().pk
    wrong = client.post("/account/app", {"code": "000000", "offer": offer})
    again = offer_on(wrong.content.decode())

    assert wrong.status_code == 422
    done = client.post("/account/app", {"code": TOTP(secret).now(), "offer": again})

    assert done["Location"] == "/account"
    assert amina.factors.get().pk != before
    assert client.get("/account").status_code == 200


def test_takes_no_app_that_was_offered_to_somebody_else(client: Client, amina: Person) -> None:
    ben = Client()
    ben.force_login(person(amina.authority, "Ben Carter"))
    secret, offer = offered(ben, "/account/app")

    answer = client.post("/account/app", {"code": TOTP(secret).now(), "offer": offer})

    assert answer.status_code == 422


def test_never_takes_the_last_factor_away(client: Client, amina: Person) -> None:
    factor = amina.factors.get()

    answer = client.post("/account/take-away", {"factor": factor.pk})

    assert answer.status_code == 422
    assert escape("Add another first.") in answer.content.decode()
    assert amina.factors.get() == factor


def test_takes_nobody_elses_factor_away(client: Client, amina: Person) -> None:
    ben = with_app(person(amina.authority, "Ben Carter"))
    with_passkey(ben)

    client.post("/account/take-away", {"factor": ben.factors.get(kind="app").pk})

    assert ben.factors.count() == 2
    assert amina.factors.count() == 1


def test_changes_the_password_and_goes_on_here_alone(client: Client, amina: Person) -> None:
    elsewhere = Client()
    elsewhere.force_login(amina)
    new = "quiet lamps over the weir"

    def changed(now: str, to: str) -> Any:
        return client.post("/account/password", {"now": now, "password": to})

    assert client.get("/account/password").status_code == 200
    assert changed(PASSWORD, "too short").status_code == 422
    assert "Enter your password" in changed("", new).content.decode()
    assert "That is not your password now." in changed("not this", new).content.decode()
    assert changed(PASSWORD, new)["Location"] == "/account"

    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    amina.refresh_from_db()
    assert amina.check_password(new)
    assert not amina.check_password(PASSWORD)


def test_counts_tries_at_the_password_one_has(client: Client, amina: Person) -> None:
    given = {"now": "not this", "password": "quiet lamps over the weir"}

    answers = [client.post("/account/password", given).status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


@pytest.mark.assures("RL-2")
def test_says_of_no_password_that_it_is_the_one_they_have(client: Client, amina: Person) -> None:
    given = {"password": PASSWORD}

    for now in ("", "not this"):
        page = client.post("/account/password", {**given, "now": now}).content.decode()
        assert "That is your password now" not in page
    known = client.post("/account/password", {**given, "now": PASSWORD}).content.decode()

    assert "That is your password now. Choose another" in known


def test_asks_for_no_password_of_somebody_who_has_none(client: Client, amina: Person) -> None:
    amina.set_unusable_password()
    amina.save()
    client.force_login(amina)

    assert "Your password now" not in client.get("/account/password").content.decode()
    answer = client.post("/account/password", {"password": "quiet lamps over the weir"})
    assert answer["Location"] == "/account"


def test_signs_out_everywhere(client: Client, amina: Person) -> None:
    elsewhere = Client()
    elsewhere.force_login(amina)

    assert client.post("/account/sign-out-everywhere")["Location"] == "/sign-in"

    assert client.get("/account").status_code == 302
    assert elsewhere.get("/account").status_code == 302


@pytest.mark.parametrize("name", ["", "x" * 61])
def test_takes_no_passkey_that_no_browser_made(client: Client, amina: Person, name: str) -> None:
    client.get("/account/passkey")

    answers = [
        client.post("/account/passkey", {"name": name or "key", "answer": "{}", "state": "x"}),
        client.post("/account/passkey", {"name": name, "answer": "", "state": ""}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert amina.factors.count() == 1
