"""The pages about ties, in a real browser: usable by everyone, at a desk and on a phone."""

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from reconvene.people.models import Person
from tests.doors.test_late_ties import TODAY, found_tied
from tests.support.axe import demand_usable
from tests.support.cast import authority
from tests.support.storied import live

DESK, PHONE, HEIGHT = 1280, 390, 800


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_can_be_used_by_everyone(
    live_server: LiveServer, chromium: Browser, width: int
) -> None:
    reference = live("sp-cpc/easter", authority(), until=TODAY)
    client = Client()
    client.force_login(Person.objects.get(id="lena"))
    client.get(f"/case/{reference}/entry/2")
    found_tied("lena", reference)
    client.force_login(Person.objects.get(id="ben"))
    context = chromium.new_context(viewport={"width": width, "height": HEIGHT})
    session = client.cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    paths = (f"/case/{reference}/ties", f"/case/{reference}", "/account/home", "/procedure")

    demand_usable(context, live_server.url, paths)
    context.close()
