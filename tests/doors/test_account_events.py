"""What the log says of people's accounts: one event for each thing that happened, and no secret."""

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from pyotp.totp import TOTP

from reconvene.accounts.invitations import invite
from reconvene.people.models import Person
from tests.support.cast import PASSWORD, authority, person
from tests.support.lines import Kept, kept_lines
from tests.support.signing_in import SECRET, give_password, moment, offered, with_app, with_passkey

pytestmark = [pytest.mark.assures("LOG-3"), pytest.mark.django_db]

CHOSEN = "quiet lamps over the weir"
Told = tuple[tuple[str, str], ...]


@pytest.fixture
def kept() -> Iterator[Kept]:
    with kept_lines() as kept:
        yield kept


@pytest.fixture
def amina(client: Client) -> Person:
    made = with_app(person(authority(), "Amina Yusuf", "conference-chair"))
    client.force_login(made)
    return made


def _gives_a_wrong_code(amina: Person, _: Client) -> None:
    elsewhere = Client()
    give_password(elsewhere, amina)
    elsewhere.post("/sign-in/second", {"code": "000000"})


def _gives_a_wrong_code_again(_: Person, client: Client) -> None:
    client.post("/prove-it", {"code": "000000"})


def _adds_an_app(_: Person, client: Client) -> None:
    secret, offer = offered(client, "/account/app")
    client.post("/account/app", {"code": TOTP(secret).now(), "offer": offer})


def _takes_a_factor_away(amina: Person, client: Client) -> None:
    with_passkey(amina)
    client.post("/account/take-away", {"factor": amina.factors.get(kind="app").pk})


def _makes_a_sheet(_: Person, client: Client) -> None:
    client.post("/account/sheet", {"once": "a page"})


def _chooses_a_password(_: Person, client: Client) -> None:
    client.post("/account/password", {"now": PASSWORD, "password": CHOSEN})


def _signs_out_everywhere(_: Person, client: Client) -> None:
    client.post("/account/sign-out-everywhere")


def _is_invited(amina: Person, _: Client) -> None:
    call_command("invite", amina.username)


def _takes_an_invitation_up(amina: Person, _: Client) -> None:
    link = f"/invitation/{invite(amina, moment())[0]}"
    secret, offer = offered(Client(), link)
    given = {"password": CHOSEN, "code": TOTP(secret).now(), "offer": offer}
    assert Client().post(link, given).status_code == 200


def _is_switched_off(amina: Person, _: Client) -> None:
    call_command("switch", amina.username, "off")


def _is_linked(amina: Person, _: Client) -> None:
    call_command("link_sign_on", amina.username, "subject-4711")


HAPPENED: dict[Callable[[Person, Client], None], Told] = {
    _gives_a_wrong_code: (("factor.failed", "wrong"),),
    _gives_a_wrong_code_again: (("factor.failed", "wrong"),),
    _adds_an_app: (("factor.changed", "app-added"),),
    _takes_a_factor_away: (("factor.changed", "taken-away"),),
    _makes_a_sheet: (("factor.changed", "sheet-replaced"),),
    _chooses_a_password: (("password.changed", ""),),
    _signs_out_everywhere: (("sessions.ended", "by-themselves"), ("sign-in.ended", "")),
    _is_invited: (("person.invited", "by-command"),),
    _takes_an_invitation_up: (("factor.changed", "app-added"), ("password.changed", "")),
    _is_switched_off: (("sessions.ended", "switched-off"),),
    _is_linked: (("factor.changed", "sign-on-linked"), ("sessions.ended", "sign-on-linked")),
}


@pytest.mark.parametrize("happen", HAPPENED, ids=lambda one: one.__name__.strip("_"))
def test_each_is_told_once_with_who_and_no_secret(
    client: Client, amina: Person, kept: Kept, happen: Callable[[Person, Client], None]
) -> None:
    happen(amina, client)

    told = [(line["event"], line.get("reason", "")) for line in kept.events]
    assert tuple(told) == HAPPENED[happen]
    assert {line["actor"] for line in kept.events} == {amina.pk}
    for secret in (PASSWORD, CHOSEN, SECRET, amina.name, amina.username):
        assert secret not in "".join(kept.lines)
