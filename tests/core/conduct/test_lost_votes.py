"""A vote that is tied or lost decides nothing, so a panel does not end its work with it."""

import pytest

from reconvene.core.conduct.answer import Ground
from tests.support.core.acts import put, rose, sat
from tests.support.core.cast import CARYS, COLE, HUGH, INGRID, PIOTR
from tests.support.core.roads import OX_PANEL, OX_SITTING, SITTING
from tests.support.days import day
from tests.support.given import OX, Act, given

ALL = (INGRID, CARYS, PIOTR)
LOST = put("support-decision", (INGRID,), against=(CARYS, PIOTR))
TIED = put("support-decision", (INGRID,), against=(CARYS,), abstained=[PIOTR.id])
CARRIED = put("support-decision", (INGRID, CARYS), against=(PIOTR,))
FURTHER = {"timescale": "Two weeks", "further_on": day("Thu 28 Aug 2025")}
PUT_OFF = put("not-enough-information", ALL, details=FURTHER)


@pytest.mark.clauses("SP 5.9")
@pytest.mark.parametrize("votes", [(LOST,), (TIED,), (TIED, LOST)])
def test_a_sitting_does_not_end_on_votes_that_carried_nothing(votes: tuple[Act, ...]) -> None:
    given(*SITTING, *votes).when(rose()).then_refused(
        Ground.POINT_UNANSWERED, "SP 5.3", points=("A",)
    )


@pytest.mark.clauses("SP 5.9", "SP 5.9.e")
@pytest.mark.parametrize("then", [CARRIED, PUT_OFF])
def test_it_ends_once_the_vote_is_taken_again_and_carries_or_puts_the_point_off(then: Act) -> None:
    given(*SITTING, TIED).and_then(then).when(rose()).then()


@pytest.mark.clauses("SP 5.7", "SP 5.9")
def test_a_point_that_was_put_off_is_not_decided_by_a_vote_that_is_lost_later() -> None:
    on = "Thu 28 Aug 2025"
    again = given(*SITTING, PUT_OFF, rose(), sat(*ALL, on=on))
    lost = put("support-decision", (INGRID,), on, against=(CARYS, PIOTR))

    again.and_then(lost).when(rose(on)).then_refused(
        Ground.POINT_UNANSWERED, "SP 5.3", points=("A",)
    )


@pytest.mark.clauses("OX 1b.6")
def test_two_of_three_seats_against_leave_an_inter_agency_panel_where_it_was() -> None:
    on = "Mon 23 Jun 2025"
    lost = put("no-change", (CARYS,), on, panel=OX_PANEL, against=(HUGH, COLE))

    given(*OX_SITTING, lost, under=OX).when(rose(on, OX_PANEL)).then_refused(
        Ground.POINT_UNANSWERED, "OX 1b.5", points=("A",)
    )
