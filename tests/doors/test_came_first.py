"""Whoever acts on a case after somebody else did is told who was sooner, and loses no words."""

import re
from typing import Any

import pytest
from django.test import Client

from reconvene.core.record.points import PointWithdrawn
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load_referred_to
from reconvene.web.acts import act_views
from tests.support.cast import person
from tests.support.sent import HAPPENED_ON, NOON, Site

pytestmark = [pytest.mark.django_db, pytest.mark.assures("CO-2")]

WORDS = "She rang and said that it is settled."
SINCE = "Recorded since you opened this page"
FIRST = "Recorded by Carl Example (complaints officer), Tue 22 Apr 2025, 2pm"


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    return Site(client)


def path(site: Site) -> str:
    return f"/case/{site.reference}/do/point.withdrawn/-"


def typed(site: Site, **other: str) -> dict[str, Any]:
    """Return what Ben confirms, on a page that he opens for it."""
    page = site.client.get(path(site)).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    day = {"happened_on-day": 22, "happened_on-month": 4, "happened_on-year": 2025}
    mine = {"point": "A", "words": WORDS, "key": "ben", "seen": seen[1], "step": "confirm"}
    return {**day, **mine, **other}


def carl_takes_it_back(site: Site) -> None:
    """Have somebody else record that the one point of the case is taken back."""
    carl = person(site.at, "Carl Example", "complaints-officer")
    case_id = load_referred_to(carl, site.reference, HAPPENED_ON).case_id
    taken = PointWithdrawn(point="A")
    answer = record(
        carl, case_id, "point.withdrawn", taken, happened_on=HAPPENED_ON, key="carl", now=NOON
    )
    assert isinstance(answer, Receipt)


def sent(site: Site, typed: dict[str, Any]) -> str:
    """Return what the page says to whoever is too late."""
    answer = site.client.post(path(site), typed)
    assert answer.status_code == 409
    return " ".join(answer.content.decode().split())


def test_what_is_not_open_any_more_says_who_was_sooner_and_when(site: Site) -> None:
    mine = typed(site)
    carl_takes_it_back(site)

    said = sent(site, mine)

    assert said.index("This cannot be ") < said.index(SINCE) < said.index(WORDS)
    assert said.count(FIRST) == 1


def test_what_was_dropped_is_not_said_to_be_done(site: Site) -> None:
    carl_takes_it_back(site)

    case = " ".join(site.client.get(f"/case/{site.reference}").content.decode().split())

    assert "the point was withdrawn" in case.partition("What was done, and when it was due<")[2]
    assert "Everything that had to be done is done" not in case
    assert "Nothing is owed now. What was not done is no longer owed" in case


def test_what_they_chose_is_given_back_in_the_words_of_the_choice(site: Site) -> None:
    mine = typed(site)
    carl_takes_it_back(site)

    chosen = sent(site, mine).partition("What you sent")[2]

    assert re.search(r'<p class="govuk-body">Point 1: “[^”]+”</p>', chosen), chosen[:900]
    assert ">A<" not in chosen


def test_so_does_what_was_still_open_when_the_page_was_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, real = typed(site), record

    def second(*given: Any, **named: Any) -> Any:
        carl_takes_it_back(site)
        return real(*given, **named)

    monkeypatch.setattr(act_views, "record", second)
    said = sent(site, mine)

    assert said.count(FIRST) == 1
    assert WORDS in said


@pytest.mark.parametrize("seen", ["", "one", "-1", "9" * 400, "²"])
def test_a_number_that_no_page_of_ours_carries_tells_nothing(site: Site, seen: str) -> None:
    mine = typed(site, seen=seen)
    carl_takes_it_back(site)

    assert SINCE not in sent(site, mine)


def test_whoever_only_looks_is_told_what_is_not_open_and_no_more(site: Site) -> None:
    carl_takes_it_back(site)
    answer = site.client.get(path(site))

    assert answer.status_code == 200
    assert SINCE not in answer.content.decode()
