"""The register of routes: every route has its row, and what has none is not there."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from reconvene.config import urls
from reconvene.logs.events import Event
from reconvene.people.models import Authority, Person
from reconvene.sealing.keys import provider
from reconvene.web.register.routes import REGISTER, ROUTES
from reconvene.web.register.rows import About, Audience, Bucket, Kept, Route, Twice
from tests.support.cast import authority, person
from tests.support.lines import kept_lines
from tests.support.routes import address_of, walked

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-1")]


def forgotten(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Text first, never ring the house")


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path("forgotten", forgotten, name="forgotten"),
    path("nameless", forgotten),
    path("cases/all", forgotten, name="cases"),  # a name that has a row, on a path that has none
    *urls.urlpatterns,
]


@pytest.fixture
def at() -> Authority:
    return authority()


@pytest.fixture
def ben(at: Authority) -> Person:
    return person(at, "Ben Carter", "complaints-officer")


def test_holds_every_route_and_none_that_is_not_there() -> None:
    there = list(walked())

    assert set(there) == set(REGISTER)
    assert len(there) == len(set(there))
    assert len({name for name, _ in there}) == len(there)
    assert len(REGISTER) == len(ROUTES)


@pytest.mark.parametrize("where", ["/forgotten", "/nameless", "/cases/all"])
def test_a_route_without_a_row_is_nowhere_and_wakes_somebody(
    client: Client,
    ben: Person,
    settings: Settings,
    where: str,
) -> None:
    settings.ROOT_URLCONF = __name__
    client.force_login(ben)

    with kept_lines() as lines:
        answer = client.get(where)

    told = [one for one in lines.events if one["event"] == Event.ROUTE_UNREGISTERED.code]
    assert answer.status_code == 404
    assert answer.content == client.get("/no-such-page").content
    assert [(one["urgent"], one["route"]) for one in told] == [(True, "forgotten")]


NOWHERE_FOR_MOST = (About.LOOKS, About.RETENTION)
"""What is there for those alone who look after information governance."""


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
class TestEachRow:
    def test_lets_in_whom_it_says(self, client: Client, route: Route) -> None:
        answer = client.generic(route.methods[0], address_of(route, "SP-2025-0001"))

        asked_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in?next=")
        assert asked_in == (route.audience is Audience.SIGNED_IN)

    def test_is_there_in_a_demo_alone_where_it_says_so(
        self, client: Client, settings: Settings, ben: Person, route: Route
    ) -> None:
        client.force_login(ben)
        provider()  # a demo's keys, opened while it still is one
        settings.IS_DEMO = False

        answer = client.generic(route.methods[0], address_of(route, "SP-2025-0001"))

        may_be_nowhere = "reference" in route.path or route.about in NOWHERE_FOR_MOST
        if route.audience is Audience.DEMO or not may_be_nowhere:
            assert (answer.status_code == 404) == (route.audience is Audience.DEMO)

    def test_answers_to_its_methods_alone(self, client: Client, ben: Person, route: Route) -> None:
        client.force_login(ben)
        where = address_of(route, "SP-2025-0001")
        others = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - set(route.methods)

        answers = {method: client.generic(method, where) for method in sorted(others)}

        assert {one.status_code for one in answers.values()} == {405}
        assert {one["Allow"] for one in answers.values()} == {", ".join(route.methods)}

    def test_says_the_whole_of_it(self, route: Route) -> None:
        assert bool(route.does) == (route.twice is not Twice.NOTHING_DONE)
        assert route.shows or route.does
        if route.about in (About.CASE, About.ENTRY, About.PANEL):
            assert route.audience is Audience.SIGNED_IN
            assert route.logs is not None
        if route.kept is Kept.FOR_GOOD:
            assert (route.about, route.does, route.logs) == (About.NOTHING, "", None)


def test_what_is_limited_is_to_be_had_again_after_a_while() -> None:
    for bucket in Bucket:
        assert bool(bucket.free) == bool(bucket.each)
