"""The gallery of parts, looked at as a person would; and an authority's accent colour."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from reconvene.web.components.accent import contrast, is_readable
from tests.support.axe import findings

pytestmark = [pytest.mark.urls("reconvene.web.components.routes"), pytest.mark.django_db]

DESK, PHONE = 1280, 390
NARROW_PAPER, A4_PAPER = 269, 672  # what its margins leave of a sheet as wide as a phone, and of A4


class TestGallery:
    def test_is_shown_in_a_demo(self, client: Client) -> None:
        assert client.get("/gallery").status_code == 200

    def test_is_not_shown_on_a_real_system(self, client: Client, settings: Settings) -> None:
        settings.IS_DEMO = False

        assert client.get("/gallery").status_code == 404

    def test_shows_a_form_with_its_problems(self, client: Client) -> None:
        content = client.get("/gallery?problems").content.decode()

        assert "<title>Error: Parts of pages" in content
        assert 'href="#id_conference_on-year"' in content

    @pytest.mark.parametrize("width", [DESK, PHONE])
    @pytest.mark.parametrize("query", ["", "?problems"])
    def test_can_be_used_by_everyone(
        self, width: int, query: str, live_server: LiveServer, chromium: Browser
    ) -> None:
        page = chromium.new_page(viewport={"width": width, "height": 900})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))

        page.goto(f"{live_server.url}/gallery{query}")
        page.wait_for_selector("body.govuk-frontend-supported")

        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert said == []
        page.close()

    def test_uses_the_type_made_for_low_vision(
        self, live_server: LiveServer, chromium: Browser
    ) -> None:
        page = chromium.new_page()
        page.goto(f"{live_server.url}/gallery")
        page.wait_for_function("document.fonts.status == 'loaded'")

        assert page.evaluate("document.fonts.check('19px \"Atkinson Hyperlegible Next\"')")
        assert page.evaluate("[...document.fonts].some((font) => font.status == 'loaded')")
        page.close()

    def test_opens_every_question_without_javascript(
        self, live_server: LiveServer, chromium: Browser
    ) -> None:
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(f"{live_server.url}/gallery")

        expect(page.locator("#id_received_on-day")).to_be_visible()
        expect(page.get_by_role("link", name="Calendar")).to_be_visible()
        page.close()

    def test_prints_no_navigation(self, live_server: LiveServer, chromium: Browser) -> None:
        page = chromium.new_page()
        page.goto(f"{live_server.url}/gallery")
        page.emulate_media(media="print")

        expect(page.get_by_role("link", name="Calendar")).to_be_hidden()
        expect(page.get_by_role("button", name="Take down the complaint")).to_be_hidden()
        expect(page.get_by_role("heading", name="Okonkwo-Hale")).to_be_visible()
        page.close()

    def test_prints_points_within_the_paper(
        self, live_server: LiveServer, chromium: Browser
    ) -> None:
        page = chromium.new_page()
        page.goto(f"{live_server.url}/gallery")
        page.emulate_media(media="print")
        points = page.locator(".rc-table--points").first

        for paper, is_laid_out_as_table in ((NARROW_PAPER, False), (A4_PAPER, True)):
            page.set_viewport_size({"width": paper, "height": 800})
            assert points.evaluate("it => it.getBoundingClientRect().right") <= paper
            display = points.evaluate("it => getComputedStyle(it).display")
            assert (display == "table") is is_laid_out_as_table
        page.close()


class TestAccent:
    def test_is_one_line_of_style_that_never_changes(self, client: Client) -> None:
        response = client.get("/look/5b2a6e.css")

        assert response.content == (
            b":root{--govuk-brand-colour:#5b2a6e;"
            b"--govuk-link-colour:#5b2a6e;--govuk-link-hover-colour:#5b2a6e;}\n"
        )
        assert response["Content-Type"] == "text/css"
        assert "immutable" in response["Cache-Control"]

    @pytest.mark.parametrize("colour", ["f0c000", "12345", "5B2A6E", "red}body{", "zzzzzz"])
    def test_is_refused_when_pale_or_no_colour(self, client: Client, colour: str) -> None:
        assert client.get(f"/look/{colour}.css").status_code == 404

    def test_is_measured_as_the_standard_does(self) -> None:
        assert contrast("000000") == pytest.approx(21)
        assert contrast("ffffff") == pytest.approx(1)
        assert is_readable("6f6f6f")
        assert not is_readable("757575")  # on white alone it could be read
