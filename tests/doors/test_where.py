"""Where somebody is stands on no page until somebody says what they need it for."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from reconvene.access_log.models import StoredRead
from reconvene.accounts.sessions import PROVEN
from reconvene.web.browse.links import act_link
from reconvene.web.browse.proven import PROVEN_AT
from tests.doors.test_letters_to_go import Site, plain
from tests.support.days import day
from tests.support.sp_life import noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("SC-5")]
THAT_DAY = "Thu 24 Apr 2025"
NOW = noon(day(THAT_DAY))
NUMBER = "01632 960 199"
BY_VOICE = {"way": "telephone", "where": NUMBER, "letters": False}
PLACES: dict[str, tuple[dict[str, Any], str]] = {
    "telephone": (BY_VOICE, NUMBER),
    "address": ({"where": "12 High Street\nExampleton\nEX1 4MP"}, "12 High Street"),
    "email": ({"way": "email", "where": "ewa@mail.example"}, "ewa@mail.example"),
}
NEED = "What do you need it for?"


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return Site(client)


def asked(site: Site, entry: int, page: str = "where", **posted: str) -> Any:
    return site.client.post(site.path(f"/entry/{entry}/{page}"), posted)


def rows(entry: int) -> list[tuple[str, str, str]]:
    found = StoredRead.objects.filter(entry=entry).order_by("number")
    return [(one.sight, one.purpose, one.outcome) for one in found]


def kept(site: Site) -> None:
    said = {"who": "complainant", "kept": "yes", "reason": "She said so on her own."}
    site.done("ben", "confidentiality.decided", said)


@pytest.mark.parametrize("place", sorted(PLACES))
def test_it_is_hidden_until_it_is_said_what_it_is_needed_for(site: Site, place: str) -> None:
    noted, where = PLACES[place]
    entry = site.noted(**noted)
    shown = site.client.get(site.path(f"/entry/{entry}"))

    assert where not in plain(shown)
    assert "Not shown until you say what you need it for" in plain(shown)
    assert NEED in plain(shown)
    for nothing in ({}, {"need": "curiosity"}):
        refused = asked(site, entry, **nothing)
        assert refused.status_code == 422
        assert where not in plain(refused)
    assert {one[:2] for one in rows(entry)} == {("entry", "casework")}

    answer = asked(site, entry, need="check")
    assert answer.status_code == 200
    assert where in plain(answer)
    assert NEED not in plain(answer)


def test_each_time_it_is_shown_is_one_look_with_what_for(site: Site) -> None:
    entry = site.noted(**BY_VOICE)
    for need in ("speak", "write", "meet", "check"):
        asked(site, entry, need=need)

    assert rows(entry) == [
        ("where", purpose, "shown") for purpose in ("to-speak", "to-write", "to-meet", "to-check")
    ]


def test_what_to_heed_stands_before_the_number(site: Site) -> None:
    entry = site.noted(
        **BY_VOICE, ask="Say that you are from the library.", earliest="09:30", latest="15:00"
    )
    before = plain(site.client.get(site.path(f"/entry/{entry}")))

    assert NUMBER not in before
    for words in (
        "Ask for Ewa Zielińska by name. Tell nobody else who you are or why you call.",
        "Leave no message on a machine: nobody has noted that one is safe.",
        "Before anything else: Say that you are from the library.",
        "Only from 9:30am to 3pm.",
    ):
        assert words in before, words
    assert before.index("Leave no message") < before.index(NEED)


def test_a_home_is_hidden_too_and_so_is_what_was_put_right_of_it(site: Site) -> None:
    home = {"who": "kit", "postcode": "OX2 7AB", "house": "47"}
    entry = site.done("ben", "home.noted", home)
    right = {"entry": entry, "reason": "A slip.", "data": home | {"postcode": "OX9 9ZZ"}}
    corrected = site.done("ben", "entry.corrected", right)

    for number, where in ((entry, "OX2 7AB"), (corrected, "OX9 9ZZ")):
        assert where not in plain(site.client.get(site.path(f"/entry/{number}")))
        assert where in plain(asked(site, number, need="meet"))


def test_it_stands_on_none_of_the_pages_that_put_it_right_or_ask_for_it_anew(site: Site) -> None:
    site.noted(**PLACES["address"][0])
    home = {"who": "kit", "postcode": "OX2 7AB", "house": "47"}
    entry = site.done("ben", "home.noted", home)
    kinds = ("contact.confirmed", "contact.ended", "contact.noted", "home.noted")
    reference = site.taken.reference
    pages = [act_link(reference, kind, None) for kind in kinds]
    for page in (*pages, act_link(reference, "entry.corrected", str(entry)), site.path()):
        shown = site.client.get(page)
        assert shown.status_code == 200, page
        assert "OX2 7AB" not in shown.content.decode(), page
        assert "12 High Street" not in shown.content.decode(), page


class TestOfSomebodyWhoseDetailsAreKept:
    def test_whoever_did_not_just_prove_who_they_are_is_asked_to(self, site: Site) -> None:
        entry = site.noted(**BY_VOICE)
        kept(site)
        assert NUMBER in plain(asked(site, entry, "where/kept", need="speak"))
        before = rows(entry)
        session = site.client.session
        session[PROVEN_AT] = (NOW - PROVEN - timedelta(minutes=1)).isoformat()
        session.save()
        answer = asked(site, entry, "where/kept", need="speak")

        assert (answer.status_code, answer["Location"].partition("?")[0]) == (
            307,
            "/prove-it/typed",
        )
        assert rows(entry) == before

    def test_it_is_so_for_whoever_lives_with_them_too(self, site: Site) -> None:
        home = {"postcode": "OX2 7AB", "house": "47"}
        entry = site.done("ben", "home.noted", {"who": "kit", **home})
        site.done("ben", "home.noted", {"who": "complainant", **home})
        kept(site)

        assert "OX2 7AB" not in plain(asked(site, entry, need="meet"))
        assert "OX2 7AB" in plain(asked(site, entry, "where/kept", need="meet"))

    def test_the_other_address_shows_nothing_of_it(self, site: Site) -> None:
        entry = site.noted(**BY_VOICE)
        kept(site)
        shown = site.client.get(site.path(f"/entry/{entry}")).content.decode()

        assert f"/entry/{entry}/where/kept" in shown
        assert NUMBER not in plain(asked(site, entry, need="speak"))


def test_an_entry_that_says_nothing_of_it_is_not_there_to_be_asked(site: Site) -> None:
    assert asked(site, 1, need="speak").status_code == 404


def test_it_is_shown_to_nobody_who_may_not_see_how_they_are_reached(site: Site) -> None:
    entry = site.noted(**BY_VOICE)
    site.client.force_login(site.desk.people["amina"])

    assert asked(site, entry, need="speak").status_code == 404
