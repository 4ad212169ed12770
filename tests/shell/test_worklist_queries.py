"""What the lists show, held against a plain search through every row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reconvene.worklist import sealed_names
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import (
    DUTY_BUCKETS,
    LETTER_BUCKETS,
    PAPER_BUCKETS,
    RIGHT_BUCKETS,
    Bucket,
)
from reconvene.worklist.finding import cases_named
from reconvene.worklist.keeping import keep
from reconvene.worklist.models import Shelf, WorkRow
from reconvene.worklist.names import Sought, searched, words_kept, words_sought
from reconvene.worklist.narrowing import Narrow
from reconvene.worklist.paging import Page, Place
from reconvene.worklist.queries import (
    COUNTED_TO,
    case_by_reference,
    cases,
    counts,
    my_duties,
    next_last_days,
    rights,
)
from reconvene.worklist.rows import ANSWERING, NO_DAY, Row
from tests.support.days import day
from tests.support.sealing import kept_rows
from tests.support.statements import statements

TODAY = day("Wed 11 Jun 2025")
ME = Audience("here", "amina", frozenset({"conference-chair", "line-manager"}))
OWNERS = ("amina", "conference-chair", "line-manager", "ben", "complaints-officer")
RIGHTS = ("right", "after")
STAGES = ("stage-1", "stage-2 stage-1", "stage-12", "")
LABELS = ("Hold the meeting", "Tell the complaints officer", "Write 100% of it")
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
        stage=STAGES[number % len(STAGES)],
        sort_on=TODAY - timedelta(days=chance.randint(0, 20)),
    )
    made = [case]
    made += [
        Row(case.case_id, case.authority, "", "", "", "name", owner=word, sort_on=case.sort_on)
        for word in words_kept([name, "Kit" if number % 2 else "Wren"])
    ]
    for thing in range(chance.randint(0, 8)):
        shelf = chance.choice([Shelf.DATED, Shelf.DATED, Shelf.UNDATED, Shelf.RIGHT, Shelf.LETTER])
        if shelf is Shelf.RIGHT and case.shelf == Shelf.CLOSED.value:
            shelf = Shelf.AFTER
        on = TODAY + timedelta(days=chance.randint(-12, 12))
        sort_on = NO_DAY if shelf is Shelf.UNDATED and chance.random() < 0.5 else on
        owners = [""] if shelf.value in RIGHTS else chance.sample(OWNERS, chance.randint(1, 2))
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
                stage=STAGES[thing % len(STAGES)],
                label=LABELS[thing % len(LABELS)],
                sort_on=sort_on,
                last_on=on if shelf is Shelf.DATED else None,
            )
            for owner in owners
        ]
    return [*made, *reach_rows(number, case)]


def reach_rows(number: int, case: Row) -> list[Row]:
    """Return whom a case is open to: mostly me by post, here and there others, or with a wall."""

    def one(shelf: Shelf, owner: str, key: str = "") -> Row:
        return Row(
            case.case_id, case.authority, "", "", "", shelf.value, key, owner, sort_on=case.sort_on
        )

    made = [one(Shelf.OPEN, "sol" if number % 11 == 3 else "line-manager")]
    if number % 13 == 4:
        made.append(one(Shelf.SHUT, "amina"))
    if number % 17 == 5:
        made.append(one(Shelf.SHUT, "amina", ANSWERING))
    return made


def is_here(row: Row) -> bool:
    """Tell whether a row is of my authority: nobody asks about a case of another."""
    return row.authority == "here"


def is_there(row: Row) -> bool:
    """Tell, by a plain look, whether a row is of a case that is there for me."""
    number = int(row.case_id.removeprefix("case"))
    if number % 17 == 5:
        return row.shelf in ("dated", "undated") and row.owner == "amina"
    return number % 11 != 3 and number % 13 != 4


@pytest.fixture
def rows(db: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    monkeypatch.setattr(sealed_names, "TAGS", getattr(request, "param", sealed_names.TAGS))
    chance = Random(7)  # noqa: S311  a list, not a secret
    made = [row for number in range(300) for row in case_rows(number, chance)]
    with connection.cursor() as cursor:
        keep(cursor, kept_rows(cursor, made))
    assert WorkRow.objects.exclude(shelf="name").count() == len(made) - names(made)
    assert 0 < WorkRow.objects.filter(shelf="name").count() <= names(made)
    there = [row for row in made if is_there(row) and row.shelf not in ("open", "shut")]
    assert 0 < len(there) < len(made)
    return there


def names(rows: list[Row]) -> int:
    return sum(row.shelf == "name" for row in rows)


# With ever so few tags, which find much that is not meant, what is found is the same.
with_few_tags_as_well = pytest.mark.parametrize("rows", [sealed_names.TAGS, 2], indirect=True)

IN_BUCKET = {
    Bucket.TO_GO: lambda row: row.shelf == "letter",
    Bucket.TO_READ: lambda row: row.shelf == "bundle" and row.sort_on >= TODAY,
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
    Bucket.CLOSED: lambda row: row.shelf == "after" and row.sort_on >= TODAY,
}
Thing = tuple[date, str, str]


def mine(rows: list[Row], *buckets: Bucket) -> list[Thing]:
    """Return what a plain search finds for me, each thing once, in order."""
    return sorted(
        {
            (row.sort_on, row.case_id, row.key)
            for row in rows
            if row.authority == "here"
            and (row.owner in ME.owners or row.shelf in RIGHTS)
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
    known = {*DUTY_BUCKETS, *LETTER_BUCKETS, *PAPER_BUCKETS, *RIGHT_BUCKETS}
    assert set(IN_BUCKET) == set(Bucket) == known


@pytest.mark.parametrize("size", [1, 7, 50, 1000])
@pytest.mark.parametrize("bucket", [*DUTY_BUCKETS, *LETTER_BUCKETS])
def test_a_bucket_holds_what_is_mine_page_by_page(
    bucket: Bucket, size: int, rows: list[Row]
) -> None:
    def page(after: Place | None = None) -> Page:
        return my_duties(ME, TODAY, bucket, after=after, size=size)

    found = mine(rows, bucket)
    assert found
    assert all_pages(page(), page) == found


@pytest.mark.parametrize("size", [9, 50, 1000])
def test_the_whole_list_holds_every_duty_of_mine_overdue_first(size: int, rows: list[Row]) -> None:
    def page(after: Place | None = None) -> Page:
        return my_duties(ME, TODAY, after=after, size=size)

    overdue = mine(rows, Bucket.OVERDUE)
    others = mine(rows, *(bucket for bucket in DUTY_BUCKETS if bucket is not Bucket.OVERDUE))
    assert overdue
    assert others[0] < overdue[-1], "an aim may have passed before a last day did"
    assert all_pages(page(), page) == [*overdue, *others]


def test_a_place_beyond_every_part_of_a_list_shows_nothing(rows: list[Row]) -> None:
    nowhere = Place(TODAY, "case", "key", part=9)

    assert my_duties(ME, TODAY, after=nowhere) == Page((), None)
    assert my_duties(ME, TODAY, narrow=Narrow(text="a"), after=nowhere) == Page((), None)


@pytest.mark.parametrize("bucket", RIGHT_BUCKETS)
def test_rights_that_run_are_the_whole_authoritys(bucket: Bucket, rows: list[Row]) -> None:
    def page(after: Place | None = None) -> Page:
        return rights(ME, TODAY, bucket, after=after, size=20)

    assert all_pages(page(), page) == mine(rows, bucket)


def test_counts_are_those_of_the_lists_up_to_where_counting_stops(rows: list[Row]) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = counts(ME, TODAY)

    assert len(statements(asked)) == 1
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
        return cases(ME, is_closed=is_closed, after=after, size=13)

    assert all_pages(page(), page) == expected


def test_a_case_is_found_by_its_reference_as_it_is_kept(rows: list[Row]) -> None:
    found = case_by_reference(ME, "SP-2025-0001")

    assert found is not None
    assert found.case_id == "case0001"
    assert case_by_reference(ME, "SP-2025-0005") is None, "it is another authority's"
    assert case_by_reference(ME, "SP-2025-9999") is None
    assert case_by_reference(ME, "sp-2025-0001") is None, "what is meant is read in one place"


def _none(_row: Row) -> bool:
    return False


def _all(_row: Row) -> bool:
    return True


FOUND = [
    ("zielinska", lambda row: "Ziel" in row.family),
    ("EWA", lambda row: "Ewa" in row.family),
    ("ZIELIŃSKA Ewa", lambda row: "Ewa" in row.family),
    ("oneill", lambda row: "O’N" in row.family or "Oneill" in row.family),
    ("O'Neill-Smith", lambda row: "Smith" in row.family),
    ("smith", lambda row: "Smith" in row.family),
    ("Wren", lambda row: int(row.case_id[4:]) % 2 == 0),
    ("kit ana", lambda row: int(row.case_id[4:]) % 2 == 1 and row.family == "Ana"),
    ("ziel", _none),
    ("Ewa Nobody", _none),
    ("", _none),
    ("%", _none),
    ("*", _none),
]


@with_few_tags_as_well
@pytest.mark.parametrize(("typed", "is_meant"), FOUND, ids=[typed for typed, _ in FOUND])
def test_a_case_is_found_by_every_word_of_a_name(
    typed: str, is_meant: Callable[[Row], bool], rows: list[Row]
) -> None:
    expected = [
        (row.sort_on, row.case_id, "")
        for row in rows
        if row.shelf in ("case", "closed") and row.authority == "here" and is_meant(row)
    ]

    def page(after: Place | None = None) -> Page:
        return cases_named(ME, typed, after=after, size=7)

    assert all_pages(page(), page) == sorted(expected, reverse=True)


def test_a_case_is_found_by_name_at_one_stage(rows: list[Row]) -> None:
    every = cases_named(ME, "ewa", size=1000).rows
    found = cases_named(ME, "ewa", stage="stage-1", size=1000).rows

    assert set(found) == {row for row in every if "stage-1" in row.stage.split()} < set(every)


def test_each_of_some_cases_has_its_next_last_day(rows: list[Row]) -> None:
    listed = {row.case_id for row in rows if row.shelf in ("case", "closed") and is_here(row)}
    some = [name for number in range(0, 300, 7) if (name := f"case{number:04}") in listed]
    days: dict[str, list[date]] = {}
    for row in rows:
        if row.shelf == "dated" and row.case_id in some:
            days.setdefault(row.case_id, []).append(row.sort_on)

    with CaptureQueriesContext(connection) as asked:
        found = next_last_days(ME, some)

    assert len(statements(asked)) == 1
    assert found == {case: min(on) for case, on in days.items()}
    assert len(found) < len(some)
    assert next_last_days(ME, []) == {}


class TestNarrowing:
    """A list narrowed in the asking, so that it is whole whatever its length."""

    NARROWED = (
        (Narrow("stage-1"), lambda row: "stage-1" in row.stage.split()),
        (Narrow("stage-%"), _none),
        (Narrow(text="ewa"), lambda row: "Ewa" in row.family),
        (Narrow(text="Wren MEETING"), lambda row: (
            int(row.case_id[4:]) % 2 == 0 and "meeting" in row.label
        )),
        (Narrow(text="2025-000"), lambda row: "2025-000" in row.reference),
        (Narrow(text="100%"), lambda row: "100%" in row.label),
        (Narrow("stage-1", "officer"), lambda row: (
            "stage-1" in row.stage.split() and "officer" in row.label
        )),
        (Narrow(text="smith nobody"), _none),
        (Narrow(text="% -"), _all),
    )  # fmt: skip

    @with_few_tags_as_well
    @pytest.mark.parametrize(("narrow", "fits"), NARROWED, ids=map(str, range(9)))
    def test_gives_every_duty_that_fits(
        self, narrow: Narrow, fits: Callable[[Row], bool], rows: list[Row]
    ) -> None:
        def page(after: Place | None = None) -> Page:
            return my_duties(ME, TODAY, narrow=narrow, after=after, size=11)

        fitting = [row for row in rows if fits(row)]
        found = all_pages(page(), page)

        assert sorted(found) == mine(fitting, *DUTY_BUCKETS)
        assert not narrow or found == sorted(found)

    @pytest.mark.parametrize(
        ("narrow", "fits", "reach"),
        [(*NARROWED[0], 1), *((*one, reach) for one in NARROWED[:-1] for reach in (3, 7, 40))],
    )
    def test_gives_every_duty_that_fits_though_each_page_looks_only_so_far(
        self, narrow: Narrow, fits: Callable[[Row], bool], reach: int, rows: list[Row]
    ) -> None:
        pages = [my_duties(ME, TODAY, narrow=replace(narrow, reach=reach), size=3)]
        while place := pages[-1].next:
            pages.append(
                my_duties(ME, TODAY, narrow=replace(narrow, reach=reach), after=place, size=3)
            )

        found = [thing for page in pages for thing in things(page.rows)]
        assert found == mine([row for row in rows if fits(row)], *DUTY_BUCKETS)
        assert all(page.has_stopped for page in pages[:-1] if len(page.rows) < 3)
        assert not pages[-1].has_stopped
        assert len(pages) > len(mine(rows, *DUTY_BUCKETS)) / (6 * reach)

    @with_few_tags_as_well
    @pytest.mark.parametrize("reach", [1, 5, 40])
    def test_gives_every_case_though_each_page_looks_only_so_far(
        self, reach: int, rows: list[Row]
    ) -> None:
        def at_a_stage(after: Place | None) -> Page:
            return cases(ME, narrow=Narrow("stage-12", reach=reach), after=after, size=4)

        def of_two_words(after: Place | None) -> Page:
            return cases_named(ME, "kit ana", after=after, size=4, reach=reach)

        def of_a_name_at_a_stage(after: Place | None) -> Page:
            return cases_named(ME, "kit", stage="stage-1", after=after, size=4, reach=reach)

        whole = (
            cases(ME, narrow=Narrow("stage-12"), size=1000),
            cases_named(ME, "kit ana", size=1000),
            cases_named(ME, "kit", stage="stage-1", size=1000),
        )
        for ask, expected in zip(
            (at_a_stage, of_two_words, of_a_name_at_a_stage), whole, strict=True
        ):
            pages = [ask(None)]
            while place := pages[-1].next:
                pages.append(ask(place))
            assert expected.rows
            assert [row for page in pages for row in page.rows] == list(expected.rows)
            assert reach > 1 or any(page.has_stopped for page in pages)
            assert not pages[-1].has_stopped

    def test_looks_through_no_more_of_a_long_list(self, rows: list[Row]) -> None:
        page = my_duties(ME, TODAY, narrow=Narrow(text="nobody", reach=10))

        first = mine(rows, *DUTY_BUCKETS)
        assert page.next is not None
        assert page.has_stopped
        assert not page.rows
        place = (page.next.sort_on, page.next.case_id, page.next.key)
        assert 10 <= first.index(place) + 1 <= 6 * 10

    def test_gives_the_rights_that_fit(self, rows: list[Row]) -> None:
        fitting = [row for row in rows if "Ewa" in row.family]

        found = rights(ME, TODAY, narrow=Narrow(text="ewa"), size=1000)

        assert things(found.rows) == mine(fitting, Bucket.WAITING) != []

    @with_few_tags_as_well
    def test_gives_the_cases_of_a_name(self, rows: list[Row]) -> None:
        found = cases(ME, narrow=Narrow(text="ewa"), size=1000).rows

        expected = {
            row.case_id
            for row in rows
            if row.shelf == "case" and row.authority == "here" and "Ewa" in row.family
        }
        assert {row.case_id for row in found} == expected != set()

    def test_gives_the_cases_at_a_stage_page_by_page(self, rows: list[Row]) -> None:
        def page(after: Place | None = None) -> Page:
            return cases(ME, narrow=Narrow("stage-1"), after=after, size=13)

        expected = [
            (row.sort_on, row.case_id, "")
            for row in rows
            if row.shelf == "case" and row.authority == "here" and "stage-1" in row.stage.split()
        ]
        assert all_pages(page(), page) == sorted(expected, reverse=True) != []

    def test_is_nothing_where_nothing_is_asked(self) -> None:
        assert not Narrow()
        assert not Narrow(text=" - % ")
        assert Narrow("stage-1")

    def test_looks_for_the_first_few_of_very_many_words(self) -> None:
        many = " ".join(f"word{number}" for number in range(500))
        assert len(Narrow(text=many).words) == 8


def test_names_are_looked_for_without_accents_marks_or_capitals() -> None:
    assert searched("O’Néill-Åß") == "oneillass"
    assert words_kept(["Ewa Zielińska", "Oneill-Smith", " – "]) == (
        "ewa",
        "oneill",
        "oneillsmith",
        "smith",
        "zielinska",
    )
    assert words_sought("  Ewa ewa – O’Neill") == (
        Sought("ewa", (frozenset({"ewa"}),)),
        Sought("O’Neill", (frozenset({"oneill"}),)),
    )
    assert len(words_kept(["a" * 500])[0]) == 60


def test_a_row_names_itself_by_its_key(rows: list[Row]) -> None:
    assert str(WorkRow.objects.get(case_id="case0001", shelf="case")) == "case0001/case//"
