"""What every answer says to the browser, and what it says when something fails: nothing of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from django.conf import settings as running
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import Kept
from tests.support.lines import kept_lines
from tests.support.routes import address_of
from tests.support.sent import Site

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
EXACT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ALSO = {"Content-Type", "Content-Length", "Cache-Control"}
WHERE_NEEDED = {"Vary", "Location", "Allow", "Retry-After", "Last-Modified", "ETag", "Expires"}
PLANTED = "Text first, never ring the house at 4 Quarry Lane"


@pytest.fixture
def site(client: Client) -> Site:
    client.raise_request_exception = False
    return Site(client)


def misses(answer: Any, *, kept: str = "no-store") -> list[str]:
    """Return what is wrong with the headers of an answer; the exact set, no more and no less."""
    said = dict(answer.items())
    wrong = [
        f"{name}: {said.get(name)}" for name, value in EXACT.items() if said.get(name) != value
    ]
    wrong += [f"{name} is missing" for name in ALSO - {"Content-Length"} if name not in said]
    wrong += [f"{name} is too much" for name in set(said) - set(EXACT) - ALSO - WHERE_NEEDED]
    if kept not in said.get("Cache-Control", ""):
        wrong.append(f"Cache-Control: {said.get('Cache-Control')}")
    return wrong


@pytest.mark.django_db
@pytest.mark.assures("OUT-1")
class TestHeaders:
    def test_are_the_same_on_every_route_by_every_method_for_everybody(self, site: Site) -> None:
        everybody = (site.client, Client(), Client(enforce_csrf_checks=True))
        for route, client, method in product(ROUTES, everybody, METHODS):
            answer = client.generic(method, address_of(route, site.reference))
            is_kept = route.kept is Kept.FOR_GOOD and answer.status_code == 200
            wrong = misses(answer, kept="immutable" if is_kept else "no-store")
            assert wrong == [], (route.name, method, answer.status_code)

    def test_are_the_same_on_what_is_refused_unread_unknown_and_failed(self, site: Site) -> None:
        with failing("calendar"):
            failed = site.client.get("/calendar")
        answers = {
            400: site.client.get("/sign-in", headers={"host": "elsewhere.example"}),
            404: site.client.get("/no-such-page"),
            409: site.client.post(
                f"/case/{site.reference}/do/point.answered/-", {"step": "check", "key": "k"}
            ),
            422: site.client.post("/sign-in", {}),
            500: failed,
        }

        assert [
            (asked, misses(answer)) for asked, answer in answers.items() if misses(answer)
        ] == []
        assert answers[400].status_code == 400
        assert b"This could not be read" in answers[400].content
        assert answers[500].status_code == 500

    def test_are_the_same_on_static_files_which_alone_may_be_kept(self, site: Site) -> None:
        answer = site.client.get("/static/reconvene.css")

        answer.close()
        assert answer.status_code == 200
        assert misses(answer, kept="max-age=") == []

    def test_name_no_version_and_nothing_inline(self, site: Site) -> None:
        said = " ".join(f"{name}: {value}" for name, value in site.client.get("/").items())

        assert "unsafe" not in said
        assert not re.search(r"(?i)\b(django|python|granian|server|powered)\b", said)

    def test_ask_for_tls_for_a_year_on_a_real_system(self, settings: Settings) -> None:
        settings.SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
        settings.SECURE_SSL_REDIRECT = True

        plain, secure = Client().get("/sign-in"), Client().get("/sign-in", secure=True)

        assert (plain.status_code, plain["Location"]) == (301, "https://testserver/sign-in")
        assert secure["Strict-Transport-Security"] == "max-age=31536000"
        assert running.SECURE_HSTS_SECONDS >= 31536000


@contextmanager
def failing(name: str) -> Iterator[None]:
    """Let the view of a route fail, with words that nobody may see."""

    def fail(*_given: object, **_named: object) -> HttpResponse:
        raise RuntimeError(PLANTED)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pattern_of(name, get_resolver()), "callback", fail)
        yield


def pattern_of(name: str, resolver: URLResolver) -> URLPattern | None:
    """Return the pattern behind a route's name."""
    for one in resolver.url_patterns:
        found = pattern_of(name, one) if isinstance(one, URLResolver) else one
        if found is not None and found.name == name:
            return found
    return None


def says_nothing(answer: Any, lines: Any) -> None:
    """Hold that a fault is answered by a plain page with a number that stands in the log."""
    said = answer.content.decode()
    number = re.search(r'rc-code">([0-9a-f]{16})<', said)
    assert answer.status_code == 500
    assert number is not None
    assert any(line.get("request") == number[1] and "fault" in line for line in lines.said)
    for never in (PLANTED, "Traceback", "Error", "SELECT", "/src/", ".py", "django"):
        assert never not in said
    assert PLANTED not in "".join(lines.lines)


@pytest.mark.django_db
@pytest.mark.assures("OUT-4")
def test_a_fault_in_any_view_is_a_plain_page_with_a_number(site: Site) -> None:
    for route in ROUTES:
        with failing(route.name), kept_lines() as lines:
            answer = site.client.generic(route.methods[0], address_of(route, site.reference))

        says_nothing(answer, lines)
        assert misses(answer) == []


@contextmanager
def database_away() -> Iterator[None]:
    """Take the database away for real: the connection is lost, and none can be made."""
    with pytest.MonkeyPatch.context() as patch:
        connection.close()
        for name in ("NAME", "HOST"):
            patch.setitem(connection.settings_dict, name, "/nowhere/at/all")
        yield
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.assures("OUT-4")
def test_with_the_database_away_every_page_says_so_plainly(client: Client) -> None:
    site = Site(client)
    client.raise_request_exception = False
    asked = [address_of(one, site.reference) for one in ROUTES if one.shows and one.logs]
    answers = []

    with database_away():
        for where in asked:
            with kept_lines() as lines:
                answers.append((client.get(where), lines))

    assert len(answers) > 5
    for answer, lines in answers:
        says_nothing(answer, lines)
        assert misses(answer) == []
