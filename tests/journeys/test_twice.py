"""A button pressed twice, a page loaded anew, the way back and the same once more: done once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser, Error
from pytest_django.live_server_helper import LiveServer

from reconvene.desk.look import load_referred_to
from reconvene.people.models import Authority, Person
from tests.support.cast import authority
from tests.support.following import follow
from tests.support.journeys import Walk, walking
from tests.support.storied import live

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.assures("ID-3"),
]
RECEIVED_ON = date(2025, 4, 22)
NOON = datetime(2025, 4, 22, 13, tzinfo=UTC)


@pytest.fixture
def at() -> Authority:
    """Give an authority of a demo, whose people can be become."""
    made = authority()
    made.is_demo = True
    made.save()
    return made


@pytest.fixture
def walk(at: Authority, chromium: Browser, live_server: LiveServer) -> Iterator[Walk]:
    """Give somebody at a desk there."""
    yield from walking(chromium, live_server.url)


def test_whatever_a_browser_sends_again_is_recorded_once(
    walk: Walk, at: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = live("sp-cpc/easter", at, until=RECEIVED_ON)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    ben = Person.objects.get(id="ben")

    def recorded() -> list[str]:
        look = load_referred_to(ben, reference, RECEIVED_ON)
        return [event.kind for event in look.events if event.kind == "supporter.named"]

    walk.begin_at_the_people()
    follow(walk.page.get_by_role("button", name="Become Ben Example"))
    walk.page.goto(f"{walk.url}/case/{reference}/do/supporter.named/-")
    walk.fill_day(
        walk.page.locator("fieldset:has(input[name=happened_on-day])").last, "Tue 22 Apr 2025"
    )
    walk.page.locator("input[name=name]").fill("Gus Example")
    walk.page.locator("input[name=kind]").first.check()
    walk.press("Continue")

    sent = walk.page.evaluate(
        "Object.fromEntries(new FormData(document.querySelector('main form'), "
        "document.querySelector('button[value=confirm]')))"
    )
    where = walk.page.url

    walk.page.locator("button[value=confirm]").dblclick()
    walk.page.wait_for_url("**/done/*")
    done = walk.page.url
    assert recorded() == ["supporter.named"]

    walk.page.reload()
    assert recorded() == ["supporter.named"]

    again = walk.page.request.post(where, form=sent)  # as a proxy does that had no answer
    assert (again.url, again.status) == (done, 200)
    assert recorded() == ["supporter.named"]

    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # nothing is kept to come back to
        walk.page.go_back()
    assert recorded() == ["supporter.named"]
