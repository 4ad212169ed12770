"""An invitation: one link, used once, that leads to a password, a factor and a sheet of codes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from pyotp.totp import TOTP

from reconvene.accounts.models import Invitation
from reconvene.accounts.recovery import codes_left
from reconvene.people.models import Person
from tests.support.at_once import at_once
from tests.support.cast import authority, person
from tests.support.signing_in import app_shows, offered, with_app

pytestmark = pytest.mark.django_db

CHOSEN = "quiet lamps over the weir"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/invitation/[\w-]{40,})\n")


@pytest.fixture
def ben() -> Person:
    return person(authority(), "Ben Carter", "complaints-officer")


def link_for(who: Person, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("invite", who.username)
    found = LINK.fullmatch(capsys.readouterr().out)
    assert found is not None
    return found[1]


def taken_up(client: Client, link: str, password: str = CHOSEN, code: str = "") -> tuple[int, str]:
    """Choose a password and add an app; return the status, and what the page says."""
    secret, offer = offered(client, link)
    given = {"password": password, "code": code or TOTP(secret).now(), "offer": offer}
    answer = client.post(link, given)
    return answer.status_code, answer.content.decode()


def test_leads_all_the_way_in(
    client: Client, ben: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    link = link_for(ben, capsys)
    secret, offer = offered(client, link)
    app = TOTP(secret)

    answer = client.post(link, {"password": CHOSEN, "code": app.now(), "offer": offer})
    codes = re.findall(r'<li class="rc-code">([\w-]+)</li>', answer.content.decode())

    assert len(set(codes)) == codes_left(ben) == 10
    assert client.get("/").status_code == 302, "nobody is signed in by it"
    client.post("/sign-in", {"username": ben.username, "password": CHOSEN})
    assert client.post("/sign-in/second", {"code": app.now()}).status_code == 422, "it was spent"
    assert client.post("/sign-in/second/sheet", {"code": codes[3]})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_is_used_up_by_finishing_and_by_nothing_less(
    client: Client, ben: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    link = link_for(ben, capsys)

    assert client.head(link).status_code == 200
    assert taken_up(client, link, password="short")[0] == 422
    status, said = taken_up(client, link, code="000000")
    assert status == 422
    assert "That is not what your app should show" in said
    status, said = taken_up(client, link, password="Child Protection 2026")
    assert status == 422
    assert "others would try first" in said
    assert "Child Protection 2026" not in said
    assert taken_up(client, link)[0] == 200
    assert client.get(link).status_code == 410
    assert client.post(link, {"password": CHOSEN}).status_code == 410


def test_says_when_the_page_was_open_too_long(
    client: Client, ben: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False) as clock:
        link = link_for(ben, capsys)
        secret, offer = offered(client, link)
        clock.shift(timedelta(minutes=61))
        given = {"password": CHOSEN, "code": TOTP(secret).now(), "offer": offer}
        answer = client.post(link, given)
        assert "This page was open for too long" in answer.content.decode()
        clock.shift(timedelta(days=3))

        assert client.get(link).status_code == 410


def test_replaces_an_earlier_one_and_then_everything_that_was_before(
    client: Client, ben: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    with_app(ben)
    elsewhere = Client()
    elsewhere.force_login(ben)
    earlier, link = link_for(ben, capsys), link_for(ben, capsys)

    assert client.get(earlier).status_code == 410
    assert elsewhere.get("/account").status_code == 200, "an invitation alone changes nothing"
    assert taken_up(client, link)[0] == 200
    assert elsewhere.get("/account").status_code == 302
    client.post("/sign-in", {"username": ben.username, "password": CHOSEN})
    assert client.post("/sign-in/second", {"code": app_shows()}).status_code == 422


def test_keeps_no_word_that_would_open_it(ben: Person, capsys: pytest.CaptureFixture[str]) -> None:
    word = link_for(ben, capsys).rpartition("/")[2]

    assert word not in str([vars(one) for one in Invitation.objects.all()])


@pytest.mark.django_db(transaction=True)
def test_is_taken_up_by_one_of_many_who_try_at_once(
    ben: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    link = link_for(ben, capsys)
    secret, offer = offered(Client(), link)
    given = {"password": CHOSEN, "code": TOTP(secret).now(), "offer": offer}

    statuses = at_once(lambda _: Client().post(link, given).status_code, 20)

    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 410, 422}
    assert codes_left(ben) == 10


def test_is_made_for_somebody_there_is_and_who_may_come_in(ben: Person) -> None:
    with pytest.raises(CommandError, match="nobody signs in as 'nobody'"):
        call_command("invite", "nobody")
    call_command("switch", ben.username, "off")
    with pytest.raises(CommandError, match="is switched off"):
        call_command("invite", ben.username)


def test_names_the_site_it_is_told(ben: Person, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("invite", ben.username, "--site", "https://cases.council.example/")

    assert capsys.readouterr().out.startswith("https://cases.council.example/invitation/")
