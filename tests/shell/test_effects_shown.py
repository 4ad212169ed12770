"""What an act causes is told only as far as whoever acts sees the case."""

import pytest
from msgspec import structs

from reconvene.core.record.event import Entry, payload
from reconvene.desk.answers import Receipt
from reconvene.desk.effects import Effects, caused, causing, effects
from reconvene.desk.foreseen import foreseen
from reconvene.desk.look import load, load_whole
from reconvene.desk.opening import receive_complaint
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import RECEIVED_ON, complaint, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-5")]

ON = day(RECEIVED_ON)
ELSEWHERE = {"id": "Z", "words": "The school said so.", "matter": "agency-service"}


def arising(found: Effects) -> set[str]:
    return {duty.rule.id for duty in found.arising if "Z" in duty.points}


@pytest.fixture
def desk() -> Desk:
    return Desk.at()


def told_of_one_point(desk: Desk) -> str:
    """Return a case whose chair is told of a point; another is about somebody else."""
    data = complaint(desk.named["amina"])
    (point,) = data.points
    other = structs.replace(point, id="Z", matter="agency-service", ground="")
    taken = receive_complaint(
        desk.people["ben"],
        structs.replace(data, points=(point, other)),
        happened_on=ON,
        key="k",
        now=noon(ON),
    )
    assert isinstance(taken, Receipt), taken
    return taken.case_id


def test_by_what_was_recorded(desk: Desk) -> None:
    case_id = told_of_one_point(desk)
    ben, amina = (load(desk.people[who], case_id, ON) for who in ("ben", "amina"))

    assert arising(caused(ben, 1))
    assert caused(amina, 1).arising
    assert not arising(caused(amina, 1))


def test_by_what_would_be(desk: Desk) -> None:
    look = load_whole(desk.people["amina"], desk.open().case_id, ON)
    entry = Entry(
        kind="point.added", happened_on=ON, data=payload("point.added", {"point": ELSEWHERE})
    )
    then = foreseen(look, (entry,), "conference-chair", noon(ON))

    assert arising(effects(look.whole, then.whole))
    assert not arising(causing(look, then))
