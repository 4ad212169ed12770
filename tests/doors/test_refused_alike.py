"""A case that is closed to somebody takes the same steps as one that is not there, and no longer."""

import re
from datetime import UTC, datetime
from random import Random
from time import perf_counter_ns
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reconvene.sealing.keyring import Keyring
from reconvene.web.register.routes import ROUTES
from tests.doors.test_twin_worlds import CASE, received, recorded
from tests.shell.test_seal_names import told_apart
from tests.support.cast import authority, person
from tests.support.desk import Desk
from tests.support.references import NOBODYS
from tests.support.routes import address_of
from tests.support.sizes import IS_FULL, sized
from tests.support.statements import statements

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-2", "AZ-5")]

NOW = datetime(2025, 4, 23, 12, tzinfo=UTC)
ABOUT = [one for one in ROUTES if "<str:reference>" in one.path and "erasures/" not in one.path]
"""Every address of a case, but those where it is decided what is erased."""
KEPT_OUT = {
    "amina": "complained of, and not told",
    "lena": "has a tie",
    "rhys": "has no part in it",
    "gail": "is of another authority",
}
TIMED = sized(30, 2000, "answers of each kind that are timed")
TOO_CLEAR = 0.03 if IS_FULL else 0.35
"""How far from an even chance telling them apart may be: of a few, much is luck."""
_A_VALUE = re.compile(r"'[^']*'|\b\d+\b")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A case with a history, and people who are kept from it, each for a reason of their own."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    desk = Desk.at()
    desk.people["gail"] = person(authority("elsewhere", prefix="EL"), "Gail Ford", "line-manager")
    case_id = received(desk)
    for name in ("Gus", "Hal", "Ivo", "Jan"):
        recorded(desk, case_id, "supporter.named", name=name, kind="friend")
    lena = {"id": desk.people["lena"].id}
    recorded(desk, case_id, "interest.declared", person=lena, tie="friend", reason="Neighbours.")
    return desk


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every key of a case that is opened, or asked for again, by its id."""
    noted: list[bytes] = []
    real = Keyring.key

    def key(self: Keyring, key_id: bytes) -> Any:
        noted.append(key_id)
        return real(self, key_id)

    monkeypatch.setattr(Keyring, "key", key)
    return noted


def asked_for(client: Client, reference: str) -> dict[str, tuple[int, list[str]]]:
    """Return how each address of a case answers, and what it asked of the database for that."""
    return {
        f"{method} {route.name}": steps(client, method, address_of(route, reference))
        for route in ABOUT
        for method in route.methods
    }


def steps(client: Client, method: str, path: str, **typed: str) -> tuple[int, list[str]]:
    """Return the status of one answer, and the statements it took, without their values."""
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(client, method.lower())(path, typed)
    return answer.status_code, [_A_VALUE.sub("?", one) for one in statements(asked)]


@pytest.mark.parametrize("who", KEPT_OUT)
def test_what_is_closed_takes_the_steps_of_what_is_not_there_and_opens_nothing(
    who: str, desk: Desk, opened: list[bytes], client: Client
) -> None:
    client.force_login(desk.people[who])
    asked_for(client, NOBODYS)

    closed, nowhere = (asked_for(client, reference) for reference in (CASE, NOBODYS))

    assert closed == nowhere
    assert closed["GET case"][0] == 404
    assert {status for status, _ in closed.values()} <= {302, 404}
    assert opened == []


@pytest.mark.parametrize("who", ["amina", "lena", "gail"])
def test_an_emergency_that_a_wall_stops_takes_the_steps_of_one_about_no_case(
    who: str, desk: Desk, opened: list[bytes], client: Client
) -> None:
    client.force_login(desk.people[who])
    why = {"reason": "A child is hurt."}
    steps(client, "POST", "/emergency", reference=NOBODYS, **why)

    closed, nowhere = (
        steps(client, "POST", "/emergency", reference=reference, **why)
        for reference in (CASE, NOBODYS)
    )

    assert closed == nowhere
    assert closed[0] == 409
    assert opened == []


def test_what_is_opened_is_noticed(desk: Desk, opened: list[bytes], client: Client) -> None:
    client.force_login(desk.people["ben"])
    assert asked_for(client, CASE)["GET case"][0] == 200
    assert opened


@pytest.mark.assures("AZ-2", "AZ-5", size=TIMED)
@pytest.mark.parametrize("who", KEPT_OUT)
def test_a_stop_watch_does_not_tell_what_is_closed_from_what_is_not_there(
    who: str, desk: Desk, client: Client
) -> None:
    client.force_login(desk.people[who])
    took: dict[str, list[int]] = {CASE: [], NOBODYS: []}
    order, chance = [CASE, NOBODYS], Random(7)  # noqa: S311  the same order each time
    for _ in range(TIMED):
        chance.shuffle(order)
        for reference in order:
            began = perf_counter_ns()
            client.get(f"/case/{reference}")
            took[reference].append(perf_counter_ns() - began)

    assert abs(told_apart(took[CASE], took[NOBODYS]) - 0.5) <= TOO_CLEAR
