"""What nobody does every day, with a phone: propose a case that opens no more, end an emergency."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from reconvene.ledger.models import CaseHead
from tests.journeys.test_erasing import Office, go_there, keys_of_our_own, office, open_the_row
from tests.support.axe import demand_usable
from tests.support.erasing import give_up
from tests.support.journeys import PHONE, Walk, walking

__all__ = ["keys_of_our_own", "office"]

WHY = "Both back-ups of the week were tried, and neither has the key."


@pytest.fixture
def walk(office: Office, chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    yield from walking(chromium, live_server.url, width=PHONE)


def is_for_everyone(walk: Walk) -> None:
    """Hold that the page one is at can be used by everyone, opened anew."""
    demand_usable(walk.page.context, walk.url, [walk.page.url.removeprefix(walk.url)])


@pytest.mark.assures("PR-3")
def test_a_case_that_does_not_open_is_proposed(walk: Walk, office: Office) -> None:
    give_up(CaseHead.objects.get(reference=office.gone).id)
    walk.become("Iris")
    go_there(walk)
    open_the_row(walk, office.gone)
    walk.sees("Kept long enough, and does not open", "It was kept until Friday 24 April 2026.")
    is_for_everyone(walk)

    walk.press("Propose that it is erased")
    walk.sees("There is a problem", "Say why it is to be erased though nobody can read it")
    walk.look_again()
    walk.page.get_by_label("Why is it to be erased, though nobody can read it?").fill(WHY)
    walk.press("Propose that it is erased")

    walk.sees(f"Erasure of {office.gone}", "Why it is to go unread", WHY, "Not yet")


def test_an_emergency_is_given_back(walk: Walk, office: Office) -> None:
    walk.become("Rhys")
    walk.press_in_the_menu("Cases")
    walk.press("open a case in an emergency")
    walk.answer({"Reference of the case": office.held})
    walk.page.get_by_label("Why can it not wait for somebody who has a part in it?").fill(WHY)
    walk.press("Open the case")
    walk.sees("You opened this case in an emergency", office.held)

    walk.press("I no longer need it")

    walk.sees("It is closed to you again", "gave it back on")
    is_for_everyone(walk)
