"""People, their roles by post, and signing in."""

from datetime import date
from math import log2

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from reconvene.core.kinds.office import ChallengeBody
from reconvene.people.holders import colleagues, holders
from reconvene.people.ids import new_id
from reconvene.people.models import Authority, Person, RoleHeld
from tests.support import cast
from tests.support.days import day

MONDAY = day("Mon 12 May 2025")


@pytest.fixture
def ben(db: None) -> Person:
    return cast.person(cast.authority(), "Ben Carter", "complaints-officer")


@pytest.mark.assures("AZ-3")
def test_an_id_says_nothing_and_is_never_the_same_twice() -> None:
    ids = {new_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert min(map(len, ids)) * log2(len(set("".join(ids)))) > 128
    assert not set("".join(ids)) & set("01ilo")


def test_a_person_signs_in_with_their_password(ben: Person) -> None:
    assert authenticate(username=ben.username, password=cast.PASSWORD) == ben
    assert authenticate(username=ben.username, password="another") is None


def test_nobody_signs_in_without_a_password_or_after_they_left(ben: Person) -> None:
    ghost = Person.objects.create_person(username="ghost", name="Ghost", authority=ben.authority)
    assert authenticate(username=ghost.username, password="") is None

    ben.is_active = False
    ben.save()
    assert authenticate(username=ben.username, password=cast.PASSWORD) is None
    assert ben not in colleagues(ben.authority)


def test_a_role_is_held_from_one_day_to_another_both_included(ben: Person) -> None:
    RoleHeld.objects.create(
        person=ben, role="service-manager", from_on=date(2025, 5, 12), to_on=date(2025, 5, 13)
    )
    ben = Person.objects.get(pk=ben.pk)

    held = [ben.roles_on(date(2025, 5, number)) for number in range(11, 15)]

    assert ["service-manager" in roles for roles in held] == [False, True, True, False]
    assert all("complaints-officer" in roles for roles in held)
    for number, expected in ((11, []), (12, [ben]), (13, [ben]), (14, [])):
        assert holders(ben.authority, "service-manager", date(2025, 5, number)) == expected


@pytest.mark.parametrize("to_on", [date(2019, 12, 31), date(2020, 1, 1)])
def test_a_role_cannot_end_before_it_begins(to_on: date, ben: Person) -> None:
    fits = to_on >= cast.SINCE
    held = RoleHeld(person=ben, role="line-manager", from_on=cast.SINCE, to_on=to_on)

    if fits:
        held.save()
    else:
        with pytest.raises(IntegrityError, match="role_ends_after_start"):
            held.save()


def test_an_authority_gives_its_letters_what_they_repeat(ben: Person) -> None:
    office = ben.authority.office

    assert office.name == "Example Safeguarding Partnership"
    assert office.ombudsman == ChallengeBody(
        "Local Government and Social Care Ombudsman", "www.lgo.org.uk", "0300 061 0614"
    )
    assert Authority(slug="bare", name="Bare").office.ombudsman is None


def test_an_authority_counts_by_its_calendar(ben: Person) -> None:
    assert not ben.authority.days.latest.is_working(day("Mon 5 May 2025"))
    assert ben.authority.days is Authority(calendar="england").days


@pytest.mark.parametrize("accent", ["red", "#12345", "#0F4C81"])
def test_a_colour_is_six_small_digits(accent: str) -> None:
    with pytest.raises(ValidationError, match="six digits"):
        Authority._meta.get_field("accent").clean(accent, None)


def test_rows_name_themselves_by_ids_alone(ben: Person) -> None:
    held = ben.roles_held.get()

    assert (str(ben), str(ben.authority)) == (ben.id, "partnership")
    assert str(held) == f"{ben.id} complaints-officer"
