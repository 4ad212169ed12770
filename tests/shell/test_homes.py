"""Whoever lives where a party lives is kept from the case, whichever of the two was known first."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from reconvene.access_log.models import Review
from reconvene.access_log.reviews import Kind
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.event import payload
from reconvene.core.record.interests import SAME_HOME
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.homes import forget_home, give_home, given_home_on
from reconvene.desk.look import CaseUnknown, load
from reconvene.desk.oversight import to_look_into
from reconvene.ledger.history import History
from reconvene.ledger.history import load as load_record
from reconvene.people.models import Home, Person
from reconvene.worklist.models import Shelf, WorkRow
from reconvene.worklist.rebuilding import out_of_date, rows_in
from reconvene.worklist.rows import Row
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.erasing import overseers
from tests.support.lines import kept_lines
from tests.support.sp_life import RECEIVED_ON, Step, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-4")]
ON = day(RECEIVED_ON)
NOW = noon(ON)


def note(desk: Desk, case_id: str, postcode: str = "ox11aa", house: str = "12 - FLAT 4") -> Receipt:
    """Let Ben note where Ewa lives, in other letters than anybody gives their own address in."""
    desk.acts += 1
    said = {"who": "complainant", "postcode": postcode, "house": house}
    answer = record(
        desk.people["ben"],
        case_id,
        "home.noted",
        payload("home.noted", said),
        happened_on=ON,
        key=f"home-{desk.acts}",
        now=NOW,
    )
    assert isinstance(answer, Receipt), answer
    return answer


def is_there(desk: Desk, who: str, case_id: str) -> bool:
    try:
        load(desk.people[who], case_id, ON)
    except CaseUnknown:
        return False
    return True


def entries(case_id: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        found = load_record(cursor, "partnership", case_id)
    return [(one.kind, one.actor) for one in found.events]


def gives(desk: Desk, who: str, postcode: str = "OX1 1AA", house: str = "4/12") -> None:
    give_home(desk.people[who], postcode, house, NOW)


@pytest.mark.parametrize("first", ["the party", "the colleague"])
def test_a_tie_is_found_whichever_is_known_first(first: str) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    with kept_lines() as kept:
        if first == "the party":
            note(desk, case_id)
        assert is_there(desk, "lena", case_id)
        gives(desk, "lena")
        gives(desk, "sol", house="12")
        if first == "the colleague":
            assert is_there(desk, "lena", case_id)
            note(desk, case_id)

    assert not is_there(desk, "lena", case_id)
    assert is_there(desk, "ben", case_id)
    told = [one for one in kept.said if one.get("event") == "access.conflict-found"]
    assert [one["whose"] for one in told] == [desk.people["lena"].id]
    by = "lena" if first == "the party" else "ben"
    assert entries(case_id)[-1] == ("interest.declared", desk.people[by].id)
    assert out_of_date(ON) == ()


def test_said_again_it_is_found_once() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    gives(desk, "lena")
    note(desk, case_id)
    gives(desk, "lena", "ox1 1aa", "12 flat 4")
    note(desk, case_id)

    assert [kind for kind, _ in entries(case_id)].count("interest.declared") == 1


def test_an_address_put_right_is_compared_as_it_then_stands() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    gives(desk, "lena")
    wrong = note(desk, case_id, house="7")
    assert is_there(desk, "lena", case_id)

    data = {"who": "complainant", "postcode": "OX1 1AA", "house": "4/12"}
    answer = record(
        desk.people["ben"],
        case_id,
        "entry.corrected",
        payload("entry.corrected", {"entry": wrong.number, "data": data, "reason": "A slip."}),
        happened_on=ON,
        key="put right",
        now=NOW,
    )

    assert isinstance(answer, Receipt), answer
    assert not is_there(desk, "lena", case_id)


def test_whoever_lives_there_is_given_no_part_afterwards() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    note(desk, case_id)
    gives(desk, "rhys")
    named = {"id": desk.people["rhys"].id, "name": "Rhys", "role": "conference-chair"}
    answer = record(
        desk.people["ben"],
        case_id,
        "role.assigned",
        payload("role.assigned", {"role": "conference-chair", "person": named}),
        happened_on=ON,
        key="role",
        now=NOW,
    )

    assert isinstance(answer, Refused)
    assert answer.ground is Ground.NOT_INDEPENDENT


def test_somebody_else_has_to_be_found_where_they_had_a_part() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    note(desk, case_id)
    gives(desk, "amina")

    owed = {duty.rule.id for duty in load(desk.people["ben"], case_id, ON).duties if duty.is_open}
    assert "find-successor" in owed
    assert not is_there(desk, "amina", case_id)


def test_another_authority_is_not_compared_with() -> None:
    desk, elsewhere = Desk.at(), Desk.at("elsewhere")
    case_id, theirs = desk.open().case_id, elsewhere.open().case_id
    note(desk, case_id)
    gives(elsewhere, "lena")
    assert is_there(desk, "lena", case_id)
    assert is_there(elsewhere, "lena", theirs)
    fingerprints = set(Home.objects.values_list("fingerprint", flat=True))
    assert not WorkRow.objects.filter(shelf=Shelf.HOME, owner__in=fingerprints).exists()


def test_what_was_forgotten_is_compared_with_no_more() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    gives(desk, "lena")
    assert given_home_on(desk.people["lena"]) == ON
    forget_home(desk.people["lena"])
    note(desk, case_id)

    assert given_home_on(desk.people["lena"]) is None
    assert is_there(desk, "lena", case_id)


@pytest.mark.assures("CR-2")
def test_no_address_lies_in_the_database() -> None:
    desk = Desk.at()
    note(desk, desk.open().case_id)
    gives(desk, "lena")

    kept = repr([list(model.objects.values_list()) for model in (Home, WorkRow)]).casefold()
    assert "ox1" not in kept
    (row,) = WorkRow.objects.filter(shelf=Shelf.HOME)
    assert row.owner == Home.objects.get().fingerprint
    assert len(row.owner) == 48


def test_the_reason_says_how_it_was_found_and_names_no_address() -> None:
    assert "address" in SAME_HOME
    assert not any(letter.isdigit() for letter in SAME_HOME)


def test_a_case_that_does_not_open_leaves_no_other_open_and_is_told_of() -> None:
    desk = Desk.at()
    broken, sound = sorted(desk.open().case_id for _ in range(2))
    for case_id in (broken, sound):
        note(desk, case_id)
    wrapped = "UPDATE sealing_key SET wrapped = %s WHERE case_id = %s"
    with connection.cursor() as cursor:
        cursor.execute(wrapped, (b"x" * 60, broken))

    with kept_lines() as kept:
        gives(desk, "lena")

    assert not is_there(desk, "lena", sound)
    (told,) = [one for one in kept.said if one.get("event") == "access.not-compared"]
    assert told["urgent"]
    assert (told["case"], told["whose"]) == (broken, desk.people["lena"].id)


def test_a_case_whose_days_cannot_be_counted_leaves_no_other_open_and_tells_the_neighbour_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk.at()
    uncounted, sound = sorted(desk.open().case_id for _ in range(2))
    for case_id in (uncounted, sound):
        note(desk, case_id)
    calendar = desk.people["lena"].authority.days.latest

    def rows(grown: History, *rest: Any) -> tuple[Row, ...]:
        if grown.case_id == uncounted:
            raise calendar.exhausted(date(2999, 1, 1))
        return rows_in(grown, *rest)

    monkeypatch.setattr("reconvene.desk.homes.rows_in", rows)
    with kept_lines() as kept:
        gives(desk, "lena")

    assert not is_there(desk, "lena", sound)
    (told,) = [one for one in kept.said if one.get("event") == "access.not-compared"]
    assert (told["case"], told["whose"]) == (uncounted, desk.people["lena"].id)


def a_friend(who: Person) -> Step:
    """Return that Ben says of somebody that a party is a friend of theirs."""
    said = {"person": {"id": who.id, "name": who.name}, "tie": "friend", "reason": "So."}
    return Step("ben", RECEIVED_ON, "interest.declared", said)


@pytest.mark.assures("RL-2")
def test_whoever_looks_into_many_addresses_sees_which_cases_closed_by_them() -> None:
    desk = Desk.at()
    by_address, by_word = desk.open(), desk.open()
    note(desk, by_address.case_id)
    desk.act(by_word.case_id, a_friend(desk.people["lena"]))
    for house in ("1", "2", "4/12", "5"):
        gives(desk, "lena", house=house)
    people = overseers(desk)
    desk.act(by_address.case_id, a_friend(people["ivo"]))
    (review,) = Review.objects.filter(kind=Kind.HOMES)

    seen = {name: to_look_into(people[name], review.id, at=NOW) for name in ("iris", "ivo")}

    closed = {name: list(one.closed) for name, one in seen.items() if one}
    assert closed == {"iris": [(by_address.reference, ON)], "ivo": []}
