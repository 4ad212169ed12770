"""A tie that comes to light closes the case at the next request, whoever's it is."""

import pytest

from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import CaseUnknown, load
from reconvene.people.models import Person
from reconvene.worklist.admitting import Audience
from reconvene.worklist.queries import cases, my_duties
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import RECEIVED_ON, STEPS, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-4", "SES-2")]
ON = day(RECEIVED_ON)


def declare(desk: Desk, case_id: str, by: str, of: str, tie: str, reason: str = "") -> Receipt:
    answer = record(
        desk.people[by],
        case_id,
        "interest.declared",
        payload(
            "interest.declared",
            {"person": {"id": desk.people[of].id}, "tie": tie, "reason": reason},
        ),
        happened_on=ON,
        key=f"{by} {of} {tie}",
        now=noon(ON),
    )
    assert isinstance(answer, Receipt), answer
    return answer


def listed(person: Person) -> tuple[set[str], set[str]]:
    who = Audience(person.authority_id, person.id, person.roles_on(ON))
    return (
        {row.case_id for row in cases(who).rows},
        {row.case_id for row in my_duties(who, ON).rows},
    )


@pytest.mark.parametrize(("by", "of"), [("lena", "lena"), ("ben", "lena"), ("amina", "amina")])
def test_the_case_is_gone_for_whoever_has_it(by: str, of: str) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    assert load(desk.people[of], case_id, ON).case.has_begun

    declare(desk, case_id, by, of, "family", "She is my sister.")

    with pytest.raises(CaseUnknown):
        load(desk.people[of], case_id, ON)
    with pytest.raises(CaseUnknown):
        desk.act(case_id, STEPS[1 if of == "amina" else 2])
    assert listed(desk.people[of]) == (set(), set())
    assert case_id in listed(desk.people["ben"])[0]


def test_somebody_else_has_to_be_found_where_they_had_a_part() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id

    declare(desk, case_id, "ben", "lena", "friend", "They are neighbours.")
    assert "find-successor" not in owed(desk, case_id), "she holds her role by post, as others may"
    declare(desk, case_id, "ben", "amina", "friend", "They are neighbours.")

    assert "find-successor" in owed(desk, case_id)


def owed(desk: Desk, case_id: str) -> set[str]:
    return {duty.rule.id for duty in load(desk.people["ben"], case_id, ON).duties if duty.is_open}


def test_that_there_is_none_is_on_the_record_and_changes_nothing() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id

    declare(desk, case_id, "lena", "lena", "none")

    assert load(desk.people["lena"], case_id, ON).events[-1].kind == "interest.declared"
    declare(desk, case_id, "ben", "lena", "friend", "They are neighbours.")
    declare(desk, case_id, "ben", "lena", "none")
    with pytest.raises(CaseUnknown):
        load(desk.people["lena"], case_id, ON)
