"""What is most dangerous: asked for after half an hour only of whoever proves again who they are."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client

from reconvene.access_log.models import Review
from reconvene.accounts.recovery import new_codes
from reconvene.desk.emergency import open_in_emergency
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person, RoleHeld
from reconvene.web.accounts.typed import kept, unkept
from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import Route
from tests.support.cast import SINCE, person
from tests.support.routes import address_of
from tests.support.sent import NOON, Site, clock
from tests.support.signing_in import app_shows, with_app

__all__ = ["clock"]
pytestmark = pytest.mark.django_db

GUARDED = [route for route in ROUTES if route.step_up]
REASON = "A neighbour rang: “come now”, & a child\r\ncried <there>."


@pytest.fixture
def site(client: Client, clock: time_machine.Traveller) -> Site:
    """Give a case, and its officer, who looks after who looks as well, signed in for 31 minutes."""
    site = Site(client)
    with_app(site.ben)
    RoleHeld.objects.create(person=site.ben, role=INFORMATION_GOVERNANCE, from_on=SINCE)
    client.force_login(site.ben)
    for minutes in (14, 14, 3):
        clock.shift(timedelta(minutes=minutes))
        client.get("/account")
    return site


def hidden(page: str) -> dict[str, str]:
    """Return what a page's hidden boxes hold."""
    boxes = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in boxes}


def followed(client: Client, path: str, typed: dict[str, str]) -> str:
    """Send a form as a browser does that is sent on with it, and return the page one comes to."""
    sent_on = client.post(path, typed)
    assert sent_on.status_code == 307
    answer = client.post(sent_on["Location"], typed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_is_told_of_in_the_register() -> None:
    assert {route.name for route in GUARDED} >= {"emergency", "readers-file", "look-into"}


@pytest.mark.assures("AZ-1", "SES-1")
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
class TestARouteThatAsksAgain:
    def test_does_nothing_and_leads_to_proof_once_half_an_hour_went_by(
        self, site: Site, route: Route
    ) -> None:
        path = address_of(route, site.reference)
        looked, sent = site.client.get(path), site.client.post(path)

        assert looked["Location"] == f"/prove-it?next={path}"
        assert (sent.status_code, sent["Location"]) == (307, f"/prove-it/typed?next={path}")

    def test_lets_whoever_proved_it_go_on(self, site: Site, route: Route) -> None:
        path = address_of(route, site.reference)

        site.client.post("/prove-it", {"code": app_shows(), "next": path})

        assert "prove-it" not in site.client.get(path).headers.get("Location", "")


@pytest.mark.assures("AZ-1")
class TestWhatWasTyped:
    def test_is_kept_while_a_code_is_given_and_then_sent(self, site: Site) -> None:
        rhys = with_app(person(site.at, "Rhys Morgan", "reviewing-manager"))
        typed = {"reference": site.reference, "reason": REASON}
        client = _signed_in_a_while_ago(rhys)

        page = followed(client, "/emergency", typed)
        asked = hidden(page)
        assert dict(unkept(asked["typed"], rhys, "/emergency") or ()) == typed
        assert not Review.objects.exists()
        given = {"next": asked["next"], "typed": asked["typed"]}
        wrong = client.post("/prove-it", {"code": "000000", **given})
        assert hidden(wrong.content.decode())["typed"] == asked["typed"]
        proven = client.post("/prove-it", {"code": app_shows(), **given}).content.decode()
        assert "nothing was done with it yet" in proven
        again = hidden(proven)
        again.pop("csrfmiddlewaretoken", None)

        assert again == typed
        assert client.post("/emergency", again)["Location"] == f"/case/{site.reference}"
        assert Review.objects.count() == 1

    def test_is_kept_by_whoever_turns_to_the_sheet(self, site: Site) -> None:
        code, *_ = new_codes(site.ben)
        review = _emergency_of_a_colleague(site)
        path = f"/looks/{review}"

        page = followed(site.client, path, {"verdict": "needed"})
        (other,) = re.findall(r'action="(/prove-it/typed\?way=recovery-code[^"]+)"', page)
        sheet = site.client.post(unescape(other), hidden(page)).content.decode()
        asked = hidden(sheet)
        assert "Recovery code" in sheet
        proven = site.client.post("/prove-it/sheet", {**asked, "code": code}).content.decode()

        assert site.client.post(path, hidden(proven))["Location"] == "/looks?told=found"
        assert Review.objects.get(pk=review).verdict == "needed"

    @pytest.mark.parametrize("path", ["/prove-it", "/prove-it/sheet"])
    def test_is_nothing_where_an_address_brings_it(self, site: Site, path: str) -> None:
        new_codes(site.ben)
        theirs = kept(QueryDict("reason=x"), site.ben, "/emergency")

        for word in ('[["reason", "x"]]', '[["a", "\\ud800"]]', theirs):
            page = site.client.get(path, {"next": "/emergency", "typed": word}).content.decode()

            assert "What you typed is kept" not in page
            assert "typed" not in hidden(page)

    def test_is_nothing_where_the_box_was_made_up(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        lena = person(site.at, "Lena Fischer", "reviewing-manager")
        form = QueryDict("reason=x")
        too_old = kept(form, site.ben, "/emergency")
        clock.shift(timedelta(minutes=31))
        site.client.force_login(site.ben)
        others = kept(form, lena, "/emergency"), kept(form, site.ben, "/looks"), too_old

        for word in ("x", '[["reason", "x"]]', "[" * 100_000, *others):
            clock.shift(timedelta(minutes=1))  # by which the app shows another code
            site.client.get("/account")
            given = {"code": "", "next": "/emergency", "typed": word}
            wrong = site.client.post("/prove-it", given).content.decode()
            right = site.client.post("/prove-it", {**given, "code": app_shows()})
            other = site.client.post("/prove-it/typed?way=code&next=/emergency", {"typed": word})

            assert "typed" not in hidden(wrong)
            assert right["Location"] == "/emergency"
            assert "typed" not in hidden(other.content.decode())

    def test_is_never_a_password(self, site: Site) -> None:
        path, typed = "/account/password", {"now": "old words", "password": "new words"}

        page = followed(site.client, path, typed)
        given = {**hidden(page), "code": app_shows()}
        led_on = site.client.post("/prove-it", given)

        assert "What you typed is kept" not in page
        assert "typed" not in given
        assert led_on["Location"] == path
        assert site.client.get(path).status_code == 200

    def test_may_be_a_button_alone(self, site: Site) -> None:
        path = "/holds/lift"
        word = kept(QueryDict(""), site.ben, path)

        given = {"code": app_shows(), "next": path, "typed": word}
        proven = site.client.post("/prove-it", given).content.decode()

        assert f'<form method="post" action="{path}">' in proven

    def test_never_goes_to_another_site(self, site: Site) -> None:
        page = followed_to(site.client, "/prove-it/typed?next=https://example.org/")

        assert hidden(page)["next"] == "/"


def test_a_file_is_to_be_had_by_a_link_so_that_a_page_stands_there(site: Site) -> None:
    path = f"/case/{site.reference}/looks.csv"

    answer = site.client.post("/prove-it", {"code": app_shows(), "next": path})

    assert f'href="{path}"' in answer.content.decode()
    assert site.client.get(path)["Content-Disposition"].startswith("attachment")


def followed_to(client: Client, address: str) -> str:
    return client.post(address, {"reason": REASON}).content.decode()


def _emergency_of_a_colleague(site: Site) -> str:
    rhys = person(site.at, "Rhys Morgan", "reviewing-manager")
    opened = open_in_emergency(rhys, site.reference, "A child may be hurt.", NOON)
    assert opened is not None
    return opened.review


def _signed_in_a_while_ago(somebody: Person) -> Client:
    """Return a browser in which somebody is signed in, and proved who they are too long ago."""
    client = Client()
    client.force_login(somebody)
    session = client.session
    session["proven_at"] = (NOON - timedelta(minutes=31)).isoformat()
    session.save()
    return client
