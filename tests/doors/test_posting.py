"""What changes something: only from our own page, once however often it is sent, and only as asked."""

import pytest
from django.apps import apps
from django.test import Client

from reconvene.desk.look import load_referred_to
from reconvene.people.models import Person
from reconvene.web.acts.take_down.complaint import FORMS
from reconvene.web.acts.take_down.draft import Draft
from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import Route
from tests.support.routes import address_of
from tests.support.sent import HAPPENED_ON, NOON, SENT, UNSAFE, Site, sent_to, token_on
from tests.support.state import COMES_AND_GOES, state

pytestmark = pytest.mark.django_db

by_name = pytest.mark.parametrize("route", UNSAFE, ids=lambda route: route.name)
PLANTED = "planted-7f3k"
ASKED_OF_WHO = FORMS["who"].base_fields
LURES = ("role", "is_staff", "is_superuser", "case", "stage", "decided_at", "authority", "actor")


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    return Site(client)


@pytest.fixture
def strict(site: Site) -> Client:
    """Give a client of the same person that is held to where its forms come from."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(site.ben)
    return strict


def test_there_is_a_form_for_every_route_that_changes_something() -> None:
    assert set(SENT) == {route.name for route in UNSAFE}


@pytest.mark.assures("SES-5")
@by_name
class TestAFormFromElsewhere:
    def test_changes_nothing(self, site: Site, strict: Client, route: Route) -> None:
        sent = sent_to(route.name, site)
        ours = token_on(strict.get("/sign-in").content.decode())
        theirs = token_on(Client().get("/sign-in").content.decode())
        before = state()
        forged = {
            "no token": ({}, {}),
            "somebody else's token": ({"csrfmiddlewaretoken": theirs}, {}),
            "another site": ({"csrfmiddlewaretoken": ours}, {"origin": "https://example.org"}),
            "a frame of nowhere": ({"csrfmiddlewaretoken": ours}, {"origin": "null"}),
        }

        answers = {
            how: strict.post(sent.path, {**sent.typed, **token}, headers=headers).status_code
            for how, (token, headers) in forged.items()
        }

        assert answers == dict.fromkeys(forged, 403)
        assert state() == before

    def test_is_taken_when_it_is_ours(self, site: Site, strict: Client, route: Route) -> None:
        sent = sent_to(route.name, site)
        ours = token_on(strict.get("/sign-in").content.decode())

        answer = strict.post(
            sent.path,
            {**sent.typed, "csrfmiddlewaretoken": ours},
            headers={"origin": "http://testserver"},
        )

        assert answer.status_code == sent.answers[0]


@pytest.mark.assures("SES-5")
def test_looking_at_every_page_changes_nothing_but_the_access_log(site: Site) -> None:
    before = state()

    for route in ROUTES:
        for method in ("GET", "HEAD"):
            site.client.generic(method, address_of(route, site.reference))

    assert state() == before


@pytest.mark.assures("SES-5")
def test_every_cookie_is_kept_from_scripts_and_from_other_sites(site: Site) -> None:
    stranger, sent = Client(), sent_to("sign-in", site)
    stranger.get("/sign-in")
    assert stranger.post(sent.path, sent.typed).status_code == 302

    assert set(stranger.cookies) == {"session", "csrf"}
    for cookie in stranger.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["max-age"]


@pytest.mark.assures("ID-3")
@by_name
def test_what_is_sent_twice_is_done_once(site: Site, route: Route) -> None:
    sent = sent_to(route.name, site)

    first = site.client.post(sent.path, sent.typed)
    after_one = done(site)
    again = [site.client.post(sent.path, sent.typed) for _ in range(2)]

    assert (first.status_code, *(one.status_code for one in again)) == (
        sent.answers[0], sent.answers[1], sent.answers[1],
    )  # fmt: skip
    assert done(site) == after_one


def done(site: Site) -> object:
    """Return all there is; drafts as they are read, since what is sealed anew looks different."""
    drafts = [[(one.name, str(one.typed("who")))] for one in Draft.found(site.ben.id)]
    people = Person.objects.values_list("username", "password", "is_active", "name")
    rest = state(without=COMES_AND_GOES | {"keptdraft", "person"})
    return rest, drafts, sorted(people)


def every_field() -> dict[str, str]:
    """Return every name that a field of any table has, and what an attacker would try."""
    names = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    return dict.fromkeys({*names, *LURES}, PLANTED)


@pytest.mark.assures("IN-3")
class TestAFieldThatNobodyAskedFor:
    @pytest.mark.parametrize(
        "route", [one for one in UNSAFE if one.name != "act"], ids=lambda route: route.name
    )
    def test_changes_nothing(self, site: Site, route: Route) -> None:
        sent = sent_to(route.name, site)
        lures = {name: lure for name, lure in every_field().items() if name not in ASKED_OF_WHO}
        site.client.post(sent.path, sent.typed)
        as_without = done(site)

        site.client.post(sent.path, {**lures, **sent.typed})

        assert done(site) == as_without
        assert PLANTED not in str(as_without)

    def test_leaves_no_trace_in_what_goes_on_the_record(self, site: Site) -> None:
        sent = sent_to("act", site)

        answer = site.client.post(sent.path, {**every_field(), **sent.typed})

        look = load_referred_to(site.ben, site.reference, HAPPENED_ON)
        assert answer.status_code == 302
        assert look.events[-1].kind == "supporter.named"
        assert (look.events[-1].actor, look.events[-1].role) == ("ben", "complaints-officer")
        assert PLANTED not in str(look.events)
