"""The pages about who looked, in a real browser: usable by everyone, at a desk and on a phone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from reconvene.desk.emergency import open_in_emergency
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person
from tests.support.axe import demand_usable
from tests.support.cast import authority, person
from tests.support.storied import live

DESK, PHONE, HEIGHT = 1280, 390, 800
NOON = datetime(2025, 4, 22, 13, tzinfo=UTC)


@pytest.fixture
def pages(live_server: LiveServer) -> Mapping[str, str]:
    """Give the address of each page, with something on it, by what it is."""
    at = authority()
    reference = live("sp-cpc/easter", at, until=date(2025, 4, 22))
    sol = person(at, "Sol Adeyemi", "service-manager")
    opened = open_in_emergency(sol, reference, "A neighbour rang: shouting.", NOON)
    iris = person(at, "Iris Kaur", INFORMATION_GOVERNANCE)
    own = open_in_emergency(iris, reference, "Nobody else was there.", NOON)
    assert opened is not None
    assert own is not None
    return {
        "emergency": "/emergency",
        "her own, which is over": f"/emergency/{own.review}",
        "to look into": "/looks",
        "one of them": f"/looks/{opened.review}",
        "readers": f"/case/{reference}/looks",
        "my work": "/",
    }


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_can_be_used_by_everyone(
    pages: Mapping[str, str], live_server: LiveServer, chromium: Browser, width: int
) -> None:
    client = Client()
    client.force_login(Person.objects.get(name="Iris Kaur"))
    context = chromium.new_context(viewport={"width": width, "height": HEIGHT})
    session = client.cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])

    demand_usable(context, live_server.url, pages.values())
    context.close()
