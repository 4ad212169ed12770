"""Who gets in: by password, and in a demo at a press; and what every answer tells the browser."""

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from reconvene.people.models import Person
from reconvene.web.accounts.limits import address_of
from reconvene.web.headers import POLICY
from tests.support.cast import PASSWORD, authority, person
from tests.support.signing_in import app_shows, give_password, sign_in, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> Person:
    return with_app(person(authority(), "Amina Yusuf", "conference-chair"))


class TestSignIn:
    def test_lets_in_with_the_right_password_and_code(self, client: Client, amina: Person) -> None:
        give_password(client, amina, next_page="/cases")
        answer = client.post("/sign-in/second", {"code": app_shows()})

        assert answer["Location"] == "/cases"
        assert client.get("/cases").status_code == 200

    @pytest.mark.parametrize(
        "elsewhere", ["https://example.org/", "//example.org", "", "javascript:x"]
    )
    def test_never_leads_to_another_site(
        self, client: Client, amina: Person, elsewhere: str
    ) -> None:
        give_password(client, amina, next_page=elsewhere)
        answer = client.post("/sign-in/second", {"code": app_shows()})

        assert answer["Location"] == "/"

    def test_says_the_same_of_a_wrong_name_and_a_wrong_password(
        self, client: Client, amina: Person
    ) -> None:
        wrong_name = client.post("/sign-in", {"username": "nobody", "password": PASSWORD})
        wrong_password = client.post("/sign-in", {"username": amina.username, "password": "wrong"})

        for answer in (wrong_name, wrong_password):
            assert answer.status_code == 422
            assert "The name or the password is not right." in answer.content.decode()
            assert PASSWORD not in answer.content.decode()

    def test_asks_to_wait_after_too_many_wrong_tries_even_with_the_right_password(
        self, client: Client, amina: Person
    ) -> None:
        def tried(password: str, **passed: str) -> Any:
            given = {"username": amina.username, "password": password}
            return client.post("/sign-in", given, headers=passed)

        statuses = [tried("wrong").status_code for _ in range(5)]
        answer = tried(PASSWORD, **{"X-Forwarded-For": "198.51.100.9"})

        assert statuses == [422] * 5
        assert answer.status_code == 429
        assert "You can try again in 10 minutes." in answer.content.decode()
        assert "by somebody at your office" in answer.content.decode()
        assert 540 < int(answer["Retry-After"]) <= 600
        assert client.get("/").status_code == 302

    def test_lets_in_where_somebody_is_known_whatever_strangers_try_elsewhere(
        self, client: Client, amina: Person
    ) -> None:
        def tried(password: str, address: str) -> int:
            given = {"username": amina.username, "password": password}
            return client.post("/sign-in", given, REMOTE_ADDR=address).status_code

        sign_in(Client(REMOTE_ADDR="10.0.0.1"), amina)
        assert [tried("wrong", "198.51.100.9") for _ in range(6)] == [422] * 5 + [429]

        assert tried(PASSWORD, "10.0.0.1") == 302
        assert tried(PASSWORD, "10.0.0.2") == 429

    def test_counts_an_address_as_the_proxy_in_front_tells_it(
        self, rf: RequestFactory, settings: Settings
    ) -> None:
        asked = rf.get("/", headers={"X-Forwarded-For": "made-up, 198.51.100.9"})

        assert address_of(asked) == "127.0.0.1"
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        assert address_of(asked) == "198.51.100.9"
        assert address_of(rf.get("/")) == "127.0.0.1"

    def test_has_no_keyboard_mend_a_name(self, client: Client) -> None:
        (box,) = re.findall(
            r'<input[^>]*name="username"[^>]*>', client.get("/sign-in").content.decode()
        )

        assert 'autocapitalize="none"' in box
        assert 'spellcheck="false"' in box

    def test_asks_for_what_was_left_out(self, client: Client) -> None:
        content = client.post("/sign-in", {}).content.decode()

        assert "Enter your sign-in name" in content
        assert "Enter your password" in content

    def test_is_ended_by_signing_out(self, client: Client, amina: Person) -> None:
        client.force_login(amina)

        assert client.get("/sign-out").status_code == 405
        assert client.post("/sign-out")["Location"] == "/sign-in"
        assert client.get("/").status_code == 302


class TestPeople:
    def test_are_there_to_become_in_a_demo(self, client: Client, amina: Person) -> None:
        content = client.get("/people").content.decode()
        assert "Amina Yusuf" in content
        assert "Was added to this demo." in content

        assert client.post("/people", {"person": amina.id})["Location"] == "/"
        assert client.get("/people").status_code == 200
        assert client.post("/people", {"person": "nobody"}).status_code == 404

    def test_come_in_the_order_the_demo_introduces_them(self, client: Client) -> None:
        at = authority()
        for name in ("rhys", "amina"):
            Person.objects.create_person(username=name, name=f"{name.title()} Demo", authority=at)

        content = client.get("/people").content.decode()

        assert content.index("Amina Demo") < content.index("Rhys Demo")
        assert "Start here." in content

    def test_somebody_without_a_role_is_said_to_have_none(self, client: Client) -> None:
        person(authority(), "Idle Ivor")

        assert "Holds no role" in client.get("/people").content.decode()

    def test_are_not_there_on_a_real_system(
        self, client: Client, settings: Settings, amina: Person
    ) -> None:
        settings.IS_DEMO = False

        assert client.get("/people").status_code == 404
        assert client.post("/people", {"person": amina.id}).status_code == 404
        assert "become one of its people" not in client.get("/sign-in").content.decode()

    def test_of_a_real_authority_cannot_be_become(self, client: Client, amina: Person) -> None:
        amina.authority.is_demo = False
        amina.authority.save()

        assert client.post("/people", {"person": amina.id}).status_code == 404
        assert "There is nobody here yet." in client.get("/people").content.decode()


@pytest.mark.parametrize("path", ["/sign-in", "/no-such-page", "/", "/people"])
def test_every_answer_allows_nothing_from_elsewhere_and_is_not_kept(
    client: Client, path: str
) -> None:
    answer = client.get(path)

    assert answer["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_may_be_kept_stays_so(client: Client) -> None:
    assert "immutable" in client.get("/look/5b2a6e.css")["Cache-Control"]
