"""A letter that is still to go stands in the work of whoever is shown how families are reached."""

from reconvene.core.access.parts import Openings
from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import Row, Which, rows
from tests.support.core.acts import letter, received
from tests.support.core.cast import AMINA, LENA
from tests.support.core.roads import ANSWERED
from tests.support.days import day
from tests.support.given import Story, act, given

ON = "Fri 9 May 2025"
WAITS = given(*ANSWERED, letter("stage-1-outcome", ON, LENA, waits=True))
REACH_THEM = {"line-manager", "reviewing-manager", "safeguarding-manager", "complaints-officer"}


def of_letters(story: Story) -> list[Row]:
    ctx = story.context()
    made = rows(Which("east", "1", "E-1"), ctx.case, ctx.duties, ctx.rights, Openings())
    return [one for one in made if one.shelf == Shelf.LETTER.value]


def test_it_has_a_row_for_each_role_that_reaches_them_in_the_order_of_the_days_they_bear() -> None:
    made = of_letters(WAITS)

    assert {one.role for one in made} == REACH_THEM
    assert {(one.key, one.sort_on, one.stage) for one in made} == {
        (f"letter-{len(ANSWERED) + 1}", day(ON), "stage-1")
    }


def test_its_last_day_is_that_of_what_it_meets_where_that_has_one() -> None:
    early = "Wed 23 Apr 2025"
    acknowledges = given(received(), letter("acknowledgement", early, AMINA, waits=True))

    assert {(one.last_on, one.sort_on) for one in of_letters(acknowledges)} == {
        (day("Fri 25 Apr 2025"), day(early))
    }
    assert {one.last_on for one in of_letters(WAITS)} == {None}, "an outcome has no last day"


def test_whoever_is_bound_to_two_of_them_has_one_row() -> None:
    person = {"id": "rhys", "name": "Rhys"}
    bound = WAITS.and_then(
        *(
            act("role.assigned", on=ON, role=role, person=person)
            for role in ("reviewing-manager", "safeguarding-manager")
        )
    )

    owners = [one.owner for one in of_letters(bound)]
    assert sorted(owners) == ["complaints-officer", "line-manager", "rhys"]


def test_it_has_none_once_it_has_left_and_again_once_it_came_back() -> None:
    number = len(ANSWERED) + 1
    gone = WAITS.and_then(act("letter.left", on=ON, sent=number, how="hand", note="Here."))

    assert of_letters(gone) == []
    assert of_letters(gone.and_then(act("letter.came-back", on=ON, sent=number)))
