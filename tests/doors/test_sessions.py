"""A session: its name, how long it lasts, and that nothing revives it once it was ended."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from reconvene.accounts.models import OpenSession
from reconvene.accounts.sessions import end_sessions
from reconvene.people.models import Person, RoleHeld
from tests.support.cast import PASSWORD, authority, person
from tests.support.signing_in import app_shows, give_password, sign_in, with_app, with_passkey

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def amina() -> Person:
    return with_app(person(authority(), "Amina Yusuf", "conference-chair"))


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def with_key(key: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def is_in_by(key: str) -> bool:
    return is_in(with_key(key))


@pytest.mark.assures("SES-1")
def test_has_another_name_after_every_step_and_none_of_the_old_opens_anything(
    amina: Person,
) -> None:
    client = Client()
    with time_machine.travel(NOON, tick=False) as clock:
        give_password(client, amina)
        keys = [key_of(client)]
        client.post("/sign-in/second", {"code": app_shows()})
        keys.append(key_of(client))
        clock.shift(timedelta(minutes=1))
        client.post("/prove-it", {"code": app_shows()})
        keys.append(key_of(client))
        RoleHeld.objects.create(person=amina, role="line-manager", from_on=date(2020, 1, 1))
        assert is_in(client)
        keys.append(key_of(client))
        for old in keys[:-1]:
            assert not any(is_in_by(old) for _ in range(25))
        assert is_in_by(keys[-1])
        client.post("/sign-out")

        assert len(set(keys)) == 4
        assert not any(is_in_by(key) for key in keys for _ in range(25))
    assert all(len(key) >= 128 / 5 for key in keys)


@pytest.mark.assures("SES-1")
def test_is_not_to_be_found_in_the_database(amina: Person) -> None:
    client = Client()
    sign_in(client, amina)

    (row,) = OpenSession.objects.filter(person=amina)

    assert key_of(client) not in str(vars(row))
    assert not is_in_by(row.session_key)


def _switched_off(amina: Person) -> None:
    call_command("switch", amina.username, "off")


def _switched_off_by_hand(amina: Person) -> None:
    Person.objects.filter(pk=amina.pk).update(is_active=False)


def _given_another_password(amina: Person) -> None:
    amina.set_password("another one entirely")
    amina.save()


def _signed_out_everywhere(amina: Person) -> None:
    end_sessions(amina)


ENDINGS = [_switched_off, _switched_off_by_hand, _given_another_password, _signed_out_everywhere]


@pytest.mark.assures("SES-2")
@pytest.mark.parametrize("end", ENDINGS)
def test_ends_with_the_next_request_wherever_somebody_is_signed_in(
    amina: Person, end: Callable[[Person], None]
) -> None:
    browsers = [Client() for _ in range(20)]
    for browser in browsers:
        browser.force_login(amina)
    assert all(is_in(browser) for browser in browsers)

    end(amina)

    assert not any(is_in(browser) for browser in browsers)


@pytest.mark.assures("SES-2")
def test_ends_everywhere_else_when_a_factor_is_taken_away(amina: Person) -> None:
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.force_login(amina)
    with_passkey(amina)

    here.post("/account/take-away", {"factor": amina.factors.get(kind="app").pk})

    assert [one.name for one in amina.factors.all()] == ["blue key"]
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def _writes(request: HttpRequest) -> None:
    request.session["something"] = "typed"


def _goes_on_under_another_name(request: HttpRequest) -> None:
    request.session.cycle_key()


@pytest.mark.assures("SES-2")
@pytest.mark.parametrize("then", [_writes, _goes_on_under_another_name])
def test_is_not_revived_by_a_request_that_ends_after_it_was_ended(
    rf: RequestFactory, amina: Person, then: Callable[[HttpRequest], None]
) -> None:
    ended: list[str] = []

    def slow(request: HttpRequest) -> HttpResponse:
        assert request.session["_auth_user_id"] == amina.pk
        end_sessions(amina)
        then(request)
        return HttpResponse()

    for _ in range(100):
        client = Client()
        client.force_login(amina)
        amina.refresh_from_db()
        request = rf.get("/")
        request.COOKIES[settings.SESSION_COOKIE_NAME] = key_of(client)
        with pytest.raises(SessionInterrupted):
            SessionMiddleware(slow)(request)
        ended.append(key_of(client))

    assert not OpenSession.objects.filter(person=amina).exists()
    assert not any(is_in_by(key) for key in ended)


@pytest.mark.assures("SES-2")
def test_begun_while_somebody_was_switched_off_and_on_is_worth_nothing(amina: Person) -> None:
    client = Client()
    client.force_login(amina)  # as for somebody who was read before what follows
    call_command("switch", amina.username, "off")
    call_command("switch", amina.username, "on")
    late = Client()
    late.force_login(amina)

    assert not is_in(client)
    assert not is_in(late)


@pytest.mark.assures("SES-3")
class TestHowLong:
    def test_is_a_quarter_of_an_hour_without_a_request(self, amina: Person) -> None:
        client = Client()
        with time_machine.travel(NOON, tick=False) as clock:
            client.force_login(amina)
            clock.shift(timedelta(minutes=15) - SECOND)
            assert is_in(client)
            clock.shift(timedelta(minutes=15) + SECOND)

            answer = client.get("/account")
            assert answer["Location"] == "/sign-in?ended=1&next=/account"
            said = client.get(answer["Location"]).content.decode()
        assert "nothing was done here for 15 minutes" in said

    def test_is_ten_hours_however_busy(self, amina: Person) -> None:
        client = Client()
        with time_machine.travel(NOON, tick=False) as clock:
            client.force_login(amina)
            for minutes in range(14, 10 * 60, 14):
                clock.move_to(NOON + timedelta(minutes=minutes))
                assert is_in(client)
            clock.move_to(NOON + timedelta(hours=10) - SECOND)
            assert is_in(client)
            clock.move_to(NOON + timedelta(hours=10) + SECOND)
            assert not is_in(client)

    def test_is_not_lengthened_by_a_new_name(self, amina: Person) -> None:
        client = Client()
        with time_machine.travel(NOON, tick=False) as clock:
            client.force_login(amina)
            for hour in range(40):
                clock.move_to(NOON + timedelta(minutes=14 * (hour + 1)))
                client.post("/prove-it", {"code": app_shows()})
            clock.move_to(NOON + timedelta(hours=10) + SECOND)

            assert not is_in(client)

    def test_keeps_what_is_kept_as_a_draft(self, amina: Person) -> None:
        ben = person(amina.authority, "Ben Carter", "complaints-officer")
        client = Client()
        with time_machine.travel(NOON, tick=False) as clock:
            client.force_login(ben)
            draft = client.post("/take-down")["Location"]
            clock.shift(timedelta(minutes=16))
            assert client.get(draft).status_code == 302
            client.force_login(ben)

            assert client.get(draft).status_code == 200


class TestProvingItAgain:
    def test_is_asked_after_half_an_hour_and_leads_back(self, amina: Person) -> None:
        client = Client()
        with time_machine.travel(NOON, tick=False) as clock:
            client.force_login(amina)
            for _ in range(2):
                clock.shift(timedelta(minutes=14))
                assert client.get("/account/app").status_code == 200
            clock.shift(timedelta(minutes=2))
            asked = client.get("/account/app")
            assert asked["Location"] == "/prove-it?next=/account/app"
            wrong = client.post("/prove-it", {"code": "000000", "next": "/account/app"})
            assert wrong.status_code == 422
            assert client.get("/account/app").status_code == 302
            right = client.post("/prove-it", {"code": app_shows(), "next": "/account/app"})

            assert right["Location"] == "/account/app"
            assert client.get("/account/app").status_code == 200

    def test_counts_tries(self, amina: Person) -> None:
        client = Client()
        client.force_login(amina)

        answers = [client.post("/prove-it", {"code": "000000"}).status_code for _ in range(6)]

        assert answers == [422] * 5 + [429]
        assert PASSWORD not in str(answers)
