"""What is so in a case after what its record tells."""

from datetime import UTC

import pytest

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.fold import fold, procedure_of
from reconvene.core.casefile.standing import must_be_judged
from reconvene.core.record.after import EntryCorrected
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    THE_SCHOOL,
    a_conference,
    answered,
    appointed,
    asked_for,
    corrected,
    judged,
    letter,
    met,
    offered,
    put,
    received,
    result,
    rose,
    sat,
)
from tests.support.core.cast import AMINA, BEN, CARYS, DEV, INGRID, LENA, PIOTR, QUINN
from tests.support.core.roads import (
    AT_STAGE_1,
    AT_STAGE_2,
    FOLLOWED_UP,
    MET,
    PANEL_NAMED,
    PROCESS_TOLD,
    SENT_ELSEWHERE,
    SITTING,
    STAGE_1_DONE,
    SUPPORTED,
    WITH_THE_MANAGER,
)
from tests.support.days import day
from tests.support.given import OX, SP, act, given

TWO_POINTS = [ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]


class TestABeginning:
    def test_a_case_without_entries_has_not_begun(self) -> None:
        case = fold(procedure(SP), [])

        assert not case.has_begun
        assert (case.length, case.lodged_on, case.last_happened_on) == (0, None, None)
        assert not must_be_judged(case)
        assert procedure_of([]) is None

    def test_a_complaint_takes_up_its_points_for_all_children(self) -> None:
        case = given(received()).case

        assert case.points["A"].children == ("kit",)
        assert case.points["A"].raised_on == day("Tue 22 Apr 2025")
        assert case.roles["conference-chair"] == AMINA

    def test_first_contact_is_the_day_it_was_lodged_where_it_came_first(self) -> None:
        earlier = given(received(first_contact_on=day("Fri 18 Apr 2025"))).case
        later = given(received(first_contact_on=day("Tue 22 Apr 2025"))).case

        assert earlier.lodged_on == day("Fri 18 Apr 2025")
        assert later.lodged_on == day("Tue 22 Apr 2025")

    def test_a_conference_may_have_no_named_chair_and_a_review_due(self) -> None:
        conference = a_conference(chair=None, review_due_on=day("Thu 10 Jul 2025"))
        conference.pop("chair")
        case = given(received(conference=conference)).case

        assert case.roles == {}
        assert [one.on for one in case.matching("review.due", None)] == [day("Thu 10 Jul 2025")]

    def test_the_newest_day_is_known_though_entries_come_out_of_order(self) -> None:
        late_record = letter("acknowledgement", "Thu 24 Apr 2025", AMINA)
        story = given(received(), offered("Tue 6 May 2025", "Mon 28 Apr 2025"), late_record)

        assert story.case.last_happened_on == day("Mon 28 Apr 2025")


class TestPoints:
    def test_a_point_added_later_enters_the_first_stage_of_its_route(self) -> None:
        more = act("point.added", on="Wed 23 Apr 2025", point=HOW_IT_WAS_RUN | {"id": "B"})

        assert given(received(), more).case.points["B"].stage == "stage-1"

    def test_a_point_of_another_matter_leaves_its_stage_for_another_route(self) -> None:
        elsewhere = act(
            "point.rerouted", on="Wed 23 Apr 2025", point="A", matter="agency-service",
            reason="It is about the school.",
        )  # fmt: skip
        point = given(received(), elsewhere).case.points["A"]

        assert (point.matter, point.stage) == ("agency-service", None)
        assert point.stages["stage-1"].closed_on == day("Wed 23 Apr 2025")

    def test_a_referred_point_found_to_belong_here_lives_again(self) -> None:
        back = act(
            "point.rerouted", on="Mon 28 Apr 2025", point="S", matter="process",
            reason="It is about the conference after all.",
        )  # fmt: skip
        point = given(*SENT_ELSEWHERE, back).case.points["S"]

        assert (point.status, point.stage, point.referral) == ("live", "stage-1", None)
        assert point.ended_on is None

    def test_a_referral_is_taken_on_and_closed(self) -> None:
        taken = act("referral.answered", on="Fri 25 Apr 2025", point="S", state="taken on")
        done = act(
            "referral.answered", on="Fri 2 May 2025", point="S", state="closed", outcome="Upheld."
        )
        story = given(*SENT_ELSEWHERE, taken)

        assert story.case.points["S"].referral.state == "taken on"  # type: ignore[union-attr]
        referral = story.and_then(done).case.points["S"].referral
        assert referral is not None
        assert (referral.state, referral.outcome) == ("closed", "Upheld.")

    def test_siblings_may_be_answered_one_by_one(self) -> None:
        children = [{"id": "kit", "decision": "become"}, {"id": "lou", "decision": "become"}]
        story = given(received(conference=a_conference(children=children)), met())
        one = story.and_then(answered(child="kit"))
        both = one.and_then(answered(child="lou"))

        assert not one.case.points["A"].is_answered_at("stage-1")
        assert both.case.points["A"].is_answered_at("stage-1")

    def test_siblings_may_have_different_results(self) -> None:
        children = [{"id": "kit"}, {"id": "lou"}]
        road = [
            received(
                procedure=OX,
                points=[HOW_IT_WAS_RUN],
                conference=a_conference(children=children),
            ),
            *PROCESS_TOLD[1:],
        ]
        one = given(*road, result("status-quo", "Mon 12 May 2025", child="kit"), under=OX)
        both = one.and_then(result("review-brought-forward", "Mon 12 May 2025", child="lou"))

        assert one.case.points["A"].is_live
        assert both.case.points["A"].status == "ended"

    def test_an_ended_point_taken_further_lives_again_and_keeps_its_earlier_result(self) -> None:
        ended = given(*PROCESS_TOLD, result("status-quo", "Mon 12 May 2025", AMINA), under=OX)
        again = ended.and_then(asked_for("process-manager", "Tue 20 May 2025"))
        point = again.case.points["A"]

        assert ended.case.points["A"].status == "ended"
        assert (point.status, point.stage, point.ended_on) == ("live", "process-manager", None)
        assert [one.result for one in point.earlier_results] == ["status-quo"]
        assert point.results == {}

    def test_a_point_passed_on_by_the_chair_moves_too(self) -> None:
        ended = given(*PROCESS_TOLD, under=OX)
        passed = act(
            "stage.passed-on", on="Tue 20 May 2025", by=AMINA, stage="process-manager",
            points=["A"], reason="She is not content.", named={"by": AMINA},
        )  # fmt: skip

        assert ended.and_then(passed).case.points["A"].stage == "process-manager"

    def test_a_stage_is_answered_once_every_point_at_it_is(self) -> None:
        story = given(received(points=TWO_POINTS), met(), answered())

        assert not story.case.matching("stage.answered", "stage-1")
        both = story.and_then(answered(point="B"))
        assert both.case.matching("stage.answered", "stage-1")[0].points == ("A", "B")


class TestMeetings:
    def test_an_offer_plans_a_date_and_declining_or_cancelling_it_unplans(self) -> None:
        story = given(*AT_STAGE_1)
        no = act("meeting.declined", on="Fri 25 Apr 2025", meeting="stage-1-appointment")
        off = act(
            "meeting.cancelled", on="Fri 25 Apr 2025", meeting="stage-1-appointment", reason="Ill."
        )

        assert story.case.meetings["stage-1-appointment"].planned_on == day("Tue 6 May 2025")
        for change in (no, off):
            changed = story.and_then(change).case.meetings["stage-1-appointment"]
            assert changed.planned_on is None

    def test_the_hour_of_a_meeting_is_londons(self) -> None:
        at_half_past_two = act(
            "meeting.offered", on="Thu 24 Apr 2025", meeting="stage-1-appointment",
            for_on=day("Tue 6 May 2025"), named={"at": "14:30"},
        )  # fmt: skip
        (planned,) = given(received(), at_half_past_two).case.matching("meeting.planned", None)

        assert planned.at is not None
        assert planned.at.astimezone(UTC).isoformat() == "2025-05-06T13:30:00+00:00"

    def test_a_supporter_may_be_let_go(self) -> None:
        gone = act("supporter.ended", on="Fri 25 Apr 2025", name="Jo")

        assert given(*SENT_ELSEWHERE).case.supporters == {"Jo": "advocate"}
        assert given(*SENT_ELSEWHERE, gone).case.supporters == {}

    def test_whoever_held_a_meeting_took_part_in_its_stage_but_the_complainant(self) -> None:
        assert given(*MET).case.took_part["stage-1"] == {"lena", "amina"}


class TestLateSteps:
    def test_a_late_request_waits_and_goes_on_once_accepted(self) -> None:
        late = given(*STAGE_1_DONE, asked_for("stage-2", "Mon 9 Jun 2025"))
        yes = judged(
            "lateness.decided", "Tue 10 Jun 2025", BEN, right="ask-for-stage-2", accepted=True
        )
        no = judged(
            "lateness.decided", "Tue 10 Jun 2025", BEN, right="ask-for-stage-2", accepted=False
        )

        assert late.case.pending == [("stage-2", ("A",), 10)]
        assert late.and_then(yes).case.points["A"].stage == "stage-2"
        assert late.and_then(no).case.points["A"].stage == "stage-1"
        assert late.and_then(yes).case.pending == late.and_then(no).case.pending == []

    def test_a_settled_point_is_taken_up_again_by_a_late_request_that_is_accepted(self) -> None:
        story = given(
            *STAGE_1_DONE,
            act("point.settled", on="Mon 12 May 2025", point="A"),
            asked_for("stage-2", "Mon 9 Jun 2025"),
            judged(
                "lateness.decided", "Tue 10 Jun 2025", BEN, right="ask-for-stage-2", accepted=True
            ),
        )

        assert (story.case.points["A"].status, story.case.points["A"].stage) == ("live", "stage-2")

    @pytest.mark.parametrize(("accepted", "is_refused"), [(True, False), (False, True)])
    def test_a_complaint_is_refused_as_a_whole_by_a_person_only(
        self, *, accepted: bool, is_refused: bool
    ) -> None:
        late = given(received("Wed 30 Apr 2025"))
        decided = judged(
            "lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=accepted
        )

        assert not late.case.is_refused
        assert late.and_then(decided).case.is_refused is is_refused


class TestPanels:
    def test_a_chair_who_stands_down_is_no_longer_the_panels_chair(self) -> None:
        gone = act(
            "panelist.removed", on="Tue 5 Aug 2025", panel="appeal-panel", person="ingrid",
            reason="Ill.",
        )  # fmt: skip
        story = given(*PANEL_NAMED)

        assert story.case.roles["panel-chair"] == INGRID
        assert "panel-chair" not in story.and_then(gone).case.roles

    def test_only_decisions_that_somebody_barred_took_part_in_are_tainted(self) -> None:
        everybody = (INGRID, CARYS, PIOTR)
        story = given(
            *PANEL_NAMED,
            appointed(DEV),
            sat(INGRID, CARYS, PIOTR, DEV),
            put("support-decision", everybody),
            put("procedures-followed", everybody, abstained=["dev"]),
            act(
                "panelist.removed", on="Fri 15 Aug 2025", panel="appeal-panel", person="dev",
                reason="He once managed the case.", bar="line-management",
            ),
        )  # fmt: skip

        assert [one.tainted_by for one in story.case.panels["appeal-panel"].made] == [(), ("dev",)]

    def test_a_sitting_that_lacks_information_sets_the_day_of_the_next(self) -> None:
        lacking = {"timescale": "Two weeks.", "further_on": "2025-09-04"}
        everybody = (INGRID, CARYS, PIOTR)
        story = given(*SITTING, put("not-enough-information", everybody, details=lacking), rose())
        panel = story.case.panels["appeal-panel"]

        assert panel.planned_on == day("Thu 4 Sep 2025")
        assert panel.sittings[-1].is_adjourned
        assert not panel.is_concluded
        assert given(*SUPPORTED).case.panels["appeal-panel"].is_concluded

    def test_a_booked_sitting_is_planned(self) -> None:
        booked = act(
            "sitting.booked", on="Mon 4 Aug 2025", panel="appeal-panel",
            for_on=day("Thu 14 Aug 2025"),
        )  # fmt: skip

        assert given(*PANEL_NAMED, booked).case.panels["appeal-panel"].planned_on == day(
            "Thu 14 Aug 2025"
        )


class TestTheCaseAsAWhole:
    def test_a_later_conference_reviews_and_the_newest_day_stands(self) -> None:
        first = act("conference.held", on="Wed 3 Sep 2025", conference="review", decided="Goes on.")
        story = given(*SUPPORTED, first)

        assert story.case.reviewed_on == day("Wed 3 Sep 2025")
        assert story.case.conferences["review"].decided == "Goes on."

    def test_the_reconvened_conferences_chair_holds_that_role(self) -> None:
        case = given(*FOLLOWED_UP).case

        assert case.roles["reconvened-chair"].id == "sol"
        assert [one.person for one in case.matching("attendee.expected", "reconvened")] == [
            "father"
        ]

    def test_a_closed_case_opens_again(self) -> None:
        story = given(
            received(points=[ON_THE_PLAN]),
            act("point.withdrawn", on="Wed 23 Apr 2025", point="A"),
            *(
                act("notice.given", on="Wed 23 Apr 2025", notice=notice)
                for notice in ("tell-officer-received",)
            ),
            act("case.closed", on="Wed 23 Apr 2025"),
        )
        reopened = story.and_then(act("case.reopened", on="Thu 24 Apr 2025", reason="She rang."))

        assert story.case.closed_on == day("Wed 23 Apr 2025")
        assert reopened.case.closed_on is None

    def test_a_moved_case_runs_under_the_version_it_was_moved_to(self) -> None:
        story = given(
            received(),
            act(
                "case.moved", on="Thu 1 May 2025", to="sp-cpc/2", reason="It is kinder.",
                agreed_by=BEN,
            ),
        )  # fmt: skip

        assert procedure_of(given(*AT_STAGE_1).events) == SP
        assert procedure_of(story.events) == "sp-cpc/2"

    def test_a_challenge_and_what_came_of_it_are_kept(self) -> None:
        assert given(*FOLLOWED_UP).case.challenges == {"ombudsman": ""}


class TestCorrections:
    def test_the_last_correction_of_an_entry_holds(self) -> None:
        story = given(
            *AT_STAGE_1,
            corrected(3, "Mon 28 Apr 2025", happened_on=day("Wed 23 Apr 2025")),
            corrected(3, "Tue 29 Apr 2025", happened_on=day("Fri 25 Apr 2025")),
        )

        assert story.duty("acknowledge").met_on == day("Fri 25 Apr 2025")
        assert [event.number for event in effective(story.events)] == [1, 2, 3, 4, 5, 6]

    def test_a_struck_entry_has_no_effect_and_leaves_no_gap_in_the_count(self) -> None:
        story = given(*AT_STAGE_1, corrected(3, "Mon 28 Apr 2025", struck=True))

        assert story.duty("acknowledge").status == "overdue"
        assert story.case.length == 5
        assert [event.number for event in effective(story.events)] == [1, 2, 4, 5]

    def test_a_correction_of_nothing_changes_nothing(self) -> None:
        story = given(*AT_STAGE_1, corrected(3, "Mon 28 Apr 2025", struck=True))
        stray = story.events[-1]
        assert isinstance(stray.data, EntryCorrected)

        assert list(effective([stray])) == [stray]


class TestAnswersAboutAPoint:
    def test_where_points_are(self) -> None:
        story = given(received(points=[ON_THE_PLAN, THE_SCHOOL]))

        assert [point.id for point in story.case.live_points()] == ["A", "S"]
        assert [point.id for point in story.case.points_at("stage-1")] == ["A"]

    def test_answers_are_by_stage(self) -> None:
        story = given(
            *WITH_THE_MANAGER, answered("process-manager", "Mon 2 Jun 2025", QUINN), under=OX
        )
        point = story.case.points["A"]

        assert len(point.answers_at("process-manager")) == 1
        assert point.answers_at("adjudication") == ()

    def test_a_conference_is_asked_of_a_case_that_has_begun(self) -> None:
        with pytest.raises(AssertionError, match="no complaint yet"):
            _ = Case(procedure(SP)).conference

    def test_a_second_stage_closes_the_first(self) -> None:
        stages = given(*AT_STAGE_2).case.points["A"].stages

        assert stages["stage-1"].closed_on == day("Fri 9 May 2025")
        assert stages["stage-2"].closed_on is None

    def test_who_sent_a_letter_took_part(self) -> None:
        assert given(*STAGE_1_DONE).case.senders["stage-1-outcome"] == LENA
