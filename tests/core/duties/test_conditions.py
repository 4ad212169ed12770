"""The conditions of rules, each asked of cases where it holds and where it does not."""

from typing import Any

import pytest

from reconvene.core.casefile.case import GateState
from reconvene.core.duties.conditions import ASK, hold
from reconvene.core.procedure.conditions import CONDITIONS, LATE
from reconvene.core.procedure.duties import Condition
from reconvene.core.procedure.people import Trait
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    THE_SCHOOL,
    a_conference,
    gate,
    received,
    result,
)
from tests.support.core.cast import A_CHILD
from tests.support.core.roads import (
    ANSWERED,
    AT_STAGE_1,
    AT_STAGE_2,
    CRITERION_MET,
    FINAL_REVIEW,
    NO_CRITERION_MET,
    PROCESS_TOLD,
    SENT_ELSEWHERE,
    SUPPORTED,
    Acts,
    procedure_along,
)
from tests.support.given import SP, act, given, with_section

REVIEWED = (*AT_STAGE_1, act("conference.held", on="Wed 9 Jul 2025", conference="review"))
ENDED = (*PROCESS_TOLD, result("status-quo", "Mon 12 May 2025"))
DECLINED = (*CRITERION_MET, gate("decline", reasons="The review is next week."))

ASKED: list[tuple[str, list[str], Acts, bool]] = [
    ("complainant", ["child"], (received(complainant=A_CHILD),), True),
    ("complainant", ["child", "carer"], (received(),), False),
    ("standing", ["to be judged"], (received(complainant=A_CHILD),), True),
    ("standing", ["to be judged"], (received(),), False),
    ("form", ["spoken"], (received(form="spoken"),), True),
    ("form", ["spoken"], (received(),), False),
    ("asked", ["help"], (received(needs_help=True),), True),
    ("asked", ["interpreter"], (received(interpreter="Polish"),), True),
    ("asked", ["adjustments"], (received(adjustments="Large print"),), True),
    ("asked", ["interpreter", "adjustments"], (received(needs_help=True),), False),
    ("matter", ["decision"], (received(),), True),
    ("matter", ["process"], (received(),), False),
    ("tag", ["appeal"], (received(),), True),
    ("tag", ["complaint"], (received(),), False),
    ("elsewhere", ["any"], SENT_ELSEWHERE, True),
    ("elsewhere", ["any"], (received(elsewhere=["An NHS complaint."]),), True),
    ("elsewhere", ["any"], (received(),), False),
    ("conference", ["initial"], (received(),), True),
    ("conference", ["review"], (received(),), False),
    ("decided", ["support-decision"], SUPPORTED, True),
    ("decided", ["recommend-reconvening"], SUPPORTED, False),
    ("result", ["status-quo"], ENDED, True),
    ("result", ["conference-reconvened"], ENDED, False),
    ("criteria", ["met"], CRITERION_MET, True),
    ("criteria", ["met"], NO_CRITERION_MET, False),
    ("criteria", ["not met"], NO_CRITERION_MET, True),
    ("gate", ["opened"], FINAL_REVIEW, True),
    ("gate", ["opened"], CRITERION_MET, False),
    ("gate", ["declined"], DECLINED, True),
    ("reviewed", ["yes"], REVIEWED, True),
    ("reviewed", ["yes"], AT_STAGE_1, False),
    ("finding", ["not upheld"], ANSWERED, True),
    ("finding", ["upheld"], ANSWERED, False),
    ("stage", ["stage-2"], AT_STAGE_2, True),
    ("stage", ["stage-2"], AT_STAGE_1, False),
    ("channel", ["nhs-complaint"], SENT_ELSEWHERE, True),
    ("channel", ["agency-complaint"], SENT_ELSEWHERE, False),
]


@pytest.mark.parametrize(("kind", "words", "road", "expected"), ASKED)
def test_a_condition_is_asked_of_the_case(
    kind: str, words: list[str], road: Acts, *, expected: bool
) -> None:
    story = given(*road, under=procedure_along(road))
    condition = Condition(kind=kind, words=tuple(words))

    assert hold(story.case, (condition,), (), is_late=False) is expected


def test_criteria_nobody_has_tested_are_neither_met_nor_not() -> None:
    case = given(received()).case
    case.points["A"].gates["stage-2"] = GateState()

    for words in (("met",), ("not met",)):
        condition = Condition(kind="criteria", words=words)
        assert not hold(case, (condition,), (), is_late=False)


def test_every_kind_of_condition_is_tried_both_ways() -> None:
    tried = {(kind, expected) for kind, _, _, expected in ASKED}

    assert {kind for kind, _ in tried} | {LATE, "trait"} == set(CONDITIONS)
    assert all((kind, not expected) in tried for kind, expected in tried)


@pytest.mark.parametrize("is_late", [True, False])
def test_lateness_is_told_by_whoever_asks(*, is_late: bool) -> None:
    late = Condition(kind=LATE, words=("yes",))

    assert hold(given(received()).case, (late,), (), is_late=is_late) is is_late


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"traits": ["urgent"]}, True),
        ({"points": [ON_THE_PLAN | {"traits": ["urgent"]}]}, True),
        ({}, False),
    ],
)
def test_a_mark_may_be_on_the_complaint_or_on_a_point(
    details: dict[str, Any], *, expected: bool
) -> None:
    urgent = Trait(id="urgent", label="Urgent", source=("3.2",))
    under = with_section(procedure(SP), traits=(urgent,))
    story = given(received(**details), under=under)
    marked = Condition(kind="trait", words=("urgent",))

    assert hold(story.case, (marked,), (), is_late=False) is expected


def test_only_the_points_concerned_are_asked_about() -> None:
    story = given(received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]))
    of_process = (Condition(kind="matter", words=("process",)),)

    assert hold(story.case, of_process, (), is_late=False)
    assert hold(story.case, of_process, ("B",), is_late=False)
    assert not hold(story.case, of_process, ("A",), is_late=False)


def test_all_of_several_conditions_must_hold_and_none_always_do() -> None:
    story = given(received(conference=a_conference(), points=[ON_THE_PLAN, THE_SCHOOL]))
    written = Condition(kind="form", words=("written",))
    spoken = Condition(kind="form", words=("spoken",))

    assert hold(story.case, (), (), is_late=False)
    assert hold(story.case, (written,), (), is_late=False)
    assert not hold(story.case, (written, spoken), (), is_late=False)


def test_nothing_was_asked_of_a_case_that_has_not_begun() -> None:
    case = given().case

    assert not any(ASK[kind](case, ("help",), ()) for kind in ("asked", "complainant", "form"))
    assert not ASK["trait"](case, ("urgent",), ())
