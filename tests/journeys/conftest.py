"""What every journey gets: a demo's people on a running server, and somebody who walks there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.support.journeys import PHONE, Walk, people_of_the_demo, walking
from tests.support.ledger import pytest_runtest_teardown

__all__ = ["pytest_runtest_teardown"]


@pytest.fixture
def walk(chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    """Give somebody at a desk."""
    people_of_the_demo()
    yield from walking(chromium, live_server.url)


@pytest.fixture
def phone_walk(chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    """Give somebody with a phone in the hand."""
    people_of_the_demo()
    yield from walking(chromium, live_server.url, width=PHONE)


@pytest.fixture
def plain_walk(chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    """Give somebody whose browser runs no scripts."""
    people_of_the_demo()
    yield from walking(chromium, live_server.url, has_scripts=False)
