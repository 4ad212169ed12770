"""What a pause does to limits, and what it leaves alone."""

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.kinds.limit import Limit
from reconvene.core.procedure.definition import Definition, Suspension
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    asked_for,
    judged,
    letter,
    met,
    offered,
    received,
    resumed,
    suspended,
)
from tests.support.core.cast import AMINA, BEN, LENA
from tests.support.core.roads import AT_STAGE_1, STAGE_1_DONE, WITH_THE_COUNCIL
from tests.support.days import day
from tests.support.given import OX, SP, Story, act, given, with_rule, with_section

BOTH = ("stops", "starts again")


def where_the_clock(does: str, **more: object) -> Definition:
    """The three-stage procedure, as if work under it could be paused."""
    rule = Suspension(clock=does, source=("3.2",), **more)  # type: ignore[arg-type]
    return with_section(procedure(SP), suspension=rule)


def suspended_once(does: str) -> Story:
    """Received Tue 22 Apr; paused from Thu 24 Apr and resumed on Mon 12 May."""
    return given(
        received(),
        suspended("Thu 24 Apr 2025"),
        resumed("Mon 12 May 2025"),
        under=where_the_clock(does),
    )


def test_while_work_is_suspended_a_running_limit_cannot_be_told() -> None:
    story = given(received(), suspended("Thu 24 Apr 2025"), under=where_the_clock("stops"))
    duty = story.duty("acknowledge")

    assert (duty.status, duty.last_on, duty.needs) == ("not determined", None, "case.resumed")
    assert story.as_on("Fri 1 Aug 2025").duty("acknowledge").status == "not determined"


def test_a_stopped_clock_runs_on_from_where_it_stood() -> None:
    assert suspended_once("stops").duty("acknowledge").last_on == day("Tue 13 May 2025")


def test_a_clock_that_starts_again_runs_whole_from_the_day_work_goes_on() -> None:
    assert suspended_once("starts again").duty("acknowledge").last_on == day("Thu 15 May 2025")


def test_what_arose_during_a_pause_runs_from_its_end() -> None:
    story = given(
        *AT_STAGE_1,
        met("Wed 30 Apr 2025"),
        suspended("Thu 1 May 2025"),
        resumed("Mon 12 May 2025"),
        under=with_rule(
            where_the_clock("starts again"),
            "duties",
            "stage-1-letter",
            limit=Limit.read("2 working days"),
        ),
    )

    assert story.duty("stage-1-letter").last_on == day("Wed 14 May 2025")


@pytest.mark.parametrize("clock", BOTH)
def test_a_pause_changes_nothing_for_a_limit_already_missed(clock: str) -> None:
    missed = (received(), suspended("Mon 28 Apr 2025"))
    during = given(*missed, under=where_the_clock(clock))
    after = during.and_then(resumed("Mon 12 May 2025"))

    for story in (during, after):
        assert story.duty("acknowledge").status == "overdue"
        assert story.duty("acknowledge").last_on == day("Fri 25 Apr 2025")


@pytest.mark.parametrize("clock", BOTH)
def test_what_was_met_late_stays_late_whatever_is_suspended_later(clock: str) -> None:
    late = letter("acknowledgement", "Mon 28 Apr 2025", AMINA)
    during = given(received(), late, suspended("Tue 29 Apr 2025"), under=where_the_clock(clock))
    after = during.and_then(resumed("Mon 12 May 2025"))

    assert during.duty("acknowledge").status == "met late"
    assert after.duty("acknowledge").status == "met late"


@pytest.mark.parametrize("clock", BOTH)
def test_what_was_met_in_time_keeps_the_last_day_it_had(clock: str) -> None:
    in_time = letter("acknowledgement", "Thu 24 Apr 2025", AMINA)
    story = given(received(), in_time, suspended("Thu 24 Apr 2025"), under=where_the_clock(clock))

    assert story.duty("acknowledge").last_on == day("Fri 25 Apr 2025")


@pytest.mark.parametrize("clock", BOTH)
def test_a_late_complaint_stays_late_and_can_be_decided_on_during_a_pause(clock: str) -> None:
    late = given(
        received("Wed 30 Apr 2025"), suspended("Thu 1 May 2025"), under=where_the_clock(clock)
    )
    yes = judged("lateness.decided", "Fri 2 May 2025", BEN, right="complain", accepted=True)

    assert late.right("complain").status == "used late"
    assert late.and_then(yes, resumed("Mon 12 May 2025")).right("complain").status == "used late"


@pytest.mark.parametrize(
    ("clock", "last_on"), [("stops", "Mon 16 Jun 2025"), ("starts again", "Thu 19 Jun 2025")]
)
def test_a_familys_time_is_paused_too_and_never_ends_before_the_day_promised(
    clock: str, last_on: str
) -> None:
    told = given(*STAGE_1_DONE, under=where_the_clock(clock))
    during = told.and_then(suspended("Mon 12 May 2025"))
    after = during.and_then(resumed("Thu 22 May 2025"))

    assert during.right("ask-for-stage-2").last_on == day("Fri 6 Jun 2025")
    assert after.right("ask-for-stage-2").last_on == day(last_on)


@pytest.mark.parametrize("clock", BOTH)
def test_a_right_that_was_used_keeps_the_last_day_it_had(clock: str) -> None:
    asked = given(
        *STAGE_1_DONE, asked_for("stage-2", "Mon 19 May 2025"), under=where_the_clock(clock)
    )
    later = asked.and_then(suspended("Thu 22 May 2025"), resumed("Mon 2 Jun 2025"))

    before, after = (story.right("ask-for-stage-2") for story in (asked, later))
    assert (after.status, after.last_on) == (before.status, before.last_on)
    assert before.status == "used"


def test_two_pauses_add_up() -> None:
    story = suspended_once("stops").and_then(
        suspended("Tue 13 May 2025"), resumed("Thu 15 May 2025")
    )

    assert story.duty("acknowledge").last_on == day("Thu 15 May 2025")


def test_an_extension_is_paused_like_the_limit_it_extends() -> None:
    pause = Suspension(clock="stops", source=("practice",))
    under = with_section(procedure(OX), suspension=pause)
    longer = act("limit.extended", on="Tue 6 May 2025", duty="statutory-answer", reason="A report.")
    story = given(*WITH_THE_COUNCIL[:2], longer, under=under)
    during = story.and_then(suspended("Mon 12 May 2025"))
    after = during.and_then(resumed("Mon 19 May 2025"))

    assert story.duty("statutory-answer").last_on == day("Wed 21 May 2025")
    assert during.duty("statutory-answer").status == "not determined"
    assert after.duty("statutory-answer").last_on == day("Thu 29 May 2025")


def test_a_pause_before_an_extension_moves_the_limit_and_not_the_extension_twice() -> None:
    pause = Suspension(clock="stops", source=("practice",))
    under = with_section(procedure(OX), suspension=pause)
    story = given(
        *WITH_THE_COUNCIL[:2],
        suspended("Mon 28 Apr 2025"),
        resumed("Thu 1 May 2025"),
        act("limit.extended", on="Tue 6 May 2025", duty="statutory-answer", reason="A report."),
        under=under,
    )

    assert story.duty("statutory-answer").last_on == day("Tue 27 May 2025")


def test_a_limit_counted_back_from_a_day_is_not_moved() -> None:
    before = with_rule(
        where_the_clock("starts again"),
        "duties",
        "offer-appointment",
        limit=Limit.read("2 working days before"),
        counted_from=procedure(SP).lodging.arises_from,
    )
    story = given(
        received(), suspended("Thu 24 Apr 2025"), resumed("Mon 12 May 2025"), under=before
    )

    assert story.duty("offer-appointment").last_on == day("Tue 8 Apr 2025")


def test_nothing_of_substance_is_done_during_a_pause() -> None:
    story = given(*AT_STAGE_1, suspended("Fri 25 Apr 2025"), under=where_the_clock("stops"))

    story.when(met()).then_refused(Ground.CASE_SUSPENDED, "SP 3.2")
    story.when(offered("Tue 13 May 2025", "Mon 28 Apr 2025")).then()
    story.when(suspended("Mon 28 Apr 2025")).then_refused(Ground.ALREADY_DONE, "SP 3.2")
    story.and_then(resumed("Mon 28 Apr 2025")).when(met()).then()


@pytest.mark.parametrize("left_out", ["reason", "ends_when"])
def test_a_pause_says_why_and_until_what(left_out: str) -> None:
    story = given(received(), under=where_the_clock("stops"))

    story.when(suspended("Thu 24 Apr 2025", **{left_out: " "})).then_refused(
        Ground.NEEDS_REASON, "SP 3.2"
    )


def test_only_those_named_can_pause_work() -> None:
    story = given(received(), under=where_the_clock("stops", decided_by=("line-manager",)))

    story.when(suspended("Thu 24 Apr 2025", by=BEN)).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "SP 3.2", roles=("line-manager",)
    )
    story.when(suspended("Thu 24 Apr 2025", by=LENA)).then()


def test_a_procedure_without_a_pause_has_none() -> None:
    given(received()).when(suspended("Thu 24 Apr 2025")).then_refused(
        Ground.NOT_IN_PROCEDURE, "law"
    )
    given(received()).when(resumed("Thu 24 Apr 2025")).then_refused(Ground.NOT_CALLED_FOR, "law")
