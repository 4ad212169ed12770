"""What every journey gets: a running server, a demo or its people, and somebody who walks there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.support.journeys import PHONE, Walk, people_of_the_demo, the_whole_demo, walking


@pytest.fixture
def walk(chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    """Give somebody at a desk, where nobody has complained yet."""
    people_of_the_demo()
    yield from walking(chromium, live_server.url)


@pytest.fixture
def plain_walk(chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    """Give the same with a browser that runs no scripts."""
    people_of_the_demo()
    yield from walking(chromium, live_server.url, has_scripts=False)


@pytest.fixture
def demo_walk(
    chromium: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    """Give somebody at a desk in the whole demo, on one Tuesday."""
    the_whole_demo(monkeypatch)
    yield from walking(chromium, live_server.url)


@pytest.fixture
def phone_walk(
    chromium: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    """Give the same with a phone in the hand."""
    the_whole_demo(monkeypatch)
    yield from walking(chromium, live_server.url, width=PHONE)
