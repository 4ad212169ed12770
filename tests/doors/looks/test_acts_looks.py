"""The pages people act on, in a real browser: usable by everyone, on a phone, without JavaScript."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from reconvene.people.models import Authority, Person
from tests.support.axe import demand_usable, findings
from tests.support.cast import authority, person
from tests.support.following import follow
from tests.support.storied import live

DESK, PHONE = 1280, 390
APPOINTMENT = "meeting.held/stage-1-appointment"


@dataclass(frozen=True)
class Site:
    """A running server with two cases in it, and its business manager signed in."""

    url: str
    manager: str
    begun: str
    sitting: str

    @property
    def paths(self) -> tuple[str, ...]:
        begun, sitting = f"/case/{self.begun}", f"/case/{self.sitting}"
        return (
            "/take-down",
            "/take-down/new/who",
            "/take-down/new/conference",
            "/take-down/new/children",
            "/take-down/new/people",
            "/take-down/new/points",
            "/take-down/new/came",
            "/take-down/new/needs",
            "/take-down/new/elsewhere",
            f"{begun}/do/{APPOINTMENT}",
            f"{begun}/do/letter.sent/-",
            f"{begun}/do/letter.sent/delay",
            f"{begun}/do/letter.sent/stage-1-outcome",
            f"{begun}/do/sitting.booked/appeal-panel",
            f"{begun}/do/entry.corrected/1",
            f"{begun}/do/point.added/-",
            f"{sitting}/letter/3",
            f"{sitting}/panel/appeal-panel",
            f"{sitting}/do/panelist.appointed/appeal-panel",
            f"{sitting}/do/sitting.opened/appeal-panel",
        )


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    at = authority()
    sitting = live("sp-cpc/easter", at, until=date(2025, 8, 4))
    begun = live("sp-cpc/easter", at, until=date(2025, 4, 22))
    manager = session(Person.objects.get(id="bea"))
    return Site(live_server.url, manager, begun, sitting)


def officer(*more: str) -> str:
    """Return a session of a complaints officer, to whom every case is open."""
    at = Authority.objects.get()
    return session(person(at, "Olly Oake", "complaints-officer", *more))


def session(who: Person) -> str:
    client = Client()
    client.force_login(who)
    return client.cookies["session"].value


def browsing(
    chromium: Browser, site: Site, who: str, width: int, *, has_script: bool = True
) -> BrowserContext:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=has_script
    )
    context.add_cookies([{"name": "session", "value": who, "url": site.url}])
    return context


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_follows_can_be_used_by_whoever_did_it(
    site: Site, chromium: Browser, width: int
) -> None:
    page = browsing(chromium, site, session(Person.objects.get(id="ben")), width).new_page()
    answer = page.goto(f"{site.url}/case/{site.begun}/done/1")

    assert answer is not None
    assert answer.status == 200
    assert findings(page) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_can_be_used_by_everyone(site: Site, chromium: Browser, width: int) -> None:
    context = browsing(chromium, site, officer("business-manager"), width)
    demand_usable(context, site.url, site.paths)
    context.close()


@pytest.mark.parametrize("has_script", [True, False])
def test_an_act_is_done_with_and_without_javascript(
    site: Site, chromium: Browser, *, has_script: bool
) -> None:
    context = browsing(chromium, site, officer(), PHONE, has_script=has_script)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.begun}/do/supporter.named/-")
    follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_text("There is a problem")).to_be_visible()

    page.get_by_label("What is the supporter’s name?").fill("Gus Friend")
    page.get_by_label("Friend or relative").check()
    follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("heading", name="Check this before it is recorded")).to_be_visible()
    follows = page.get_by_role("complementary", name="What will follow").bounding_box()
    confirms = page.get_by_role("button", name="Name the supporter").bounding_box()
    assert follows is not None
    assert confirms is not None
    assert follows["y"] + follows["height"] < confirms["y"], "what follows is read first"
    _look(page, has_script=has_script)

    follow(page.get_by_role("button", name="Name the supporter"))
    expect(page.get_by_role("heading", name="It is on the record")).to_be_visible()
    _look(page, has_script=has_script)
    context.close()


def _look(page: Page, *, has_script: bool) -> None:
    if has_script:
        assert findings(page) == []


def test_a_refusal_can_be_read_by_everyone(site: Site, chromium: Browser) -> None:
    context = browsing(chromium, site, site.manager, DESK)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.sitting}/do/panelist.appointed/appeal-panel")
    page.get_by_label("Member").check()
    page.get_by_label("Somebody else").check()
    page.get_by_label("Their name").fill("Ada Expert")
    page.get_by_label("Police").check()
    for number in range(page.get_by_label("Yes").count()):
        page.get_by_label("Yes").nth(number).check()
    follow(page.get_by_role("button", name="Continue"))

    expect(page.get_by_text("This person says that a bar applies to them")).to_be_visible()
    expect(page.get_by_label("Their name")).to_have_value("Ada Expert")
    assert findings(page) == []
    context.close()


@pytest.mark.parametrize("has_script", [True, False])
def test_printing_is_offered_where_a_script_can_do_it(
    site: Site, chromium: Browser, *, has_script: bool
) -> None:
    context = browsing(chromium, site, site.manager, PHONE, has_script=has_script)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.sitting}/letter/3")

    expect(page.get_by_text("Print this page", exact=True)).to_be_visible(visible=has_script)
    context.close()


def test_a_letter_prints_as_a_letter_and_nothing_else(site: Site, chromium: Browser) -> None:
    context = browsing(chromium, site, site.manager, DESK)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.sitting}/letter/3")
    page.emulate_media(media="print")

    expect(page.get_by_text("Dear Ewa Example")).to_be_visible()
    expect(page.get_by_text("entry 3")).to_be_visible()
    expect(page.get_by_role("banner").first).to_be_hidden()
    expect(page.get_by_role("heading", name="Acknowledgement")).to_be_hidden()
    expect(page.get_by_role("link", name="Cases").first).to_be_hidden()
    context.close()
