"""What somebody who works for another authority finds: nothing, and no sign of anything."""

from datetime import date

import pytest

from reconvene.desk.look import CaseUnknown, load
from reconvene.desk.preview import preview
from reconvene.people.holders import PersonUnknown, colleague, colleagues, holders
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import Bucket
from reconvene.worklist.finding import cases_named
from reconvene.worklist.queries import (
    case_by_reference,
    cases,
    counts,
    my_duties,
    rights,
)
from tests.support.audience import everybody
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.references import called
from tests.support.sp_life import RECEIVED_ON, STEPS

TODAY = day("Mon 12 May 2025")
SLUGS = ("partnership", "elsewhere")


@pytest.fixture
def desks(db: None) -> tuple[Desk, Desk]:
    """Two authorities, each with a case in which a right runs and something is owed."""
    made = (Desk.at(SLUGS[0]), Desk.at(SLUGS[1]))
    for desk in made:
        desk.live(desk.open().case_id, 6)
    return made


def own_case(slug: str) -> str:
    return cases(everybody(slug)).rows[0].case_id


def test_another_authoritys_case_is_no_case(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    for mine, theirs, theirs_at in ((one, other, SLUGS[1]), (other, one, SLUGS[0])):
        case_id = own_case(theirs_at)
        for person in mine.people.values():
            with pytest.raises(CaseUnknown) as hidden:
                load(person, case_id, TODAY)
            with pytest.raises(CaseUnknown) as missing:
                load(person, "nothing", TODAY)
            assert str(hidden.value).replace(case_id, "nothing") == str(missing.value)
        assert load(theirs.people["ben"], case_id, TODAY).case.has_begun


def test_nothing_can_be_recorded_or_tried_there(desks: tuple[Desk, Desk]) -> None:
    mine, theirs = desks
    step = STEPS[6]
    with pytest.raises(CaseUnknown):
        mine.act(own_case(SLUGS[1]), step)
    with pytest.raises(CaseUnknown):
        preview(
            mine.people["ben"],
            own_case(SLUGS[1]),
            step.kind,
            step.data(mine.named),
            happened_on=step.happened_on,
            now=step.now,
        )

    assert len(load(theirs.people["ben"], own_case(SLUGS[1]), TODAY).events) == 7


def test_a_key_tells_nothing_of_a_key_used_elsewhere(desks: tuple[Desk, Desk]) -> None:
    receipts = [desk.open(key="the same key") for desk in desks]

    assert receipts[0].case_id != receipts[1].case_id
    assert [one.reference for one in receipts] == [called(2, slug) for slug in SLUGS]


def test_every_list_shows_ones_own_alone(desks: tuple[Desk, Desk]) -> None:
    for desk, slug in zip(desks, SLUGS, strict=True):
        own = own_case(slug)
        roles = frozenset(role for p in desk.people.values() for role in p.roles_on(TODAY))
        who = Audience(slug, desk.people["lena"].id, roles)
        reference = case_by_reference(who, called(1, slug))
        assert reference is not None
        assert reference.case_id == own
        assert {row.case_id for row in my_duties(who, TODAY).rows} == {own}
        assert {row.case_id for row in rights(who, TODAY).rows} == {own}
        assert {row.case_id for row in cases_named(who, "Zielińska").rows} == {own}
        assert [row.case_id for row in cases(who).rows] == [own]
        assert counts(who, TODAY)[Bucket.WAITING] == 1


def test_people_are_found_in_their_own_authority_alone(desks: tuple[Desk, Desk]) -> None:
    mine, theirs = desks
    ben, other = mine.people["ben"], theirs.people["ben"]

    assert colleague(ben.authority, ben.id) == ben
    assert other not in colleagues(ben.authority)
    assert holders(ben.authority, "complaints-officer", date(2025, 5, 12)) == [ben]
    with pytest.raises(PersonUnknown, match="Choose somebody"):
        colleague(ben.authority, other.id)


def test_the_day_of_receipt_is_told_to_ones_own(desks: tuple[Desk, Desk]) -> None:
    assert [row.sort_on for row in cases(everybody(SLUGS[0])).rows] == [day(RECEIVED_ON)]
