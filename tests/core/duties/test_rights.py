"""What the complainant may do: every way a right can stand, and the day it ends."""

from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.duties.held import rights, runs_until
from reconvene.core.kinds.limit import NONE_STATED, Limit
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import Condition
from reconvene.core.procedure.parts import Ref
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    answered,
    asked_for,
    letter,
    met,
    received,
)
from tests.support.core.cast import LENA
from tests.support.core.roads import ANSWERED, PROCESS_TOLD, STAGE_1_DONE, STAGE_1_TOLD, Acts
from tests.support.days import day
from tests.support.given import OX, SP, Story, act, given, with_rule, with_section

TWO_POINTS: Acts = (
    received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]),
    met(),
    answered(),
    answered(point="B"),
    letter("stage-1-outcome", "Fri 9 May 2025", LENA),
)


def where(**changes: Any) -> Definition:
    """The three-stage procedure with the right to stage 2 otherwise."""
    return with_rule(procedure(SP), "rights", "ask-for-stage-2", **changes)


def test_each_right_has_a_key_of_its_own_that_names_rule_entry_and_point() -> None:
    story = given(*TWO_POINTS)
    told = len(story.events)

    assert [right.key for right in rights(story.case, story.days, story.today)] == [
        story.definition.lodging.id,
        f"ask-for-stage-2/{told}/A",
        f"ask-for-stage-2/{told}/B",
    ]


@pytest.mark.parametrize(
    ("on", "status"),
    [("Fri 9 May 2025", "open"), ("Fri 6 Jun 2025", "open"), ("Sat 7 Jun 2025", "lapsed")],
)
def test_a_right_lapses_the_day_after_its_last(on: str, status: str) -> None:
    assert given(*STAGE_1_DONE).as_on(on).right("ask-for-stage-2").status == status


def test_a_right_used_in_time_is_used_and_one_used_after_is_used_late() -> None:
    in_time = given(*STAGE_1_DONE, asked_for("stage-2", "Fri 6 Jun 2025"))
    late = given(*STAGE_1_DONE, asked_for("stage-2", "Sat 7 Jun 2025"))

    assert in_time.right("ask-for-stage-2").status == "used"
    assert late.right("ask-for-stage-2").status == "used late"
    assert late.right("ask-for-stage-2").used_on == day("Sat 7 Jun 2025")


def test_first_contact_before_the_last_day_keeps_a_later_request_in_time() -> None:
    written_later = asked_for("stage-2", "Mon 9 Jun 2025", first_contact_on=day("Thu 5 Jun 2025"))

    given(*STAGE_1_DONE).when(written_later).then()


def test_each_point_has_a_right_of_its_own() -> None:
    story = given(*TWO_POINTS, asked_for("stage-2", "Mon 12 May 2025"))

    assert story.right("ask-for-stage-2", "A").status == "used"
    assert story.right("ask-for-stage-2", "B").status == "open"


def test_a_point_taken_back_has_no_right_to_go_on() -> None:
    story = given(*TWO_POINTS, act("point.withdrawn", on="Mon 12 May 2025", point="B"))

    assert story.right("ask-for-stage-2", "B").status == "gone"
    assert not story.right("ask-for-stage-2", "B").is_open


def test_a_settled_point_may_be_taken_further_after_all() -> None:
    story = given(*STAGE_1_DONE, act("point.settled", on="Mon 12 May 2025", point="A"))

    assert story.right("ask-for-stage-2").status == "open"
    story.when(asked_for("stage-2", "Tue 13 May 2025")).then()


def test_no_limit_means_no_end() -> None:
    right = given(*PROCESS_TOLD, under=OX).as_on("Fri 1 Jan 2027").right("ask-service-manager")

    assert (right.status, right.last_on, right.is_open) == ("open", None, True)


def test_a_letter_sent_again_gives_the_time_again() -> None:
    again = letter("stage-1-outcome", "Fri 16 May 2025", LENA)

    assert given(*STAGE_1_DONE, again).right("ask-for-stage-2").last_on == day("Fri 13 Jun 2025")


def test_a_promise_in_a_letter_stands_where_a_correction_would_shorten_it() -> None:
    sent_earlier = act(
        "entry.corrected", on="Mon 12 May 2025", entry=7, reason="Dated wrongly.",
        happened_on=day("Tue 6 May 2025"),
    )  # fmt: skip
    answer_earlier = act(
        "entry.corrected", on="Mon 12 May 2025", entry=6, reason="Dated wrongly.",
        happened_on=day("Tue 6 May 2025"),
    )  # fmt: skip
    right = given(*STAGE_1_TOLD, answer_earlier, sent_earlier).right("ask-for-stage-2")

    assert right.promised_on == day("Fri 6 Jun 2025")
    assert right.last_on == day("Fri 6 Jun 2025")


def test_a_letter_cannot_promise_a_day_that_nobody_knows_yet() -> None:
    under = where(counted_from=(Ref(kind="supporter.named"),))
    outcome = letter("stage-1-outcome", "Fri 9 May 2025", LENA)

    given(*ANSWERED, under=under).when(outcome).then_refused(
        Ground.LETTER_INCOMPLETE, "SP 3.9", needs=("last-day",)
    )


def test_a_right_may_wait_for_a_day_nobody_knows_yet() -> None:
    under = with_section(
        where(
            counted_from=(Ref(kind="supporter.named"),), arises_from=(Ref(kind="point.answered"),)
        )
    )
    story = given(*ANSWERED, under=under)
    right = story.right("ask-for-stage-2")

    assert (right.status, right.needs, right.last_on) == ("not determined", "supporter.named", None)
    assert right.is_open


def test_a_right_may_depend_on_a_condition() -> None:
    of_process = where(only_if=(Condition(kind="matter", words=("process",)),))
    story = given(*TWO_POINTS, under=of_process)

    assert [right.point for right in story.rights("ask-for-stage-2")] == ["B"]


def test_a_right_may_wait_for_a_late_complaint() -> None:
    under = where(
        only_if=(Condition(kind="late", words=("yes",)),),
        arises_from=(Ref(kind="complaint.received"),),
    )

    assert given(received("Wed 30 Apr 2025"), under=under).rights("ask-for-stage-2")
    assert not given(received("Mon 28 Apr 2025"), under=under).rights("ask-for-stage-2")


def test_a_right_without_a_stated_limit_has_no_count() -> None:
    story = given(*STAGE_1_DONE)
    rule = procedure(SP).right("ask-for-stage-2").model_copy(update={"limit": NONE_STATED})
    raised = story.case.matching("letter.sent", "stage-1-outcome")[0]

    assert runs_until(story.case, rule, raised, story.days, story.today) is None


def test_there_are_no_rights_before_there_is_a_case() -> None:
    story = given()

    assert rights(story.case, story.days, day("Tue 22 Apr 2025")) == ()


def test_a_right_of_a_happening_about_no_point_is_held_for_every_point() -> None:
    under = where(arises_from=(Ref(kind="supporter.named"),))
    named = act("supporter.named", on="Wed 23 Apr 2025", name="Jo")
    story: Story = given(TWO_POINTS[0], named, under=under)

    assert [right.point for right in story.rights("ask-for-stage-2")] == ["A", "B"]
    assert story.right("ask-for-stage-2", "A").last_on == day("Wed 21 May 2025")


def test_the_time_of_a_family_may_be_of_any_kind() -> None:
    story = given(*STAGE_1_TOLD, under=where(limit=Limit.read("1 month")))

    assert story.right("ask-for-stage-2").last_on == day("Mon 9 Jun 2025")
