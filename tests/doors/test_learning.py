"""What is to be learnt across cases: the page, the numbers and the file, and for whom they are."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from reconvene.access_log.models import StoredRead
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.learning import InRegister, Register, learning_register
from reconvene.library.procedure_files import procedure
from reconvene.people.models import Authority, Person
from reconvene.web.browse.followed.learning import (
    ANOTHER_AGENCY,
    NO_AGENCY,
    NOT_ALL,
    NOT_COMPLETE,
    NOT_OVER,
    shares,
    why_not_told,
)
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
    assert "They are told once the year is over" in said
    assert "fewer than 5" not in said
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
        "Left out here, because it names somebody of the family or a case" in text
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


def test_numbers_count_each_case_once_and_the_same_agencies_whatever_was_found(
    at: Authority,
) -> None:
    live(STORY, at, until=TOLD_ON)
    definition = procedure("sp-cpc/1")
    found = learning_register(Person.objects.get(id="ben"), READ_ON, 2026)
    (one,) = (it for it in found.found if it.learnt.agency)

    def told(*cases: str, agency: str = "") -> tuple[list[str], list[str]]:
        learnt = one.learnt._replace(agency=agency or one.learnt.agency)
        many = tuple(InRegister(replace(one.look, case_id=case), learnt) for case in cases)
        by_agency, by_theme = shares(Register(many, is_whole=True), definition)
        assert {share.words for share in by_theme} >= {"Nobody said", "Something else"}
        assert [share.words for share in by_agency[-2:]] == [ANOTHER_AGENCY, NO_AGENCY]
        return ([share.count for share in by_agency], [share.count for share in by_theme])

    assert set(told(*"aaaaaaaa")[0]) == set(told(*"abcd")[1]) == {"fewer than 5"}
    assert min(told(*"abcdef")[0]) == min(told(*"abcdefa")[1]) == "6"
    assert len(told(*"abcdef", agency="nobody-knows")[0]) == len(told(*"a")[0])
    assert told(*"abcdef", agency="nobody-knows")[0][-2] == "6"


def test_numbers_are_told_of_a_whole_year_that_is_over(at: Authority, client: Client) -> None:
    live(STORY, at, until=TOLD_ON)
    found = learning_register(Person.objects.get(id="ben"), READ_ON, 2026)
    later = day("Mon 4 Jan 2027")

    assert why_not_told(found, 2026, READ_ON) == NOT_OVER
    assert not why_not_told(found, 2026, later)
    for part in (replace(found, is_whole=False), replace(found, not_opened=("SP-1",))):
        assert why_not_told(part, 2026, later) == NOT_COMPLETE


def test_a_file_that_lacks_something_says_so(
    at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(STORY, at, until=TOLD_ON)
    client = as_(client, "ben")
    assert NOT_ALL not in client.get(FILE).content.decode()

    monkeypatch.setattr("reconvene.desk.learning.MOST", 1)

    assert NOT_ALL in client.get(FILE).content.decode()


def test_the_numbers_of_a_year_that_is_over_stand_on_its_page(
    at: Authority, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(STORY, at, until=TOLD_ON)
    on(day("Mon 4 Jan 2027"), monkeypatch)

    said = words(as_(client, "ben"), f"{PAGE}?year=2026")

    assert "In how many cases each came up." in said
    assert "fewer than 5" in said
