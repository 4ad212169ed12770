"""What whoever is complained of may do by way of answer, and what tells them that they are to."""

from dataclasses import replace

import pytest

from reconvene.core.access.asking import Do
from reconvene.core.access.matter import Matter
from reconvene.core.access.subject import (
    OF_LATER_CONFERENCES,
    Subject,
    is_of_chairing_again,
    is_their_time,
    is_told,
    may_answer_with,
    stages_answered_by,
)
from reconvene.core.casefile.case import RECONVENED_CHAIR_ROLE, Case, Happening
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Ref
from reconvene.library.procedure_files import procedure
from tests.core.access.test_reach import at
from tests.support.core import roads
from tests.support.core.acts import THE_SCHOOL, received
from tests.support.days import day
from tests.support.given import OX, SP, with_rule, with_section

pytestmark = pytest.mark.assures("AZ-2")
HOLD = Ref(kind="conference.held", about="reconvened")
CHAIR = Subject("amina", "conference-chair")


def answers(kind: str, section: str, definition: Definition) -> set[str]:
    """Return the ids of a section of a procedure that the chair may do something about."""
    it = Matter("council", Case(definition), (), frozenset)
    ids = definition.by_id[section]
    return {name for name in ids if may_answer_with(it, CHAIR, Do(kind, name))}


@pytest.mark.parametrize(
    ("under", "letters"),
    [
        (SP, {"acknowledgement", "appointment", "delay"}),
        (OX, {"acknowledgement", "referred-elsewhere", "process-response", "decision-response"}),
    ],
)
def test_they_send_the_letters_that_are_theirs_and_no_others(under: str, letters: set[str]) -> None:
    assert answers("letter.sent", "letters", procedure(under)) == letters


@pytest.mark.parametrize(
    ("under", "stages"), [(SP, {"stage-1"}), (OX, {"process-chair", "decision-chair"})]
)
def test_they_answer_at_the_stages_that_are_theirs(under: str, stages: set[str]) -> None:
    assert answers("point.answered", "stages", procedure(under)) == stages


def test_they_answer_no_points_where_they_only_take_part_in_a_stage() -> None:
    by_others = with_rule(procedure(SP), "stages", "stage-1", answered_by=("line-manager",))

    assert answers("point.answered", "stages", by_others) == set()
    assert stages_answered_by(by_others, CHAIR.role) == {"stage-1"}


def test_they_answer_no_points_that_a_panel_has() -> None:
    by_them = with_rule(procedure(SP), "stages", "stage-3", answered_by=("conference-chair",))

    assert answers("point.answered", "stages", by_them) == {"stage-1"}


def test_of_chairing_again_only_briefing_and_holding_are_theirs() -> None:
    ref = Ref(kind="letter.sent", about="delay")
    wider = with_rule(procedure(SP), "duties", "hold-reconvened", met_by=(HOLD, ref))

    assert is_of_chairing_again(wider, Do("conference.held", "reconvened"))
    assert not is_of_chairing_again(wider, Do("letter.sent", "delay"))
    assert not is_of_chairing_again(wider, Do("conference.held", "review"))


@pytest.mark.parametrize("kind", sorted(OF_LATER_CONFERENCES))
def test_of_chairing_again_each_act_is_theirs_only_where_a_duty_of_theirs_is_met_by_it(
    kind: str,
) -> None:
    (other,) = OF_LATER_CONFERENCES - {kind}
    met_by_other = tuple(
        duty.model_copy(update={"met_by": (Ref(kind=other, about="reconvened"),)})
        if RECONVENED_CHAIR_ROLE in duty.owner
        else duty
        for duty in procedure(SP).duties
    )
    narrower = with_section(procedure(SP), duties=met_by_other)

    assert is_of_chairing_again(procedure(SP), Do(kind, "reconvened"))
    assert is_of_chairing_again(narrower, Do(other, "reconvened"))
    assert not is_of_chairing_again(narrower, Do(kind, "reconvened"))


@pytest.mark.parametrize(
    ("under", "stages"), [(SP, set[str]()), (OX, {"process-manager", "adjudication"})]
)
def test_they_pass_on_what_the_procedure_lets_them_and_nothing_else(
    under: str, stages: set[str]
) -> None:
    assert answers("stage.passed-on", "stages", procedure(under)) == stages


def test_it_is_their_time_while_a_point_stands_with_them_or_they_owe_something() -> None:
    answer = Do("point.answered", "stage-1")
    with_them, gone_on = at(*roads.AT_STAGE_1), at(*roads.AT_STAGE_2)

    assert is_their_time(replace(with_them, owing=frozenset), CHAIR, answer)
    assert not is_their_time(replace(gone_on, owing=frozenset), CHAIR, answer)
    assert is_their_time(replace(gone_on, owing=lambda: frozenset({CHAIR.role})), CHAIR, answer)


def test_they_can_pass_on_what_they_answered_until_it_is_at_another_stage() -> None:
    answered = replace(at(*roads.PROCESS_TOLD, under=OX), owing=frozenset)

    assert is_their_time(answered, CHAIR, Do("stage.passed-on", "process-manager"))
    assert not is_their_time(answered, CHAIR, Do("point.answered", "process-chair"))


def test_they_are_not_told_by_what_happens_at_a_stage_of_others() -> None:
    opened = Happening("stage.opened", "stage-2", day("Tue 22 Apr 2025"), 1)
    found = {("stage.opened", about): [opened] for about in ("stage-2", None)}
    elsewhere = Case(procedure(SP), by_kind=found)

    assert not is_told(Matter("council", elsewhere, (), frozenset), CHAIR)


def test_they_are_told_by_being_given_their_own_role_and_no_other() -> None:
    own, other = (
        Happening("role.assigned", role, day("Tue 22 Apr 2025"), 1, person=CHAIR.id)
        for role in (CHAIR.role, "line-manager")
    )
    for given_to, is_so in ((own, True), (other, False), (own._replace(person="nia"), False)):
        found = {("role.assigned", about): [given_to] for about in (given_to.about, None)}
        it = Matter("council", Case(procedure(SP), by_kind=found), (), frozenset)
        assert is_told(it, CHAIR) is is_so


def test_they_are_told_by_what_the_procedure_says_and_not_before() -> None:
    told, elsewhere = at(received()), at(received(points=[THE_SCHOOL]))

    assert all(event.actor != CHAIR.id for event in told.events)
    assert is_told(told, CHAIR)
    assert not is_told(elsewhere, CHAIR)
    assert not is_told(at(*roads.AT_STAGE_1), CHAIR._replace(role=""))
