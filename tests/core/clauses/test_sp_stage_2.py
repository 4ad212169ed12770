"""Stage 2 of the three-stage procedure: the complaint meeting and its letter (SP 4)."""

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from tests.support.core.acts import (
    ALL_PAPERS,
    ON_THE_PLAN,
    THE_SCHOOL,
    answered,
    asked_for,
    closed,
    judged,
    letter,
    met,
    met_again,
    notice,
    offered,
    received,
)
from tests.support.core.cast import AMINA, BEN, EWA, LENA, RHYS, SAFFRON
from tests.support.core.roads import (
    AT_STAGE_2,
    AT_STAGE_3,
    MET_AGAIN,
    STAGE_1_DONE,
    STAGE_2_TOLD,
    Acts,
)
from tests.support.days import day
from tests.support.given import act, given

REVIEWER_OR_SAFEGUARDING = ("reviewing-manager", "safeguarding-manager")


@pytest.mark.clauses("SP 4.1")
@pytest.mark.parametrize("manager", [RHYS, SAFFRON])
def test_either_manager_may_hold_the_meeting(manager: Person) -> None:
    given(*AT_STAGE_2).when(met_again(present=(manager, EWA))).then()


@pytest.mark.clauses("SP 4.1")
def test_without_either_manager_no_reason_will_do() -> None:
    why = [{"what": "reviewing-manager", "reason": "On leave."}]

    given(*AT_STAGE_2).when(met_again(present=(BEN, EWA), absent=why)).then_refused(
        Ground.NOT_PRESENT, "SP 4.1", roles=REVIEWER_OR_SAFEGUARDING
    )


@pytest.mark.clauses("SP 4.1")
def test_the_chair_complained_about_sits_in_no_deciding_role() -> None:
    also_a_manager = Person(id="amina", name="Amina", role="safeguarding-manager")

    for chair in (AMINA, also_a_manager):
        given(*AT_STAGE_2).when(met_again(present=(RHYS, chair, EWA))).then_refused(
            Ground.NOT_INDEPENDENT, "SP 4.3", people=("amina",)
        )


@pytest.mark.clauses("SP 4.1")
def test_the_same_people_again_are_refused_and_an_overlap_is_warned_about() -> None:
    lena_again = Person(id="lena", name="Lena", role="reviewing-manager")

    given(*AT_STAGE_2).when(met_again(present=(lena_again, EWA))).then_refused(
        Ground.NOT_INDEPENDENT, "SP 4.1", people=("lena",)
    )
    given(*AT_STAGE_2).when(met_again(present=(lena_again, SAFFRON, EWA))).then_warned(
        "overlap", "SP 4.1", people=("lena",)
    )


@pytest.mark.clauses("SP 4.2")
def test_the_complaints_officer_is_told_at_each_step_of_stage_2() -> None:
    told = notice("stage-2-progress", "Fri 6 Jun 2025", RHYS)
    planned = offered("Thu 26 Jun 2025", "Mon 9 Jun 2025", "stage-2-meeting", RHYS)
    story = given(*AT_STAGE_2)

    for step in (told, planned, notice("stage-2-progress", "Mon 9 Jun 2025", RHYS), met_again()):
        owed_before = story.is_owed("keep-officer-informed")
        story = story.and_then(step)
        assert story.is_owed("keep-officer-informed") is not owed_before

    assert len(story.duties("keep-officer-informed")) == 3


@pytest.mark.clauses("SP 4.3")
def test_the_meeting_is_held_within_28_days_of_the_request() -> None:
    duty = given(*AT_STAGE_2).duty("hold-meeting")

    assert duty.last_on == day("Fri 4 Jul 2025")
    assert duty.owners == REVIEWER_OR_SAFEGUARDING
    held_on_the_day = given(*AT_STAGE_2, met_again("Fri 4 Jul 2025"))
    held_a_day_later = given(*AT_STAGE_2, met_again("Sat 5 Jul 2025"))
    assert held_on_the_day.duty("hold-meeting").status == "met"
    assert held_a_day_later.duty("hold-meeting").status == "met late"


@pytest.mark.clauses("SP 4.3")
def test_an_authoritys_last_day_stays_and_the_day_to_act_by_comes_before_it() -> None:
    duty = given(*STAGE_1_DONE, asked_for("stage-2", "Sat 31 May 2025")).duty("hold-meeting")

    assert duty.last_on == day("Sat 28 Jun 2025")
    assert duty.act_on == day("Fri 27 Jun 2025")


@pytest.mark.clauses("SP 4.4")
@pytest.mark.parametrize("paper", ALL_PAPERS)
def test_the_meeting_has_each_paper_or_says_why_not(paper: str) -> None:
    story = given(*AT_STAGE_2)
    others = [one for one in ALL_PAPERS if one != paper]
    why = [{"what": paper, "reason": "Never written."}]

    story.when(met_again(considered=others)).then_refused(
        Ground.PAPER_MISSING, "SP 4.4", paper=paper
    )
    story.when(met_again(considered=others, papers_missing=why)).then()


@pytest.mark.clauses("SP 4.5")
def test_each_point_is_answered_again_beside_its_first_answer() -> None:
    story = given(*MET_AGAIN)
    outcome = letter("stage-2-outcome", "Wed 2 Jul 2025", RHYS)

    story.when(outcome).then_refused(Ground.POINT_UNANSWERED, "SP 4.6", points=("A",))
    again = story.and_then(answered("stage-2", "Wed 2 Jul 2025", RHYS))
    assert [one.stage for one in again.case.points["A"].answers] == ["stage-1", "stage-2"]
    again.when(outcome).after.duty("stage-2-letter")
    assert again.and_then(outcome).duty("stage-2-letter").status == "met"


@pytest.mark.clauses("SP 4.5")
def test_nothing_is_answered_before_the_meeting() -> None:
    given(*AT_STAGE_2).when(answered("stage-2", "Mon 9 Jun 2025", RHYS)).then_refused(
        Ground.NOT_CALLED_FOR, "SP 4.3"
    )


@pytest.mark.clauses("SP 4.6")
def test_the_letter_promises_28_days_for_stage_3() -> None:
    story = given(*STAGE_2_TOLD)
    (sent,) = [
        event.data
        for event in story.events
        if isinstance(event.data, LetterSent) and event.data.letter == "stage-2-outcome"
    ]

    assert sent.promised == {"ask-for-stage-3": day("Wed 30 Jul 2025")}
    assert {"answers", "agreed-actions", "next-right"} <= set(sent.said)
    assert story.as_on("Wed 30 Jul 2025").right("ask-for-stage-3").status == "open"
    assert story.as_on("Thu 31 Jul 2025").right("ask-for-stage-3").status == "lapsed"


@pytest.mark.clauses("SP 4.7")
def test_the_officer_always_learns_the_outcome() -> None:
    without_notice = [one for one in STAGE_2_TOLD if "outcome-notice" not in str(one.data)]
    duty = given(*without_notice).duty("tell-officer-outcome")

    assert (duty.status, duty.owners) == ("open", REVIEWER_OR_SAFEGUARDING)
    assert given(*STAGE_2_TOLD).duty("tell-officer-outcome").status == "met"


STRAIGHT_TO_STAGE_2: Acts = (
    met(),
    answered(),
    letter("stage-1-outcome", "Fri 9 May 2025", LENA),
    asked_for("stage-2", "Fri 6 Jun 2025"),
    met_again(),
    answered("stage-2", "Wed 2 Jul 2025", RHYS),
    letter("stage-2-outcome", "Wed 2 Jul 2025", RHYS),
)


@pytest.mark.clauses("SP 4.7")
def test_the_officer_has_a_copy_only_where_something_lies_elsewhere() -> None:
    sent_elsewhere = act(
        "point.referred", on="Thu 24 Apr 2025", point="S", channel="agency-complaint",
        agency="education",
    )  # fmt: skip
    with_a_point_elsewhere = given(
        received(points=[ON_THE_PLAN, THE_SCHOOL]), sent_elsewhere, *STRAIGHT_TO_STAGE_2
    )
    with_another_complaint = given(received(elsewhere=["An NHS complaint."]), *STRAIGHT_TO_STAGE_2)
    with_neither = given(received(), *STRAIGHT_TO_STAGE_2)

    assert with_a_point_elsewhere.duty("copy-stage-2-letter").is_open
    assert with_another_complaint.duty("copy-stage-2-letter").is_open
    assert not with_neither.duties("copy-stage-2-letter")


@pytest.mark.clauses("SP 4.8")
def test_the_business_manager_is_told_of_a_wish_for_a_panel() -> None:
    story = given(*AT_STAGE_3)
    told = story.and_then(notice("tell-business-manager", "Tue 29 Jul 2025", BEN))

    assert story.duty("tell-partnership").owners == ("complaints-officer",)
    assert story.duty("tell-partnership").is_open
    assert told.duty("tell-partnership").status == "met"


@pytest.mark.clauses("SP 3.9", "SP 4.6", "SP 7.1")
@pytest.mark.parametrize(
    ("road", "stage", "asked_on", "decided_on"),
    [
        (STAGE_1_DONE, "stage-2", "Mon 16 Jun 2025", "Tue 17 Jun 2025"),
        (STAGE_2_TOLD, "stage-3", "Mon 1 Sep 2025", "Tue 2 Sep 2025"),
    ],
)
@pytest.mark.parametrize("accepted", [True, False])
def test_what_was_decided_about_a_late_request_is_told_with_where_to_go_next(
    road: Acts, stage: str, asked_on: str, decided_on: str, *, accepted: bool
) -> None:
    right = f"ask-for-{stage}"
    decision = judged("lateness.decided", decided_on, BEN, right=right, accepted=accepted)
    story = given(*road, asked_for(stage, asked_on)).and_then(decision)

    assert story.duty("tell-lateness").owners == ("complaints-officer",)
    told = story.and_then(letter("late-decision", decided_on, BEN))
    assert not told.is_owed("tell-lateness")
    sent = told.events[-1].data
    assert isinstance(sent, LetterSent)
    assert {"lateness", "decision-stands", "further-challenge"} <= set(sent.said)


@pytest.mark.clauses("SP 3.9")
def test_a_request_after_the_case_was_closed_opens_it_again_and_waits_for_a_decision() -> None:
    story = given(*STAGE_1_DONE, closed("Tue 10 Jun 2025"))
    asking = asked_for("stage-2", "Mon 16 Jun 2025")

    outcome = story.when(asking)

    asked = outcome.then_warned(
        "request-late", "SP 3.9", last_on="2025-06-06", asked_on="2025-06-16"
    )
    assert [event.kind for event in asked.events[-2:]] == ["stage.requested", "case.reopened"]
    assert asked.owed() >= {"decide-late-request"}


@pytest.mark.clauses("SP 3.9")
def test_a_request_made_before_the_case_was_closed_opens_it_on_the_day_it_was_closed() -> None:
    story = given(*STAGE_1_DONE, closed("Tue 10 Jun 2025"))
    asking = asked_for("stage-2", "Fri 6 Jun 2025")

    asked = story.as_on("Wed 11 Jun 2025").and_then(asking)

    assert asked.events[-1].happened_on == day("Tue 10 Jun 2025")
    assert asked.duty("hold-meeting").last_on == day("Fri 4 Jul 2025")
