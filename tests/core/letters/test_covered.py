"""Which points a letter speaks for."""

from typing import Any

from reconvene.core.letters.covered import covered_points
from reconvene.core.procedure.letters import Letter
from tests.support.core.acts import HOW_IT_WAS_RUN, ON_THE_PLAN, THE_SCHOOL, judged, received
from tests.support.core.cast import BEN
from tests.support.core.roads import AT_STAGE_2, Acts, procedure_along
from tests.support.given import act, given

TWO: Acts = (received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}, THE_SCHOOL]),)
LATE: Acts = (
    *TWO,
    act("point.added", on="Tue 10 Jun 2025", point=HOW_IT_WAS_RUN | {"id": "C"}),
    judged("lateness.decided", "Wed 11 Jun 2025", BEN, right="complain", accepted=False),
)


def covered(road: Acts, chosen: tuple[str, ...] = (), **rule: Any) -> tuple[str, ...]:
    story = given(*road, under=procedure_along(road))
    plain: dict[str, Any] = {
        "id": "a-letter",
        "label": "A letter",
        "says": ("points",),
        "sent_by": ("complaints-officer",),
        "source": ("1.2",),
    }
    return covered_points(story.case, Letter(**(plain | rule)), chosen)


def test_none_all_or_those_chosen() -> None:
    assert covered(TWO, covers="none") == ()
    assert covered(TWO, covers="all") == ("A", "B", "S")
    assert covered(TWO, ("B",), covers="chosen") == ("B",)


def test_all_is_all_but_what_was_taken_back_or_never_taken_on() -> None:
    withdrawn = act("point.withdrawn", on="Wed 23 Apr 2025", point="B")

    assert covered((*TWO, withdrawn), covers="all") == ("A", "S")
    assert covered(LATE, covers="all") == ("A", "B", "S")


def test_a_letter_about_what_was_not_taken_on_speaks_for_that() -> None:
    assert covered(LATE, covers="all", says=("lateness",)) == ("C",)
    assert covered(LATE, covers="all", says=("standing",)) == ("A", "B", "S", "C")


def test_a_stages_are_those_at_it_or_else_those_that_came_through() -> None:
    assert covered(TWO, covers="stage", stage="stage-1") == ("A", "B")
    assert covered(TWO, ("B",), covers="stage", stage="stage-1") == ("B",)
    assert covered(TWO, covers="stage", stage="stage-2") == ()
    assert covered(AT_STAGE_2, covers="stage", stage="stage-1") == ("A",)
