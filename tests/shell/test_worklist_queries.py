"""What the lists show, held against a plain search through every row."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reconvene.worklist.buckets import DUTY_BUCKETS, RIGHT_BUCKETS, Bucket
from reconvene.worklist.keeping import keep
from reconvene.worklist.models import Shelf, WorkRow
from reconvene.worklist.names import searched, surname
from reconvene.worklist.queries import (
    COUNTED_TO,
    Audience,
    Page,
    Place,
    case_by_reference,
    cases,
    cases_by_surname,
    counts,
    my_duties,
    rights,
)
from reconvene.worklist.rows import NO_DAY, Row
from tests.support.days import day

TODAY = day("Wed 11 Jun 2025")
ME = Audience("here", "amina", frozenset({"conference-chair", "line-manager"}))
OWNERS = ("amina", "conference-chair", "line-manager", "ben", "complaints-officer")
NAMES = ("Ewa Zielińska", "Aoife O’Néill", "Bo ÅNGSTRÖM", "Ana", "Ida Oneill-Smith", "")


def case_rows(number: int, chance: Random) -> list[Row]:
    """Return a case with up to six things to do, some of them open to two owners."""
    name = NAMES[number % len(NAMES)]
    case = Row(
        case_id=f"case{number:04}",
        authority="here" if number % 5 else "there",
        reference=f"SP-2025-{number:04}",
        family=name,
        procedure="sp-cpc/1",
        shelf=(Shelf.CLOSED if number % 7 == 0 else Shelf.CASE).value,
        surname=surname(name),
        sort_on=TODAY - timedelta(days=chance.randint(0, 20)),
    )
    made = [case]
    for thing in range(chance.randint(0, 6)):
        shelf = chance.choice([Shelf.DATED, Shelf.DATED, Shelf.UNDATED, Shelf.RIGHT])
        on = TODAY + timedelta(days=chance.randint(-12, 12))
        sort_on = NO_DAY if shelf is Shelf.UNDATED and chance.random() < 0.5 else on
        owners = [""] if shelf is Shelf.RIGHT else chance.sample(OWNERS, chance.randint(1, 2))
        made += [
            Row(
                case_id=case.case_id,
                authority=case.authority,
                reference=case.reference,
                family=name,
                procedure=case.procedure,
                shelf=shelf.value,
                key=f"{thing}",
                owner=owner,
                sort_on=sort_on,
                last_on=on if shelf is Shelf.DATED else None,
            )
            for owner in owners
        ]
    return made


@pytest.fixture
def rows(db: None) -> list[Row]:
    chance = Random(7)  # noqa: S311  a list, not a secret
    made = [row for number in range(300) for row in case_rows(number, chance)]
    with connection.cursor() as cursor:
        keep(cursor, made)
    assert WorkRow.objects.count() == len(made)
    return made


IN_BUCKET = {
    Bucket.OVERDUE: lambda row: row.shelf == "dated" and row.sort_on < TODAY,
    Bucket.TODAY: lambda row: row.shelf == "dated" and row.sort_on == TODAY,
    Bucket.WEEK: lambda row: (
        row.shelf == "dated" and TODAY < row.sort_on <= TODAY + timedelta(days=7)
    ),
    Bucket.LATER: lambda row: row.shelf == "dated" and row.sort_on > TODAY + timedelta(days=7),
    Bucket.AIM_PASSED: lambda row: row.shelf == "undated" and row.sort_on < TODAY,
    Bucket.UNDATED: lambda row: row.shelf == "undated" and row.sort_on >= TODAY,
    Bucket.WAITING: lambda row: row.shelf == "right" and row.sort_on >= TODAY,
    Bucket.LAPSED: lambda row: row.shelf == "right" and row.sort_on < TODAY,
}
Thing = tuple[date, str, str]


def mine(rows: list[Row], *buckets: Bucket) -> list[Thing]:
    """Return what a plain search finds for me, each thing once, in order."""
    return sorted(
        {
            (row.sort_on, row.case_id, row.key)
            for row in rows
            if row.authority == "here"
            and (row.owner in ME.owners or row.shelf == "right")
            and any(IN_BUCKET[bucket](row) for bucket in buckets)
        }
    )


def things(rows: tuple[Row, ...]) -> list[Thing]:
    return [(row.sort_on, row.case_id, row.key) for row in rows]


def all_pages(first: Page, more: object) -> list[Thing]:
    assert callable(more)
    found, page = things(first.rows), first
    while page.next:
        page = more(page.next)
        assert page.rows
        found += things(page.rows)
    return found


def test_every_bucket_is_named() -> None:
    assert set(IN_BUCKET) == set(Bucket) == {*DUTY_BUCKETS, *RIGHT_BUCKETS}


@pytest.mark.parametrize("size", [1, 7, 50, 1000])
@pytest.mark.parametrize("bucket", DUTY_BUCKETS)
def test_a_bucket_holds_what_is_mine_page_by_page(
    bucket: Bucket, size: int, rows: list[Row]
) -> None:
    def page(after: Place | None = None) -> Page:
        return my_duties(ME, TODAY, bucket, after=after, size=size)

    found = mine(rows, bucket)
    assert found
    assert all_pages(page(), page) == found


@pytest.mark.parametrize("size", [9, 50, 1000])
def test_the_whole_list_holds_every_duty_of_mine_soonest_first(size: int, rows: list[Row]) -> None:
    def page(after: Place | None = None) -> Page:
        return my_duties(ME, TODAY, after=after, size=size)

    assert all_pages(page(), page) == mine(rows, *DUTY_BUCKETS)


@pytest.mark.parametrize("bucket", RIGHT_BUCKETS)
def test_rights_that_run_are_the_whole_authoritys(bucket: Bucket, rows: list[Row]) -> None:
    def page(after: Place | None = None) -> Page:
        return rights("here", TODAY, bucket, after=after, size=20)

    assert all_pages(page(), page) == mine(rows, bucket)


def test_counts_are_those_of_the_lists_up_to_where_counting_stops(rows: list[Row]) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = counts(ME, TODAY)

    assert len(asked) == 1
    assert found == {bucket: min(len(mine(rows, bucket)), COUNTED_TO) for bucket in Bucket}
    assert COUNTED_TO in found.values()
    assert any(0 < count < COUNTED_TO for count in found.values())


@pytest.mark.parametrize("is_closed", [True, False])
def test_cases_come_latest_first(is_closed: bool, rows: list[Row]) -> None:
    shelf = "closed" if is_closed else "case"
    expected = sorted(
        (
            (row.sort_on, row.case_id, "")
            for row in rows
            if row.shelf == shelf and row.authority == "here"
        ),
        reverse=True,
    )

    def page(after: Place | None = None) -> Page:
        return cases("here", is_closed=is_closed, after=after, size=13)

    assert all_pages(page(), page) == expected


def test_a_case_is_found_by_its_reference_however_it_is_typed(rows: list[Row]) -> None:
    found = case_by_reference("here", " sp-2025-0001 ")

    assert found is not None
    assert found.case_id == "case0001"
    assert case_by_reference("here", "SP-2025-0005") is None, "it is another authority's"
    assert case_by_reference("here", "SP-2025-9999") is None


@pytest.mark.parametrize(
    ("typed", "surnames"),
    [
        ("ziel", {"zielinska"}),
        ("ZIELIŃ", {"zielinska"}),
        ("oneill", {"oneill", "oneillsmith"}),
        ("O'Neill-", {"oneill", "oneillsmith"}),
        ("å", {"angstrom", "ana"}),
        ("nobody", set()),
        ("", set()),
        ("%", set()),
        ("*", set()),
    ],
)
def test_a_case_is_found_by_the_beginning_of_a_surname(
    typed: str, surnames: set[str], rows: list[Row]
) -> None:
    found = cases_by_surname("here", typed, size=1000)

    assert {row.surname for row in found} == surnames
    assert {row.authority for row in found} <= {"here"}
    expected = [r for r in rows if r.surname in surnames and r.authority == "here" and not r.key]
    assert len(found) == len(expected)


def test_names_are_looked_for_without_accents_marks_or_capitals() -> None:
    assert searched("O’Néill-Åß") == "oneillass"
    assert surname("Ewa Zielińska") == "zielinska"
    assert surname("  ") == ""


def test_a_row_names_itself_by_its_key(rows: list[Row]) -> None:
    assert str(WorkRow.objects.get(case_id="case0001", shelf="case")) == "case0001/case//"
