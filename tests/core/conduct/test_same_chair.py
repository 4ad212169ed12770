"""Whoever chaired the conference chairs a reconvened one only where that was asked for."""

from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.procedure.definition import Definition
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import put, result, rose
from tests.support.core.cast import AMINA, BEA, CARYS, FATHER, INGRID, PIOTR, QUINN, SOL
from tests.support.core.roads import NO_CRITERION_MET, SITTING
from tests.support.days import day
from tests.support.given import OX, Act, Story, act, given

pytestmark = pytest.mark.clauses("SP 5.9.d")


def recommended(chair: str) -> Story:
    details = {"chair": chair, "recommendation": "Think again."}
    voted = put("recommend-reconvening", (INGRID, CARYS, PIOTR), details=details)
    return given(*SITTING, voted, rose())


def arranged(chair: Any) -> Act:
    return act(
        "conference.arranged", on="Wed 20 Aug 2025", by=BEA, conference="reconvened",
        for_on=day("Wed 3 Sep 2025"), chair=chair, expected=[FATHER],
    )  # fmt: skip


def bound(person: Any) -> Act:
    return act("role.assigned", on="Wed 20 Aug 2025", role="reconvened-chair", person=person)


def reconvened_in(definition: Definition, conference: str = "reconvened") -> tuple[Story, Act]:
    """Return an Oxfordshire case with that result, and its conference under the same chair."""
    results = {"reconvened": "conference-reconvened", "review": "review-brought-forward"}
    story = given(
        *NO_CRITERION_MET, result(results[conference], "Tue 3 Jun 2025"), under=definition
    )
    arranging = act(
        "conference.arranged", on="Wed 4 Jun 2025", by=QUINN, conference=conference,
        for_on=day("Wed 18 Jun 2025"), chair=AMINA,
    )  # fmt: skip
    return story, arranging


def test_is_asked_for_by_the_panel() -> None:
    recommended("same").when(arranged(AMINA)).then()
    for one in (arranged(AMINA), bound(AMINA)):
        recommended("different").when(one).then_refused(
            Ground.NOT_INDEPENDENT, "SP 5.9.d and 6.1", people=("amina",)
        )
    recommended("different").when(arranged(SOL)).then()


def test_cannot_come_by_being_given_the_role_either() -> None:
    recommended("same").when(bound(AMINA)).then()
    recommended("different").when(bound(SOL)).then()


def test_stays_where_no_panel_asked_for_another() -> None:
    story, arranging = reconvened_in(procedure(OX))
    story.when(arranging).then()


def test_says_nothing_of_a_review_which_its_chair_goes_on_with() -> None:
    story, arranging = reconvened_in(procedure(OX), "review")
    story.when(arranging).then()
