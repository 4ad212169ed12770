"""What a wrong address, another authority's case, a stale form and a fault of ours are answered with."""

import logging
import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path
from pytest_django import Settings

from reconvene.config import urls
from reconvene.people.models import Authority
from tests.support.cast import authority, person
from tests.support.storied import live

pytestmark = pytest.mark.django_db

WRITTEN = "Text first, never ring the house"


def forbid(_request: object) -> None:
    raise PermissionDenied(WRITTEN)


def fail(_request: object) -> None:
    raise RuntimeError(WRITTEN)


handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [  # the first that fits is taken
    path("calendar", forbid, name="calendar"),  # type: ignore[arg-type]
    path("procedure", fail, name="procedure"),  # type: ignore[arg-type]
    *urls.urlpatterns,
]


@pytest.fixture
def at() -> Authority:
    return authority()


@pytest.fixture
def gail(at: Authority, client: Client) -> Client:
    client.force_login(person(authority("elsewhere", prefix="EL", name="Elsewhere"), "Gail Ford"))
    return client


@pytest.fixture
def broken(client: Client, settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


class TestNowhere:
    def test_is_in_the_product_s_own_clothes_with_the_menu_and_a_way_back(
        self, gail: Client
    ) -> None:
        answer = gail.get("/no-such-page")
        said = answer.content.decode()

        assert answer.status_code == 404
        assert "There is nothing at this address" in said
        assert "Gail Ford" in said
        assert "service-navigation" in said
        assert 'href="/cases">look through the cases' in said

    def test_says_the_same_of_another_authority_s_case_to_the_byte(
        self, at: Authority, gail: Client
    ) -> None:
        theirs, nowhere = live("sp-cpc/easter", at, until=date(2025, 4, 22)), "EL-2025-9999"
        paths = ("", "/entry/1", "/do/point.added/-", "/done/1", "/letter/1")

        answers = [gail.get(f"/case/{case}{rest}") for case in (theirs, nowhere) for rest in paths]

        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1

    def test_leads_a_stranger_to_the_door_and_shows_no_menu(self, client: Client) -> None:
        said = client.get("/no-such-page").content.decode()

        assert 'href="/sign-in">Go to sign in' in said
        assert "service-navigation" not in said


class TestNotOpen:
    def test_says_so_and_nothing_of_why(self, broken: Client, at: Authority) -> None:
        broken.force_login(person(at, "Cara Pike"))

        answer = broken.get("/calendar")

        assert answer.status_code == 403
        assert "This is not open to you" in answer.content.decode()
        assert WRITTEN not in answer.content.decode()

    def test_says_of_a_stale_form_that_nothing_was_recorded(self, at: Authority) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(person(at, "Cara Pike"))

        answer = strict.post("/sign-out")

        assert answer.status_code == 403
        assert "Nothing was recorded." in answer.content.decode()
        assert "where it stands below" not in answer.content.decode()

    def test_gives_back_what_was_written_to_whoever_signed_in_again_and_offers_nothing_to_send(
        self, at: Authority
    ) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(person(at, "Ben Carter", "complaints-officer"))

        answer = client.post("/take-down", {"name": WRITTEN, "decision": "refused", "key": "one"})

        assert answer.status_code == 403
        said = answer.content.decode().partition("<main")[2]
        assert "Copy what you sent, where it stands below" in said
        assert WRITTEN in said
        assert "refused" in said
        assert "<form" not in said

    def test_gives_back_nothing_to_a_stranger_nor_any_password(self, at: Authority) -> None:
        client = Client(enforce_csrf_checks=True)
        answers = [client.post("/take-down", {"name": WRITTEN})]
        client.force_login(person(at, "Ben Carter", "complaints-officer"))
        answers.append(client.post("/account/password", {"now": WRITTEN, "password": WRITTEN}))

        assert [answer.status_code for answer in answers] == [403, 403]
        assert WRITTEN not in "".join(answer.content.decode() for answer in answers)


class TestFaultOfOurs:
    def test_says_a_number_that_stands_in_the_log_and_nothing_of_the_fault(
        self, broken: Client, at: Authority, caplog: pytest.LogCaptureFixture
    ) -> None:
        broken.force_login(person(at, "Cara Pike"))

        with caplog.at_level(logging.ERROR):
            answer = broken.get("/procedure")

        said = answer.content.decode()
        number = re.search(r'rc-code">([0-9a-f]{16})<', said)
        assert answer.status_code == 500
        assert number
        assert any(number[1] in line for line in caplog.messages)
        assert "Cara Pike" in said
        for never in (WRITTEN, "RuntimeError", "Traceback", "procedure:"):
            assert never not in said

    def test_is_still_answered_where_not_even_the_page_can_be_made(
        self, broken: Client, at: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken.force_login(person(at, "Cara Pike"))

        def gone(*_given: object) -> None:
            raise RuntimeError(WRITTEN)

        monkeypatch.setattr("reconvene.web.browse.faults.frame_of", gone)
        as_a_stranger = broken.get("/procedure")
        monkeypatch.setattr("reconvene.web.browse.faults.frame_for_nobody", gone)
        answer = broken.get("/procedure")

        assert as_a_stranger.status_code == 500
        assert "Cara Pike" not in as_a_stranger.content.decode()
        assert "Something went wrong on our side</h1>" in as_a_stranger.content.decode()
        assert answer.status_code == 500
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode().startswith("Something went wrong on our side.")
        assert WRITTEN not in answer.content.decode()
