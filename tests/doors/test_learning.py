"""What is to be learnt across cases: the page, the numbers and the file, and for whom they are."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from reconvene.access_log.models import StoredRead
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.learning import learning_register
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Authority, Person
from reconvene.web.browse.followed.learning import shares
from reconvene.worklist.queries import case_by_reference
from tests.doors.test_browse_case import as_, on, words
from tests.support.audience import everybody
from tests.support.cast import authority, person
from tests.support.days import day
from tests.support.storied import live

pytestmark = pytest.mark.django_db

STORY = "sp-cpc/adjourned-and-reconvened"
TOLD_ON, READ_ON = day("Mon 16 Feb 2026"), day("Thu 5 Mar 2026")
PAGE, FILE = "/follow-up/learning", "/follow-up/learning.csv"
WORDS = "Reports name the right child."


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Authority:
    on(READ_ON, monkeypatch)
    return authority()


def test_a_learning_point_stands_with_who_was_told_and_until_when_it_is_chased(
    at: Authority, client: Client
) -> None:
    reference = live(STORY, at, until=TOLD_ON)
    said = words(as_(client, "ben"), PAGE)

    for part in (WORDS, "NHS trust", "Told on Monday 16 February 2026, and not acknowledged yet"):
        assert part in said, part
    assert "an answer is looked for by" in said
    assert "Check each report against the child" in said  # the remedy that the panel recommended
    assert f"/case/{reference}" in said
    assert "fewer than 5" in said
    assert StoredRead.objects.filter(reader="ben", sight="list").exists()
    assert "Nothing is to be learnt from 2025" in words(client, f"{PAGE}?year=2025")


def test_what_an_agency_answered_stands_beside_it(at: Authority, client: Client) -> None:
    live(STORY, at, until=day("Tue 3 Mar 2026"))

    assert "Acknowledged on Tuesday 3 March 2026 by Hana" in words(as_(client, "ben"), PAGE)


def test_the_file_names_no_case_and_nobody_of_a_family(at: Authority, client: Client) -> None:
    reference = live(STORY, at, until=TOLD_ON)
    client = as_(client, "ben")

    answer = client.get(FILE)
    text = answer.content.decode()

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="learning-2026.csv"'
    assert WORDS in text
    assert reference not in text
    assert (
        "Left out here, because it names somebody of the family" in text
    )  # "Look again at Wren's plan."
    assert "Wren" not in text
    assert StoredRead.objects.filter(reader="ben", sight="export").exists()


def test_whoever_has_a_tie_to_a_case_learns_nothing_of_it(at: Authority, client: Client) -> None:
    reference = live(STORY, at, until=TOLD_ON)
    zed = person(at, "Zed", "complaints-officer")
    assert WORDS in words(as_(client, zed.id), PAGE)

    row = case_by_reference(everybody(at.slug), reference)
    assert row is not None
    tie = InterestDeclared(person=Named(id=zed.id), tie="friend", reason="They are neighbours.")
    said = record(
        Person.objects.get(id="ben"), row.case_id, "interest.declared", tie,
        happened_on=READ_ON, key="tie", now=datetime(2026, 3, 5, 12, tzinfo=UTC),
    )  # fmt: skip
    assert isinstance(said, Receipt)

    page = words(as_(client, zed.id), PAGE)
    assert "Nothing is to be learnt from 2026 in a case that is there for you." in page
    assert "fewer than" not in page
    assert WORDS not in client.get(FILE).content.decode()


def test_numbers_by_theme_are_left_out_where_they_would_tell_a_small_one(at: Authority) -> None:
    live(STORY, at, until=TOLD_ON)
    definition = procedure("sp-cpc/1")
    found = learning_register(Person.objects.get(id="ben"), READ_ON, 2026)
    (one,) = (it for it in found.found if it.learnt.agency)
    many = found.__class__((one,) * 6, is_whole=True)

    by_agency, by_theme = shares(many, definition)

    assert [share.count for share in by_agency if share.words == "NHS trust"] == ["6"]
    assert {share.count for share in by_theme} == {"6", "fewer than 5"}
    assert {share.words for share in by_theme} >= {"Nobody said", "Something else"}
