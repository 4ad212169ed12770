"""Stage 1 of the three-stage procedure: from the complaint to its first letter (SP 3)."""

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from reconvene.core.workdays import end_of
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    THE_SCHOOL,
    a_conference,
    answered,
    asked_for,
    closed,
    declined,
    judged,
    letter,
    met,
    notice,
    offered,
    received,
)
from tests.support.core.cast import A_CHILD, AMINA, BEN, EWA, LENA, RHYS, SOL
from tests.support.core.roads import ANSWERED, AT_STAGE_1, MET, STAGE_1_DONE, STAGE_1_TOLD
from tests.support.days import day
from tests.support.given import SP, Act, act, given


@pytest.mark.clauses("SP 3.1")
def test_stage_1_is_for_the_chair_and_the_line_manager() -> None:
    story = given(*MET)

    assert procedure(SP).stage("stage-1").people == ("conference-chair", "line-manager")
    for either in (AMINA, LENA):
        story.when(answered(by=either)).then()
    story.when(answered(by=RHYS)).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "SP 3.1", roles=("conference-chair", "line-manager")
    )


@pytest.mark.clauses("SP 3.2")
def test_the_tenth_working_day_after_the_conference_is_the_last() -> None:
    story = given(received("Mon 28 Apr 2025"))

    assert story.right("complain").last_on == day("Mon 28 Apr 2025")
    assert story.right("complain").status == "used"
    assert end_of(day("Mon 28 Apr 2025")).isoformat() == "2025-04-28T23:00:00+00:00"


@pytest.mark.clauses("SP 3.2")
def test_a_later_complaint_is_marked_late_and_waits_for_a_persons_decision() -> None:
    outcome = given().when(received("Wed 30 Apr 2025"))

    story = outcome.then_warned(
        "complaint-late", "SP 3.2", last_on="2025-04-28", working_days_late=2
    )
    assert story.right("complain").status == "used late"
    story.when(met()).then_refused(Ground.LATENESS_UNDECIDED, "SP 3.2", last_on="2025-04-28")


@pytest.mark.clauses("SP 3.2")
def test_a_late_complaint_taken_on_goes_on() -> None:
    story = given(received("Wed 30 Apr 2025"))
    on_it_goes = judged("lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=True)

    story.and_then(on_it_goes).when(met()).then()


@pytest.mark.clauses("SP 3.2", "SP 7.1")
def test_a_late_complaint_not_taken_on_is_reasoned_and_told_with_where_to_go_next() -> None:
    story = given(received("Wed 30 Apr 2025"))
    no = judged("lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=False)
    silent = judged(
        "lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=False, reasons=""
    )
    by_the_chair = judged(
        "lateness.decided", "Thu 1 May 2025", AMINA, right="complain", accepted=False
    )

    story.when(silent).then_refused(Ground.NEEDS_REASON, "SP 3.2")
    story.when(by_the_chair).then_refused(Ground.NOT_THEIRS_TO_DECIDE, "SP 3.2")
    refused = story.and_then(no)

    refused.when(met()).then_refused(Ground.NO_RIGHT, "SP 3.2")
    assert refused.case.points["A"].status == "not taken on"
    assert refused.is_owed("tell-lateness")
    assert {"lateness", "further-challenge"} <= set(procedure(SP).letter("late-decision").says)
    told = refused.and_then(letter("late-decision", "Fri 2 May 2025", BEN))
    assert not told.is_owed("tell-lateness")


@pytest.mark.clauses("SP 3.2")
def test_first_contact_in_time_keeps_its_date() -> None:
    story = given(received("Wed 30 Apr 2025", first_contact_on=day("Fri 25 Apr 2025")))

    assert story.right("complain").status == "used"
    story.when(met()).then()


@pytest.mark.clauses("SP 3.2", "SP 3.3")
def test_a_spoken_complaint_is_put_in_writing_and_confirmed() -> None:
    story = given(received(form="spoken", channel="telephone"))
    read_back = act("complaint.confirmed", on="Thu 24 Apr 2025", confirmed_by="Ewa Example")

    assert story.duty("put-in-writing").owners == ("conference-chair",)
    assert story.and_then(read_back).duty("put-in-writing").status == "met"
    assert not given(received()).duties("put-in-writing")


@pytest.mark.clauses("SP 3.3")
def test_help_that_is_asked_for_is_owed() -> None:
    story = given(received(needs_help=True))
    help_given = act("assistance.given", on="Wed 23 Apr 2025", how="We wrote it down together.")

    assert story.duty("give-help").status == "open"
    assert story.and_then(help_given).duty("give-help").status == "met"
    assert not given(received()).duties("give-help")


@pytest.mark.clauses("SP 3.4")
def test_the_complaints_officer_is_told_of_every_complaint() -> None:
    story = given(received())
    told = story.and_then(notice("tell-officer-received", "Tue 22 Apr 2025", AMINA))

    assert story.duty("tell-complaints-officer").owners == ("conference-chair",)
    assert not story.duty("tell-complaints-officer").has_limit
    assert told.duty("tell-complaints-officer").status == "met"


@pytest.mark.clauses("SP 3.4")
@pytest.mark.parametrize(
    "channel", ["childrens-act-complaint", "nhs-complaint", "agency-complaint"]
)
def test_an_outside_point_has_its_channel_its_date_and_its_letter(channel: str) -> None:
    story = given(received(points=[ON_THE_PLAN, THE_SCHOOL]))
    elsewhere = letter("referred-elsewhere", "Fri 25 Apr 2025", BEN)
    story.when(elsewhere).then_refused(
        Ground.LETTER_INCOMPLETE, "SP 1.4 and 3.4", needs=("referral:S",)
    )
    sent_on = act(
        "point.referred", on="Thu 24 Apr 2025", point="S", channel=channel, agency="education"
    )

    told = story.and_then(sent_on, elsewhere)

    referral = told.case.points["S"].referral
    assert referral is not None
    assert (referral.channel, referral.on) == (channel, day("Thu 24 Apr 2025"))
    assert told.duty("tell-where-sent").status == "met"


@pytest.mark.clauses("SP 3.5")
def test_the_chair_acknowledges_within_three_working_days() -> None:
    story = given(received())
    acknowledged = letter("acknowledgement", "Fri 25 Apr 2025", AMINA)
    a_day_late = letter("acknowledgement", "Sat 26 Apr 2025", AMINA)

    assert story.duty("acknowledge").last_on == day("Fri 25 Apr 2025")
    assert story.duty("acknowledge").owners == ("conference-chair",)
    assert story.duty("acknowledge").owner == "amina"
    assert story.as_on("Fri 25 Apr 2025").duty("acknowledge").status == "open"
    assert story.as_on("Sat 26 Apr 2025").duty("acknowledge").status == "overdue"
    assert story.and_then(acknowledged).duty("acknowledge").status == "met"
    assert story.and_then(a_day_late).duty("acknowledge").status == "met late"


@pytest.mark.clauses("SP 3.6")
def test_an_appointment_is_offered_and_held_within_ten_working_days() -> None:
    story = given(received())
    with_a_date = story.and_then(offered("Wed 7 May 2025", "Wed 7 May 2025"))

    assert story.duty("offer-appointment").last_on == day("Wed 7 May 2025")
    assert story.duty("hold-appointment").last_on == day("Wed 7 May 2025")
    assert with_a_date.duty("offer-appointment").status == "met"
    assert with_a_date.duty("hold-appointment").status == "open"
    assert with_a_date.and_then(met("Wed 7 May 2025")).duty("hold-appointment").status == "met"
    assert with_a_date.and_then(met("Thu 8 May 2025")).duty("hold-appointment").status == "met late"


@pytest.mark.clauses("SP 3.6")
def test_an_appointment_proposed_too_late_is_taken_and_shown_as_late() -> None:
    late = offered("Thu 8 May 2025", "Fri 25 Apr 2025")

    given(received()).when(late).then_warned(
        "after-last-day", "SP 3.6 and 3.7", duty="Hold the appointment", last_on="2025-05-07"
    )


@pytest.mark.clauses("SP 3.6")
def test_a_date_the_complainant_declines_is_theirs_and_no_breach() -> None:
    story = given(*AT_STAGE_1, declined("Fri 25 Apr 2025")).as_on("Fri 30 May 2025")

    assert story.duty("hold-appointment").status == "met"
    assert story.duty("offer-another-date").target_on == day("Fri 2 May 2025")


@pytest.mark.clauses("SP 3.7")
@pytest.mark.parametrize(
    ("there", "missing"), [(LENA, "conference-chair"), (AMINA, "line-manager")]
)
def test_line_manager_and_chair_both_meet_the_complainant_unless_a_reason_is_given(
    there: Person, missing: str
) -> None:
    story = given(*AT_STAGE_1)
    present = (there, EWA)
    why = [{"what": missing, "reason": "Taken ill that morning."}]

    story.when(met(present=present)).then_refused(Ground.NOT_PRESENT, "SP 3.7", roles=(missing,))
    story.when(met(present=present, absent=why)).then()


@pytest.mark.clauses("SP 3.8")
def test_the_line_manager_answers_every_point_in_the_letter() -> None:
    two = [ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]
    story = given(received(points=two), met(), answered())
    outcome = letter("stage-1-outcome", "Fri 9 May 2025", LENA)

    assert story.duty("stage-1-letter").owners == ("line-manager",)
    story.when(outcome).then_refused(Ground.POINT_UNANSWERED, "SP 3.8", points=("B",))
    both = story.and_then(answered(point="B"))
    assert both.and_then(outcome).duty("stage-1-letter").status == "met"
    both.when(letter("stage-1-outcome", "Fri 9 May 2025", AMINA)).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "SP 3.8 and 3.9 and 1.2 and 7.1", roles=("line-manager",)
    )


@pytest.mark.clauses("SP 3.8")
def test_the_letter_has_a_local_aim_and_no_limit() -> None:
    duty = given(*MET).as_on("Mon 30 Jun 2025").duty("stage-1-letter")

    assert (duty.last_on, duty.target_on) == (None, day("Tue 13 May 2025"))
    assert duty.status == "open"


@pytest.mark.clauses("SP 3.8")
def test_agreed_actions_are_owed_until_done() -> None:
    sorry = {"id": "sorry", "what": "Write to apologise", "owner": "amina"}
    story = given(*MET, answered(actions=[sorry]))
    done = act("action.done", on="Mon 12 May 2025", action="sorry", evidence="The letter.")

    assert story.duty("do-agreed-action").status == "open"
    assert story.and_then(done).duty("do-agreed-action").status == "met"


CHAIR_WRITES = {"id": "sorry", "what": "Write to apologise", "owner": "conference-chair"}


@pytest.mark.clauses("SP 3.8")
def test_an_agreed_action_is_owed_by_whoever_was_named_by_the_day_agreed() -> None:
    story = given(*MET, answered(actions=[CHAIR_WRITES | {"by_on": "2025-05-24"}]))
    duty = story.duty("do-agreed-action")

    assert (duty.owners, duty.owner) == (("conference-chair",), AMINA.id)
    assert duty.what == "Write to apologise"
    assert (duty.last_on, duty.act_on) == (day("Sat 24 May 2025"), day("Fri 23 May 2025"))
    assert story.as_on("Sat 24 May 2025").duty("do-agreed-action").status == "open"
    assert story.as_on("Sun 25 May 2025").duty("do-agreed-action").status == "overdue"
    done = act("action.done", on="Mon 26 May 2025", action="sorry", evidence="The letter.")
    assert story.and_then(done).duty("do-agreed-action").status == "met late"


@pytest.mark.clauses("SP 3.8")
def test_an_action_agreed_without_a_day_has_no_limit() -> None:
    duty = given(*MET, answered(actions=[CHAIR_WRITES])).as_on("Mon 30 Jun 2025")

    owed = duty.duty("do-agreed-action")
    assert (owed.status, owed.last_on, owed.has_limit) == ("open", None, False)


@pytest.mark.clauses("SP 3.8")
@pytest.mark.parametrize(
    ("named", "owners"),
    [("amina", ("conference-chair",)), ("minute-taker", ("line-manager",)),
     ("The health visitor", ("line-manager",))],
)  # fmt: skip
def test_an_action_for_somebody_without_work_here_falls_to_the_line_manager(
    named: str, owners: tuple[str, ...]
) -> None:
    story = given(*MET, answered(actions=[CHAIR_WRITES | {"owner": named}]))

    assert story.duty("do-agreed-action").owners == owners


@pytest.mark.clauses("SP 3.8")
def test_of_two_actions_on_one_point_only_the_one_done_is_met() -> None:
    check = CHAIR_WRITES | {"id": "check", "what": "Check the report", "owner": "line-manager"}
    story = given(*MET, answered(actions=[CHAIR_WRITES, check]))
    done = act("action.done", on="Mon 12 May 2025", action="sorry", evidence="The letter.")

    owed = story.and_then(done).duties("do-agreed-action")
    assert [(one.what, one.status) for one in owed] == [
        ("Write to apologise", "met"),
        ("Check the report", "open"),
    ]
    assert len({one.key for one in owed}) == 2


@pytest.mark.clauses("SP 3.9")
def test_the_letter_promises_a_date_28_days_on_and_the_right_runs_to_it() -> None:
    story = given(*STAGE_1_TOLD)
    data = story.events[-1].data

    assert isinstance(data, LetterSent)
    assert "next-right" in data.said
    assert data.promised == {"ask-for-stage-2": day("Fri 6 Jun 2025")}
    assert story.right("ask-for-stage-2").last_on == day("Fri 6 Jun 2025")
    assert story.as_on("Fri 6 Jun 2025").right("ask-for-stage-2").status == "open"
    assert story.as_on("Sat 7 Jun 2025").right("ask-for-stage-2").status == "lapsed"


@pytest.mark.clauses("SP 3.9")
def test_a_familys_last_day_moves_on_to_a_working_day() -> None:
    told_on = "Mon 28 Apr 2025"  # 28 days on is the spring bank holiday
    story = given(
        received(), met("Fri 25 Apr 2025"), answered(on="Fri 25 Apr 2025"),
        letter("stage-1-outcome", told_on, LENA),
    )  # fmt: skip

    assert story.right("ask-for-stage-2").last_on == day("Tue 27 May 2025")


@pytest.mark.clauses("SP 3.9")
def test_a_late_request_goes_on_by_a_persons_decision_only() -> None:
    story = given(*STAGE_1_DONE)
    late = asked_for("stage-2", "Mon 9 Jun 2025")
    facts = {"last_on": "2025-06-06", "asked_on": "2025-06-09"}

    asked = story.when(late).then_warned("request-late", "SP 3.9", **facts)

    assert asked.case.points["A"].stage == "stage-1"
    yes = judged("lateness.decided", "Tue 10 Jun 2025", BEN, right="ask-for-stage-2", accepted=True)
    assert asked.and_then(yes).case.points["A"].stage == "stage-2"


@pytest.mark.clauses("SP 3.10")
def test_officer_and_service_manager_both_have_a_copy_of_the_letter() -> None:
    story = given(*STAGE_1_TOLD)
    officer = story.and_then(notice("copy-stage-1-officer", "Fri 9 May 2025"))
    both = officer.and_then(notice("copy-stage-1-manager", "Fri 9 May 2025"))

    assert story.owed() == {"copy-letter-officer", "copy-letter-manager"}
    assert officer.owed() == {"copy-letter-manager"}
    assert both.owed() == set()
    given(*ANSWERED).when(notice("copy-stage-1-officer", "Fri 9 May 2025")).then_refused(
        Ground.NOT_CALLED_FOR, "SP 3.10", letter="stage-1-outcome"
    )


@pytest.mark.clauses("SP 3.10")
def test_nobody_is_sent_a_copy_of_their_own_letter() -> None:
    same_person = act("role.assigned", on="Tue 22 Apr 2025", role="service-manager", person=LENA)
    somebody_else = act("role.assigned", on="Tue 22 Apr 2025", role="service-manager", person=SOL)
    outcome = letter("stage-1-outcome", "Fri 9 May 2025", LENA)

    own = given(*ANSWERED, same_person, outcome).duty("copy-letter-manager")
    others = given(*ANSWERED, somebody_else, outcome).duty("copy-letter-manager")

    assert (own.status, own.why_not) == ("no longer owed", "own-letter")
    assert others.status == "open"


@pytest.mark.clauses("SP 3.2")
def test_a_complaint_about_a_conference_yet_to_come_is_refused() -> None:
    later = a_conference(held_on=day("Thu 1 May 2025"))

    given().when(received(conference=later)).then_refused(
        Ground.DATE_OUT_OF_ORDER, "law", held_on="2025-05-01"
    )


@pytest.mark.clauses("SP 3.5")
def test_a_complaint_that_goes_elsewhere_as_a_whole_is_acknowledged_all_the_same() -> None:
    story = given(received(points=[THE_SCHOOL]))

    told = story.and_then(letter("acknowledgement", "Thu 24 Apr 2025", AMINA))

    assert told.duty("acknowledge").status == "met"


@pytest.mark.clauses("SP 3.5")
def test_a_point_sent_elsewhere_does_not_end_the_duty_to_acknowledge() -> None:
    sent = act(
        "point.referred",
        on="Wed 23 Apr 2025",
        point="S",
        channel="agency-complaint",
        agency="education",
    )
    story = given(received(points=[THE_SCHOOL]), sent)

    assert story.is_owed("acknowledge")
    story.when(letter("acknowledgement", "Thu 24 Apr 2025", AMINA)).after.duty("acknowledge")


@pytest.mark.clauses("SP 3.5")
def test_a_complaint_that_was_not_taken_on_is_told_so_and_not_acknowledged() -> None:
    story = given(received("Wed 30 Apr 2025"))
    no = judged("lateness.decided", "Thu 1 May 2025", BEN, right="complain", accepted=False)

    assert story.is_owed("acknowledge")
    assert story.and_then(no).owed() >= {"tell-lateness"}
    assert not story.and_then(no).is_owed("acknowledge")


@pytest.mark.clauses("SP 3.5")
def test_nothing_can_be_acknowledged_before_it_came() -> None:
    story = given(received("Wed 23 Apr 2025", first_contact_on=day("Tue 22 Apr 2025")))

    story.when(letter("acknowledgement", "Tue 22 Apr 2025", AMINA)).then_refused(
        Ground.DATE_OUT_OF_ORDER, "law", happened_on="2025-04-22", began_on="2025-04-23"
    )
    told = story.and_then(letter("acknowledgement", "Wed 23 Apr 2025", AMINA))
    assert told.duty("acknowledge").status == "met"


@pytest.mark.clauses("SP 3.4")
def test_a_point_sent_elsewhere_is_followed_up_until_that_process_has_finished() -> None:
    sent = act(
        "point.referred",
        on="Wed 23 Apr 2025",
        point="S",
        channel="agency-complaint",
        agency="education",
    )
    answered_there = act("referral.answered", on="Mon 2 Jun 2025", point="S", state="closed")
    mistaken = act(
        "point.rerouted", on="Mon 2 Jun 2025", point="S", matter="process", reason="It is about us."
    )
    story = given(received(points=[ON_THE_PLAN, THE_SCHOOL]), sent)

    duty = story.duty("follow-referral")
    assert (duty.owners, duty.last_on, duty.is_open) == (("complaints-officer",), None, True)
    assert story.and_then(answered_there).duty("follow-referral").status == "met"
    assert story.and_then(mistaken).duty("follow-referral").status == "no longer owed"


class TestAPointRaisedAfterTheTenthWorkingDay:
    def added(self, on: str = "Tue 10 Jun 2025", **details: object) -> Act:
        return act("point.added", on=on, point={**HOW_IT_WAS_RUN, "id": "B", **details})

    def decided(self, *, accepted: bool, points: tuple[str, ...] = ("B",)) -> Act:
        return judged(
            "lateness.decided", "Wed 11 Jun 2025", BEN, right="complain", accepted=accepted,
            points=points,
        )  # fmt: skip

    @pytest.mark.clauses("SP 3.2")
    def test_is_marked_late_and_waits_for_a_persons_decision(self) -> None:
        waiting = (
            given(*STAGE_1_TOLD)
            .when(self.added())
            .then_warned("point-late", "SP 3.2", last_on="2025-04-28", working_days_late=29)
        )

        assert waiting.case.points["B"].status == "waiting"
        assert waiting.case.points["B"].stage is None
        assert waiting.owed() >= {"decide-late-point"}
        waiting.when(answered(on="Wed 11 Jun 2025", point="B")).then_refused(
            Ground.LATENESS_UNDECIDED, "SP 3.2", points=("B",)
        )
        waiting.when(closed("Wed 11 Jun 2025")).then_refused(
            Ground.LATENESS_UNDECIDED, "SP 3.2", points=("B",)
        )

    @pytest.mark.clauses("SP 3.2")
    def test_goes_to_its_first_stage_once_it_is_taken_on(self) -> None:
        story = given(*STAGE_1_TOLD).and_then(self.added(), self.decided(accepted=True))

        assert story.case.points["B"].stage == "stage-1"
        assert story.case.points["B"].stages["stage-1"].opened_on == day("Wed 11 Jun 2025")
        assert story.duty("decide-late-point").status == "met"
        assert story.is_owed("tell-lateness")

    @pytest.mark.clauses("SP 3.2", "SP 7.1")
    def test_leaves_the_others_as_they_are_when_it_is_not_taken_on_and_the_family_is_told(
        self,
    ) -> None:
        story = given(*STAGE_1_TOLD).and_then(self.added(), self.decided(accepted=False))

        assert story.case.points["B"].status == "not taken on"
        assert story.case.points["A"].is_live
        assert not story.case.is_refused
        told = story.and_then(letter("late-decision", "Thu 12 Jun 2025", BEN))
        assert not told.is_owed("tell-lateness")

    @pytest.mark.clauses("SP 3.2")
    def test_is_decided_by_whoever_decides_on_a_late_complaint_and_with_reasons(self) -> None:
        story = given(*STAGE_1_TOLD).and_then(self.added())
        by_the_chair = judged(
            "lateness.decided", "Wed 11 Jun 2025", AMINA, right="complain", accepted=True
        )

        story.when(by_the_chair).then_refused(Ground.NOT_THEIRS_TO_DECIDE, "SP 3.2")
        story.when(self.decided(accepted=True, points=("A",))).then_refused(
            Ground.NOT_CALLED_FOR, "SP 3.2", not_waiting="A"
        )

    @pytest.mark.clauses("SP 3.2")
    def test_is_decided_with_the_others_that_wait_where_none_is_named(self) -> None:
        story = given(*STAGE_1_TOLD).and_then(self.added(), self.added(id="C"))
        both = story.and_then(self.decided(accepted=True, points=()))

        assert both.case.points["B"].stage == both.case.points["C"].stage == "stage-1"
        assert all(duty.status == "met" for duty in both.duties("decide-late-point"))
        assert not both.may("lateness.decided", "complain")

    @pytest.mark.clauses("SP 3.2")
    def test_waits_for_the_decision_on_the_complaint_where_that_came_late_too(self) -> None:
        late = given(received("Wed 30 Apr 2025")).and_then(self.added("Fri 2 May 2025"))
        on_it_goes = judged(
            "lateness.decided", "Fri 2 May 2025", BEN, right="complain", accepted=True
        )
        refused = judged(
            "lateness.decided", "Fri 2 May 2025", BEN, right="complain", accepted=False
        )

        assert late.and_then(on_it_goes).case.points["B"].status == "waiting"
        assert late.and_then(refused).case.points["B"].status == "not taken on"
        assert late.and_then(refused).case.is_refused

    @pytest.mark.clauses("SP 3.2")
    def test_can_be_taken_back_while_it_waits(self) -> None:
        story = given(*STAGE_1_TOLD).and_then(
            self.added(), act("point.withdrawn", on="Wed 11 Jun 2025", point="B")
        )

        assert not story.is_owed("decide-late-point")
        assert not story.may("lateness.decided", "complain")

    @pytest.mark.clauses("SP 3.2", "SP 1.4")
    def test_goes_elsewhere_at_once_where_it_belongs_elsewhere(self) -> None:
        story = given(*STAGE_1_TOLD).and_then(self.added(matter="agency-service"))

        assert story.case.points["B"].is_live

    @pytest.mark.clauses("SP 3.2")
    def test_goes_on_at_once_where_it_was_raised_in_time(self) -> None:
        story = given(*AT_STAGE_1).and_then(self.added("Mon 28 Apr 2025"))

        assert story.case.points["B"].stage == "stage-1"


@pytest.mark.clauses("SP 3.3", "SP 1.3")
def test_help_and_an_advocate_count_from_the_first_contact_on() -> None:
    early = {"first_contact_on": day("Thu 24 Apr 2025"), "needs_help": True, "form": "spoken"}
    story = given(received("Mon 28 Apr 2025", complainant=A_CHILD, **early))
    helped = act("assistance.given", on="Fri 25 Apr 2025", how="We wrote it down together.")
    offered_one = act("advocate.offered", on="Fri 25 Apr 2025", response="accepted")

    assert story.duty("offer-advocate").target_on == day("Thu 1 May 2025")
    story = story.and_then(helped, offered_one)
    assert story.duty("give-help").status == story.duty("offer-advocate").status == "met"
