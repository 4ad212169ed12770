"""What every journey gets: a running server, a demo or its people, and somebody who walks there."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.support.journeys import PHONE, Clock, Walk, people_of_the_demo, the_whole_demo, walking
from tests.support.notify import NotifyStandIn, notify_stand_in
from tests.support.post_office import PostOffice, post_office
from tests.support.scanner import scanner


@pytest.fixture
def walk(chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    """Give somebody at a desk, where nobody has complained yet."""
    people_of_the_demo()
    yield from walking(chromium, live_server.url)


@pytest.fixture
def served_walk(
    walk: Walk, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    """Give the same with everything outside that a real copy has: a scanner, and workers."""
    walk.clock = Clock("Wed 8 Oct 2025")
    monkeypatch.setattr("django.utils.timezone.now", walk.clock)
    settings.FIT_TO_SERVE = "builtins.dict"  # which a database of tests is not
    walk.carry = lambda: _work("send")
    walk.check = lambda: _work("check_files")
    with scanner(tmp_path) as settings.SCANNER:
        yield walk


def _work(command: str) -> None:
    """Have a worker do what waits for it, once."""
    call_command(command, "--once", stdout=StringIO())


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """Give a mail server to the workers."""
    with post_office() as found:
        settings.CARRIER = found.server
        settings.FIT_TO_SERVE = "builtins.dict"  # which a database of tests is not
        yield found


@pytest.fixture
def notify(settings: Settings, tmp_path: Path) -> Iterator[NotifyStandIn]:
    """Give them something that answers as GOV.UK Notify does."""
    with notify_stand_in(tmp_path) as found:
        settings.CARRIER = found.carrier
        yield found


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
