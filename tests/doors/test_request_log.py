"""What the log says of requests: one line each, whatever was sent, and nothing of what was sent."""

import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import path
from pytest_django import Settings

from reconvene.config import urls
from tests.support.cast import authority, person
from tests.support.lines import Kept, kept_lines
from tests.support.signing_in import app_shows, give_password, with_app

pytestmark = pytest.mark.django_db

PLANTED = "planted-4f9c2a"
NASTY = [
    f"{PLANTED}\r\nforged", f"{PLANTED}\x1b[2J", f'{PLANTED}"}}\n{{"event":"record.broken"',
    PLANTED + "a" * 1_000_000, f"{PLANTED}\u2028", f"{PLANTED}\x00",
]  # fmt: skip


def fail(_request: object) -> None:
    written = PLANTED
    raise RuntimeError(written)


handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("gallery", fail, name="gallery"), *urls.urlpatterns]  # type: ignore[arg-type]


@pytest.fixture
def kept() -> Iterator[Kept]:
    with kept_lines() as kept:
        yield kept


@pytest.mark.assures("LOG-2", "LOG-1")
@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("header", ["User-Agent", "X-Forwarded-For", "Cookie", "X-Request-Id"])
def test_a_request_is_one_line_whatever_its_headers_hold(
    nasty: str, header: str, client: Client, kept: Kept
) -> None:
    client.get("/sign-in", headers={header: nasty.encode().decode("latin-1")})  # as a server does

    assert len(kept.lines) == len(kept.requests) == 1
    assert kept.requests[0]["route"] == "sign-in"
    assert PLANTED not in kept.lines[0]


@pytest.mark.assures("LOG-2", "LOG-1")
@pytest.mark.parametrize("nasty", NASTY[:2] + NASTY[4:])
def test_neither_an_address_nor_what_follows_it_is_in_the_log(
    nasty: str, client: Client, kept: Kept
) -> None:
    client.get(f"/{nasty[:2000]}", {"name": nasty})

    assert len(kept.lines) == len(kept.requests) == 1
    assert kept.requests[0]["status"] == 404
    assert PLANTED not in kept.lines[0]


@pytest.mark.assures("LOG-2", "LOG-3")
@pytest.mark.parametrize("nasty", NASTY)
def test_a_sign_in_that_fails_is_one_event_that_names_nobody(
    nasty: str, client: Client, kept: Kept
) -> None:
    client.post("/sign-in", {"username": nasty, "password": PLANTED})

    assert [line["event"] for line in kept.events] in (["sign-in.failed"], [])
    assert len(kept.requests) == 1
    assert PLANTED not in "".join(kept.lines)


@pytest.mark.assures("LOG-3")
def test_coming_in_and_leaving_are_one_event_each(client: Client, kept: Kept) -> None:
    gail = with_app(person(authority(), "Gail Ford"))

    client.post("/sign-in", {"username": gail.username, "password": "not this"})
    give_password(client, gail)
    client.post("/sign-in/second", {"code": "000000"})
    client.post("/sign-in/second", {"code": app_shows()})
    client.post("/sign-out")

    failed, wrong_code, came, left = kept.events
    assert [line["event"] for line in kept.events] == [
        "sign-in.failed", "factor.failed", "sign-in.succeeded", "sign-in.ended",
    ]  # fmt: skip
    assert failed["actor"] not in (gail.id, gail.username)
    assert wrong_code["actor"] == came["actor"] == left["actor"] == gail.id
    requests = [line["request"] for line in kept.requests]
    assert [line["request"] for line in kept.events] == requests[:1] + requests[2:]
    assert gail.name not in "".join(kept.lines)


@pytest.mark.assures("LOG-3")
def test_a_try_that_has_to_wait_is_one_event(client: Client, kept: Kept) -> None:
    for _ in range(6):
        client.post("/sign-in", {"username": "gail", "password": "wrong"})

    assert [line["event"] for line in kept.events] == ["sign-in.failed"] * 5 + ["limit.hit"]


@pytest.mark.assures("LOG-3", "LOG-2")
def test_a_made_up_host_is_one_event(client: Client, kept: Kept) -> None:
    client.get("/sign-in", headers={"Host": f"{PLANTED}.example\r\nx"})

    assert [(line["event"], line["reason"]) for line in kept.events] == [
        ("request.refused", "disallowedhost")
    ]
    assert PLANTED not in "".join(kept.lines)


@pytest.mark.assures("LOG-3")
def test_a_form_from_elsewhere_is_one_event(kept: Kept) -> None:
    Client(enforce_csrf_checks=True).post("/sign-in", {"username": PLANTED})

    assert [(line["event"], line["reason"]) for line in kept.events] == [
        ("request.refused", "csrf")
    ]


@pytest.mark.assures("LOG-1")
def test_a_fault_is_told_by_its_kind_and_places_beside_the_request(
    settings: Settings, client: Client, kept: Kept
) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.get(f"/gallery?name={PLANTED}")

    (fault,) = [line for line in kept.said if "fault" in line]
    (request,) = kept.requests
    assert fault["fault"] == "builtins.RuntimeError"
    assert fault["passed"][-1].endswith(" fail")
    assert fault["request"] == request["request"]
    assert PLANTED not in "".join(kept.lines)


def test_who_made_a_request_stands_in_its_line(client: Client, kept: Kept) -> None:
    gail = person(authority(), "Gail Ford")
    client.force_login(gail)
    client.get("/")
    client.get("/static/reconvene.css").close()

    page, file = kept.requests
    assert page["actor"] == gail.id
    assert "actor" not in file
    assert logging.getLogger("django.request").level == logging.ERROR
