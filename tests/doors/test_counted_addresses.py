"""Whose tries are counted together: an address that somebody makes up gains them none."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from random import Random

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from reconvene.people.guesses import Place, begin_try, forget_old, mark_of_address
from reconvene.people.models import Guess
from reconvene.web.accounts.limits import address_of
from tests.support.sizes import sized

MADE_UP = sized(300, 10_000, "made-up addresses")
pytestmark = [pytest.mark.assures("RL-4", size=MADE_UP), pytest.mark.django_db]
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TRUE = "198.51.100.9"


def made_up() -> list[str]:
    """Return addresses as somebody might put them into a header: of both kinds, lists, nonsense."""
    chance = Random(7)  # noqa: S311  made up for tests, no secret
    four, six = (IPv4Address(chance.getrandbits(32)), IPv6Address(chance.getrandbits(128)))
    odd = [f"{four}", f"{six}", f"{four}, {six}", "unknown", "", "' or 1=1", "10.0.0.1:443"]
    return [*odd, *(str(IPv4Address(chance.getrandbits(32))) for _ in range(MADE_UP))]


def asked(rf: RequestFactory, passed: str) -> HttpRequest:
    return rf.get("/", REMOTE_ADDR=TRUE, headers={"X-Forwarded-For": passed})


def test_sent_straight_to_us_all_count_as_the_one_they_come_from(rf: RequestFactory) -> None:
    assert {address_of(asked(rf, passed)) for passed in made_up()} == {TRUE}


def test_by_way_of_our_proxy_all_count_as_the_one_that_it_saw(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    addresses = {address_of(asked(rf, f"{passed}, 203.0.113.5")) for passed in made_up()}

    assert addresses == {"203.0.113.5"}


def test_of_one_line_of_version_6_all_are_tried_together() -> None:
    chance = Random(6)  # noqa: S311  as above
    network = int(IPv6Address("2001:db8:1:2::"))

    answers = [
        begin_try((mark_of_address(str(IPv6Address(network + chance.getrandbits(64)))),), NOON)
        for _ in range(60)
    ]

    assert answers.count(None) == 50
    assert Guess.objects.count() == 1


def test_are_kept_as_digests_under_a_key_and_not_for_long(settings: Settings) -> None:
    here = Place("amina", TRUE)
    begin_try(here.marks(NOON), NOON)
    marks = {mark.id for mark in here.marks(NOON)}
    settings.SECRET_KEY = "another"
    under_another = {mark.id for mark in here.marks(NOON)}

    assert {guess.pk for guess in Guess.objects.all()} == marks
    assert not marks & under_another
    assert not any(TRUE in one or "amina" in one for one in marks)
    forget_old(NOON + timedelta(hours=72))
    assert not Guess.objects.exists()
