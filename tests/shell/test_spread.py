"""Reading that spreads is told of early; a usual year of reading hardly ever is."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from reconvene.access_log.models import Review
from reconvene.access_log.reading import Outcome, Read, Relation, Sight
from reconvene.access_log.reviews import Kind, begin_spread
from reconvene.access_log.spread import LOOKED_BACK, Sign, spread
from reconvene.access_log.writing import write
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.looking import CaseUnknown, read_case
from reconvene.desk.oversight import to_look_into
from reconvene.desk.spreading import note
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person
from tests.support.at_once import at_once
from tests.support.cast import authority, person
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.looks import kept
from tests.support.sizes import sized

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-9")]

TRIED, OPENED, DAYS = 145, 15, 30
BEGIN = datetime(2025, 6, 2, 9, tzinfo=UTC)
STAFF = sized(4, 100, "people who work for a year")
WORKING_DAYS = sized(60, 220, "working days of each")


def on_their_own(count: int) -> list[datetime]:
    """Return as many instants, spread evenly over a month."""
    return [BEGIN + timedelta(days=DAYS) * number / count for number in range(count)]


@pytest.fixture
def rhys() -> Person:
    return person(authority(), "Rhys Morgan", "reviewing-manager")


def reviews() -> list[tuple[str, str]]:
    return [(one.kind, one.reader) for one in Review.objects.all()]


def test_an_officer_who_tries_145_cases_is_refused_each_time_and_told_of_by_the_fifth(
    rhys: Person,
) -> None:
    told_at: list[int] = []
    with kept_lines() as lines:
        for number, at in enumerate(on_their_own(TRIED), start=1):
            with pytest.raises(CaseUnknown):
                read_case(rhys, f"SP-2025-{number:04}", at.date(), sight=Sight.CASE, at=at)
            spreads = [one for one in lines.events if one["event"] == "reading.spread"]
            told_at += [number] * (len(spreads) - len(told_at))

    assert told_at == [5]
    assert [one.outcome for one in kept()] == ["refused"] * TRIED
    assert reviews() == [(Kind.SPREAD, rhys.id)]


def test_somebody_of_wide_reach_who_opens_15_cases_without_a_task_is_told_of_by_the_tenth() -> None:
    desk = Desk.at()
    cara = second_officer(desk)
    cases = [desk.open().reference for _ in range(OPENED)]
    with kept_lines() as lines:
        told_at: list[int] = []
        for number, reference in enumerate(cases, start=1):
            at = BEGIN + timedelta(hours=number)
            read_case(cara, reference, at.date(), sight=Sight.CASE, at=at)
            told_at += [number] * (len(lines.events) - len(told_at))

    assert told_at == [10]
    assert reviews() == [(Kind.SPREAD, cara.id)]


def second_officer(desk: Desk) -> Person:
    """Return somebody whose post reaches every case, and who has no task in these."""
    return person(desk.people["ben"].authority, "Cara Pike", "complaints-officer")


def test_the_same_case_looked_at_all_day_is_no_spread() -> None:
    desk = Desk.at()
    case, cara = desk.open().reference, second_officer(desk)
    for number in range(3 * OPENED):
        at = BEGIN + timedelta(minutes=number)
        read_case(cara, case, at.date(), sight=Sight.CASE, at=at)

    assert reviews() == []


def test_cases_in_which_somebody_has_a_task_are_no_spread() -> None:
    desk = Desk.at()
    for number in range(2 * OPENED):
        reference = desk.open().reference
        at = BEGIN + timedelta(minutes=number)
        read_case(desk.people["ben"], reference, at.date(), sight=Sight.CASE, at=at)

    assert reviews() == []


def test_what_was_tried_longer_ago_is_forgiven(rhys: Person) -> None:
    def refused(number: int, at: datetime) -> Read:
        read = Read(
            reader=rhys.id, authority="partnership", at=at, sight=Sight.CASE,
            outcome=Outcome.REFUSED, about=f"{number:064x}",
        )  # fmt: skip
        write(read)
        return read

    for number in range(4):
        refused(number, BEGIN)

    assert spread(refused(5, BEGIN + LOOKED_BACK + timedelta(seconds=1))) is None
    for number in range(6, 9):
        refused(number, BEGIN + LOOKED_BACK)
    found = spread(refused(9, BEGIN + LOOKED_BACK))
    assert found is not None
    assert found.sign is Sign.REFUSED


@pytest.mark.assures("AZ-9", size=STAFF)
def test_a_usual_year_raises_less_than_one_false_alarm_in_a_hundred_months_of_work() -> None:
    at = authority()
    for number in range(STAFF):
        somebody = person(at, f"P{number} Usual", "reviewing-manager")
        for read in usual_work(somebody, random.Random(number)):  # noqa: S311  a steady made-up year
            note(somebody, read)

    months = STAFF * WORKING_DAYS / 21
    assert len(reviews()) < max(1, months / 100)


def usual_work(somebody: Person, chance: random.Random) -> Iterator[Read]:
    """
    Yield what somebody looks at: cases of their own, now and then one they cover for, seldom a
    wrong address. One in thirty days they stand in for a colleague and open three strange cases.
    """
    for number in range(WORKING_DAYS):
        day = date(2025, 1, 6) + timedelta(days=number // 5 * 7 + number % 5)
        now = datetime.combine(day, time(9), tzinfo=UTC)
        strange = 3 if chance.random() < 1 / 30 else chance.random() < 1 / 5
        for minute in range(6 + int(strange)):
            is_own = minute < 6
            yield Read(
                reader=somebody.id,
                authority="partnership",
                at=now + timedelta(minutes=minute),
                sight=Sight.CASE,
                relation=Relation.OWES if is_own else Relation.POST,
                case_id=f"{'own' if is_own else 'other'}-{chance.randrange(12 if is_own else 60)}",
            )
        if chance.random() < 1 / 20:
            yield Read(
                reader=somebody.id,
                authority="partnership",
                at=now + timedelta(hours=1),
                sight=Sight.CASE,
                outcome=Outcome.REFUSED,
                about=f"{chance.randrange(10**6):064x}",
            )


def test_what_was_read_after_it_was_told_of_is_shown_to_whoever_looks_into_it() -> None:
    desk = Desk.at()
    cara = second_officer(desk)
    iris = person(cara.authority, "Iris Kaur", INFORMATION_GOVERNANCE)
    cases = [desk.open().reference for _ in range(OPENED)]
    for number, reference in enumerate(cases, start=1):
        at = BEGIN + timedelta(hours=number)
        read_case(cara, reference, at.date(), sight=Sight.CASE, at=at)

    found = to_look_into(iris, Review.objects.get().id, at=BEGIN + timedelta(days=2))

    assert found is not None
    assert sorted(found.references.values()) == sorted(cases)


@pytest.mark.django_db(transaction=True)
def test_looks_at_once_put_it_on_the_list_once(rhys: Person) -> None:
    def begin(_number: int) -> bool:
        return begin_spread(
            authority=rhys.authority_id, reader=rhys.id, now=BEGIN, due_on=BEGIN.date()
        )

    assert sum(at_once(begin, 20)) == 1
    assert reviews() == [(Kind.SPREAD, rhys.id)]
    assert not begin(0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.assures("AZ-8")
def test_an_emergency_asked_for_at_once_is_one() -> None:
    desk = Desk.at()
    rhys, reference = desk.people["rhys"], desk.open().reference

    opened = at_once(
        lambda _: open_in_emergency(rhys, reference, "A child may be hurt.", BEGIN), 20
    )

    assert len({one.review for one in opened if one}) == 1
    assert reviews() == [(Kind.EMERGENCY, rhys.id)]
