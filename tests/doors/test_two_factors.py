"""The second factor: nothing is open before it, and a code is good once, whoever is quicker."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from reconvene.accounts.recovery import codes_left, new_codes
from reconvene.accounts.sessions import end_sessions
from reconvene.people.guesses import Place, let_in
from reconvene.people.models import Person
from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import Audience
from tests.support.at_once import at_once
from tests.support.cast import authority, person
from tests.support.routes import address_of
from tests.support.signing_in import app_shows, give_password, sign_in, with_app

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def amina() -> Person:
    return with_app(person(authority(), "Amina Yusuf", "conference-chair"))


def _a_password(client: Client, amina: Person) -> None:
    give_password(client, amina)


def _a_password_and_a_wrong_code(client: Client, amina: Person) -> None:
    give_password(client, amina)
    assert client.post("/sign-in/second", {"code": "000000"}).status_code == 422


def _a_password_and_a_wrong_recovery_code(client: Client, amina: Person) -> None:
    new_codes(amina)
    give_password(client, amina)
    assert client.post("/sign-in/second/sheet", {"code": "abcd"}).status_code == 422


def _a_password_and_a_made_up_passkey(client: Client, amina: Person) -> None:
    give_password(client, amina)
    made_up = {"answer": '{"id": "x"}', "state": "x"}
    assert client.post("/sign-in/second", made_up).status_code == 422


def _a_password_without_any_factor(client: Client, amina: Person) -> None:
    amina.factors.all().delete()
    give_password(client, amina)
    assert "Ask whoever looks after" in client.get("/sign-in/second").content.decode()


def staff_addresses() -> list[str]:
    """Return a path for every view that is for signed-in people."""
    return [
        address_of(route, "SP-2025-0001")
        for route in ROUTES
        if route.audience is Audience.SIGNED_IN
    ]


@pytest.mark.assures("AUTH-1")
@pytest.mark.parametrize(
    "first",
    [
        _a_password,
        _a_password_and_a_wrong_code,
        _a_password_and_a_wrong_recovery_code,
        _a_password_and_a_made_up_passkey,
        _a_password_without_any_factor,
    ],
)
def test_whoever_gave_the_first_factor_is_a_stranger_to_every_page(
    client: Client, amina: Person, first: Callable[[Client, Person], None]
) -> None:
    first(client, amina)
    addresses = staff_addresses()

    assert len(addresses) > 20
    for address in addresses:
        for ask in (client.get, client.post):
            answer = ask(address)
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/sign-in?"), address
    assert "_auth_user_id" not in client.session


@pytest.mark.assures("AUTH-1")
def test_the_second_factor_waits_ten_minutes_and_no_longer(client: Client, amina: Person) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        give_password(client, amina)
        clock.shift(timedelta(minutes=10, seconds=1))
        late = client.post("/sign-in/second", {"code": app_shows()})

    assert late["Location"] == "/sign-in"
    assert "_auth_user_id" not in client.session


@pytest.mark.assures("AUTH-1", "SES-2")
def test_the_second_factor_is_refused_of_somebody_who_was_signed_out_everywhere_meanwhile(
    client: Client, amina: Person
) -> None:
    give_password(client, amina)
    end_sessions(amina)

    assert client.post("/sign-in/second", {"code": app_shows()})["Location"] == "/sign-in"
    assert "_auth_user_id" not in client.session


@pytest.mark.assures("AUTH-2")
class TestACodeOfAnApp:
    def test_is_good_once_however_it_is_typed(self, amina: Person) -> None:
        with time_machine.travel(NOON, tick=False):
            code = app_shows()
            spaced = f" {code[:3]} {code[3:]} "
            sign_in(Client(), amina)

            for again in (code, spaced, "000000", code):
                client = Client()
                give_password(client, amina)
                assert client.post("/sign-in/second", {"code": again}).status_code == 422

    def test_is_taken_with_blanks_in_it(self, client: Client, amina: Person) -> None:
        with time_machine.travel(NOON, tick=False):
            code = app_shows()
            give_password(client, amina)

            assert client.post("/sign-in/second", {"code": f"{code[:3]} {code[3:]}"})[
                "Location"
            ] == ("/")

    @pytest.mark.parametrize(("steps_on", "status"), [(-2, 422), (-1, 302), (1, 302), (2, 422)])
    def test_holds_for_its_own_half_minute_and_those_beside_it(
        self, client: Client, amina: Person, steps_on: int, status: int
    ) -> None:
        with time_machine.travel(NOON, tick=False):
            give_password(client, amina)
            answer = client.post("/sign-in/second", {"code": app_shows(steps_on=steps_on)})

        assert answer.status_code == status

    def test_stays_used_after_the_clock_was_set_back(self, amina: Person) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            code = app_shows()
            sign_in(Client(), amina)
            clock.shift(timedelta(minutes=20))
            clock.shift(-timedelta(minutes=20))
            client = Client()
            give_password(client, amina)

            assert client.post("/sign-in/second", {"code": code}).status_code == 422


@pytest.mark.assures("AUTH-2")
class TestARecoveryCode:
    def test_is_good_once_however_it_is_typed(self, amina: Person) -> None:
        code, another, *_ = new_codes(amina)
        typed = code.upper().replace("-", "  ")

        for given, status in ((typed, 302), (code, 422), ("abcd", 422), (typed, 422)):
            client = Client()
            give_password(client, amina)
            assert client.post("/sign-in/second/sheet", {"code": given}).status_code == status
        assert codes_left(amina) == 9
        client = Client()
        give_password(client, amina)
        assert client.post("/sign-in/second/sheet", {"code": another}).status_code == 302

    def test_of_an_earlier_sheet_or_of_somebody_else_is_worth_nothing(
        self, client: Client, amina: Person
    ) -> None:
        (earlier, *_), (another, *_) = (
            new_codes(amina),
            new_codes(person(amina.authority, "Ben Carter")),
        )
        new_codes(amina)

        give_password(client, amina)
        for code in (earlier, another):
            assert client.post("/sign-in/second/sheet", {"code": code}).status_code == 422


@pytest.mark.django_db(transaction=True)
@pytest.mark.assures("AUTH-2")
@pytest.mark.parametrize("way", ["code", "sheet"])
def test_of_fifty_who_give_one_code_at_once_one_gets_in(amina: Person, way: str) -> None:
    with time_machine.travel(NOON, tick=False):
        code = app_shows() if way == "code" else new_codes(amina)[0]
        address = "/sign-in/second" if way == "code" else "/sign-in/second/sheet"
        browsers = [Client(REMOTE_ADDR=f"10.0.0.{number}") for number in range(50)]
        for number, browser in enumerate(browsers):
            give_password(browser, amina)
            _know(amina, f"10.0.0.{number}")

        answers = at_once(
            lambda number: browsers[number].post(address, {"code": code}).status_code, 50
        )

    assert sorted(answers) == [302] + [422] * 49


def _know(amina: Person, address: str) -> None:
    """Let codes be tried here whatever is tried elsewhere, so that all fifty are looked at."""
    let_in(Place(amina.pk, address, is_for_codes=True), NOON)
