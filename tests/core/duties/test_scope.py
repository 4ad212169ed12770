"""What one happening can concern of what a rule was raised for."""

from dataclasses import replace
from typing import Any

import pytest

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.duties.anchors import anchor, same_scope
from reconvene.core.procedure.parts import Ref
from reconvene.library.procedure_files import procedure
from tests.support.core.roads import AT_STAGE_2
from tests.support.days import day
from tests.support.given import SP, given, with_rule

ON = day("Tue 22 Apr 2025")


def happening(number: int, **scope: Any) -> Happening:
    return Happening("letter.sent", "stage-1-outcome", ON, number, **scope)


@pytest.mark.parametrize(
    ("raised", "other", "is_same"),
    [
        ({"points": ("A", "B")}, {"points": ("B", "C")}, True),
        ({"points": ("A",)}, {"points": ("B",)}, False),
        ({"points": ("A",)}, {}, True),
        ({"child": "kit"}, {"child": "kit"}, True),
        ({"child": "kit"}, {"child": "wren"}, False),
        ({"child": "kit"}, {}, True),
        ({"agency": "health"}, {"agency": "health"}, True),
        ({"agency": "health"}, {"agency": "police"}, False),
        ({}, {"agency": "police"}, True),
    ],
)
def test_two_happenings_agree_where_both_say_whom_they_concern(
    raised: dict[str, Any], other: dict[str, Any], is_same: bool
) -> None:
    assert same_scope(happening(1, **raised), happening(2, **other)) is is_same
    assert same_scope(happening(2, **other), happening(1, **raised)) is is_same


@pytest.mark.parametrize(("met_for", "is_same"), [("ewa", True), ("fred", False), ("", True)])
def test_what_is_owed_to_a_person_is_met_for_that_person(met_for: str, is_same: bool) -> None:
    assert same_scope(happening(1), happening(2, person=met_for), "ewa") is is_same


def test_a_right_that_leads_to_no_stage_is_not_used_up_by_asking_for_one() -> None:
    asked = given(*AT_STAGE_2)
    leads_nowhere = with_rule(procedure(SP), "rights", "ask-for-stage-2", opens=None)
    alone = replace(asked, definition=leads_nowhere)

    assert asked.right("ask-for-stage-2").status == "used"
    assert alone.right("ask-for-stage-2").status == "open"


@pytest.mark.parametrize(
    ("whichever", "number"), [("latest", 4), ("earliest", 2)], ids=["latest", "earliest"]
)
def test_a_limit_counts_from_nothing_that_concerns_other_points(
    whichever: str, number: int
) -> None:
    letter = Ref(kind="letter.sent", about="stage-1-outcome")
    counted = with_rule(
        procedure(SP), "rights", "ask-for-stage-2", counted_from=(letter,), whichever=whichever
    )
    sent = [
        happening(at, points=points)
        for at, points in ((1, ("B",)), (2, ("A",)), (4, ("A", "B")), (5, ("B",)))
    ]
    case = Case(counted, by_kind={(letter.kind, letter.about): sent})
    rule = next(one for one in counted.rights if one.id == "ask-for-stage-2")

    found = anchor(case, happening(3, points=("A",)), rule)

    assert found
    assert found.number == number
