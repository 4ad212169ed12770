"""The pages people look at, in a real browser: usable by everyone, at a desk and on a phone."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from reconvene.people.models import Person
from tests.support.axe import demand_usable
from tests.support.cast import authority
from tests.support.following import follow
from tests.support.sought import led_to
from tests.support.storied import live

DESK, PHONE, SMALL_PHONE = 1280, 390, 320
LAPTOP_HEIGHT = 800
COUNTED = (
    "/calendar?year=2025&amount=10&unit=working+days&roll=stay"
    "&start-day=22&start-month=4&start-year=2025"
)


class Site:
    """A running server with a life in it, and somebody signed in."""

    def __init__(
        self,
        url: str,
        session: str,
        open_case: str,
        adjourned_case: str,
        searched: str,
        reconvening: str,
    ) -> None:
        self.url = url
        self.session = session
        self.paths = (
            "/",
            "/?show=overdue&stage=stage-1",
            "/?show=waiting",
            "/cases",
            searched,
            f"/case/{open_case}",
            f"/case/{open_case}/entry/1",
            f"/case/{adjourned_case}",
            f"/case/{reconvening}/conference/reconvened",
            "/follow-up",
            "/follow-up?show=done",
            "/follow-up/learning?year=2026",
            "/procedure",
            "/calendar?year=2025",
            COUNTED,
            "/people",
        )
        self.open_case = open_case


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    at = authority()
    adjourned = live("sp-cpc/conflict-found-late", at, until=date(2026, 3, 26))
    reconvening = live("sp-cpc/adjourned-and-reconvened", at, until=date(2026, 3, 4))
    begun = live("sp-cpc/easter", at, until=date(2025, 4, 22))
    client = Client()
    client.force_login(Person.objects.get(id="ben"))
    searched = led_to(client, "/cases", find="nobody")
    return Site(
        live_server.url, client.cookies["session"].value, begun, adjourned, searched, reconvening
    )


def browsing(
    chromium: Browser, site: Site, width: int, *, has_scripts: bool = True
) -> BrowserContext:
    context = chromium.new_context(
        viewport={"width": width, "height": LAPTOP_HEIGHT}, java_script_enabled=has_scripts
    )
    context.add_cookies([{"name": "session", "value": site.session, "url": site.url}])
    return context


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_can_be_used_by_everyone(site: Site, chromium: Browser, width: int) -> None:
    context = browsing(chromium, site, width)
    demand_usable(context, site.url, site.paths)
    context.close()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_was_put_to_a_chair_can_be_used_by_everyone(
    site: Site, chromium: Browser, width: int
) -> None:
    client = Client()
    client.force_login(Person.objects.get(id="amina"))
    site.session = client.cookies["session"].value
    context = browsing(chromium, site, width)

    demand_usable(context, site.url, [f"/case/{site.open_case}"])
    context.close()


def test_a_case_answers_its_five_questions_without_scrolling(site: Site, chromium: Browser) -> None:
    context = browsing(chromium, site, DESK)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.open_case}")

    tops = [
        box["y"]
        for words in (
            "Where it is",
            "What must happen next",
            "What the family may do",
            "Who is who",
        )
        if (box := page.get_by_role("heading", name=words).bounding_box())
    ]
    table = page.get_by_role("table", name="What they complain of").bounding_box()
    assert table is not None
    assert len(tops) == 4
    assert max(*tops, table["y"]) < LAPTOP_HEIGHT
    context.close()


def test_a_drawing_fits_the_smallest_phone(site: Site, chromium: Browser) -> None:
    context = browsing(chromium, site, SMALL_PHONE)
    page = context.new_page()
    for path in ("/procedure/1", f"/case/{site.open_case}"):
        page.goto(f"{site.url}{path}")
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")

        expect(page.locator("svg.rc-drawing").first).to_be_visible()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
    context.close()


def test_the_last_day_of_a_count_has_a_whole_box(site: Site, chromium: Browser) -> None:
    context = browsing(chromium, site, DESK)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.open_case}")
    lasts = page.locator(".rc-follows .rc-strip__day--last")

    expect(lasts).not_to_have_count(0)
    borders = lasts.evaluate_all("all => all.map(one => getComputedStyle(one).borderWidth)")
    assert set(borders) == {"3px"}
    context.close()


def test_on_a_phone_the_table_stands_clear_of_what_is_above_it(
    site: Site, chromium: Browser
) -> None:
    context = browsing(chromium, site, PHONE)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.open_case}")
    caption = page.get_by_text("What they complain of, and what was answered").first

    assert caption.evaluate("one => getComputedStyle(one).paddingTop") == "15px"
    context.close()


def test_a_case_can_be_read_without_javascript(site: Site, chromium: Browser) -> None:
    context = browsing(chromium, site, PHONE, has_scripts=False)
    page = context.new_page()
    page.goto(f"{site.url}/case/{site.open_case}")
    page.get_by_text("Why this day?").first.click()

    expect(
        page.get_by_text("The day of the event is day 0 and is not counted.").first
    ).to_be_visible()
    context.close()


def test_one_becomes_somebody_and_signs_out_again(site: Site, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/people")
    follow(page.get_by_role("button", name="Become Amina Example"))
    expect(page.get_by_role("heading", name="My work")).to_be_visible()

    follow(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    context.close()
