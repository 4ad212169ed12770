"""Words that somebody looks for: posted, shown, and in no address, log or history."""

import re
from base64 import urlsafe_b64decode
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from reconvene.worklist.looked_for import LONGEST, from_address, in_address
from tests.doors.test_browse_case import as_, words
from tests.support.cast import authority
from tests.support.sought import led_to
from tests.support.storied import live

pytestmark = pytest.mark.django_db
TYPED = "Zielińska Example"


@pytest.fixture
def ben(client: Client) -> Client:
    live("sp-cpc/easter", authority(), until=date(2025, 4, 22))
    return as_(client, "ben")


def shown(client: Client, path: str) -> str:
    """Return what a page says, without what is made anew for each request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", words(client, path))


@pytest.mark.parametrize("path", ["/", "/cases"])
def test_a_name_stands_in_no_address(ben: Client, path: str) -> None:
    to = led_to(ben, path, find=TYPED, stage="stage-1")
    said = ben.get(to).content.decode()

    assert f'value="{TYPED}"' in unescape(said)
    sealed = parse_qs(urlsplit(to).query)["find"][0]
    for word in ("ziel", "example"):
        assert word not in to.casefold()
        assert word.encode() not in urlsafe_b64decode(sealed).lower()
    for href in (part.split('"')[0] for part in unescape(said).split('href="')[1:]):
        assert "Ziel" not in href


@pytest.mark.parametrize("path", ["/", "/cases"])
def test_the_address_shows_the_same_again_and_keeps_what_else_was_chosen(
    ben: Client, path: str
) -> None:
    to = led_to(ben, path, find="Example", stage="stage-1", show="")

    assert shown(ben, to) == shown(ben, to)
    assert "stage=stage-1" in to
    assert "show=" not in to
    assert led_to(ben, path, find=" ", stage="stage-2") == f"{path}?stage=stage-2"


def test_words_that_are_not_sealed_are_not_looked_for(ben: Client) -> None:
    assert shown(ben, "/cases?find=nobody").split() == shown(ben, "/cases").split()
    assert "“nobody”" not in words(ben, "/?find=nobody")


def test_an_address_is_of_no_use_to_anybody_else(ben: Client) -> None:
    to = led_to(ben, "/cases", find="nobody")
    assert "“nobody”" in words(ben, to)

    assert "nobody" not in words(as_(ben, "amina"), to)


def test_only_what_was_sealed_for_somebody_is_opened() -> None:
    sealed = in_address("here", "ben", "Ewa")

    assert from_address("here", "ben", sealed) == "Ewa"
    assert from_address("there", "ben", sealed) == ""
    assert from_address("here", "amina", sealed) == ""
    changed = ("B" if sealed[20] == "A" else "A").join((sealed[:20], sealed[21:]))
    for other in ("", "Ewa", "Ewa=", changed, sealed[:40], "\u0142" * 9):
        assert from_address("here", "ben", other) == ""


def test_the_same_words_never_look_alike_and_short_ones_are_as_long_as_each_other() -> None:
    one, other = in_address("here", "ben", "Ewa"), in_address("here", "ben", "Ewa")
    longer = in_address("here", "ben", "Ewa Zielińska-Kowalska")

    assert one != other
    assert len(one) == len(other) == len(longer)
    assert from_address("here", "ben", in_address("here", "ben", "x" * 999)) == "x" * LONGEST


def test_a_form_from_elsewhere_leads_nowhere(ben: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ben.cookies

    assert strict.post("/cases", {"find": "Ewa"}).status_code == 403
