"""What the language can say and neither shipped procedure says: each tried on one made for it."""

from dataclasses import replace
from typing import Any

import pytest

from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Allowed, Ground, Refused
from reconvene.core.procedure.duties import Late
from reconvene.core.procedure.parts import Paper, Ref
from reconvene.core.procedure.people import AnchorDate
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    AN_OX_DECISION,
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    THE_SCHOOL,
    a_conference,
    answered,
    appointed,
    asked_for,
    closed,
    gate,
    judged,
    letter,
    met,
    put,
    received,
    received_in_oxfordshire,
    result,
    rose,
    sat,
    weighed,
)
from tests.support.core.cast import AMINA, BEN, CARYS, INGRID, PIOTR
from tests.support.core.roads import (
    ADJUDICATED,
    AT_STAGE_1,
    PANEL_NAMED,
    PROCESS_TOLD,
    SITTING,
    STAGE_1_DONE,
)
from tests.support.days import day
from tests.support.given import OX, SP, act, given, with_rule, with_section, without_rule

ALL = (INGRID, CARYS, PIOTR)


def test_a_late_step_may_need_one_of_the_named_excuses() -> None:
    late = Late(rule="with excuse", excuses=("illness",), source=("3.2",))
    definition = procedure(SP)
    under = with_section(definition, lodging=definition.lodging.model_copy(update={"late": late}))
    story = given(received("Wed 30 Apr 2025"), under=under)

    def deciding(*, accepted: bool, **details: Any) -> Any:
        return judged(
            "lateness.decided",
            "Thu 1 May 2025",
            BEN,
            right="complain",
            accepted=accepted,
            **details,
        )

    story.when(deciding(accepted=True)).then_refused(
        Ground.DETAIL_MISSING, "SP 3.2", detail="excuse", among=("illness",)
    )
    story.when(deciding(accepted=True, excuse="holiday")).then_refused(
        Ground.DETAIL_MISSING, "SP 3.2"
    )
    story.when(deciding(accepted=True, excuse="illness")).then()
    story.when(deciding(accepted=False)).then()


def test_a_late_complaint_may_simply_be_taken_on() -> None:
    definition = procedure(SP)
    late = Late(rule="accept", source=("3.2",))
    under = with_section(definition, lodging=definition.lodging.model_copy(update={"late": late}))
    story = given(received("Wed 30 Apr 2025"), under=under)

    assert story.right("complain").status == "used late"
    story.when(met()).then()
    assert not story.may("lateness.decided", "complain")


def test_a_late_request_may_simply_go_on_marked_late() -> None:
    late = Late(rule="accept", source=("3.9",))
    under = with_rule(procedure(SP), "rights", "ask-for-stage-2", late=late)
    story = given(*STAGE_1_DONE, asked_for("stage-2", "Mon 9 Jun 2025"), under=under)

    assert story.case.points["A"].stage == "stage-2"
    assert story.right("ask-for-stage-2").status == "used late"


def test_a_limit_may_count_from_a_date_somebody_notes() -> None:
    noted = AnchorDate(id="minutes-received", label="The minutes came", source=("3.2",))
    definition = with_section(procedure(SP), dates=(noted,))
    lodging = definition.lodging.model_copy(
        update={"counted_from": (Ref(kind="date.noted", about="minutes-received"),)}
    )
    story = given(received("Wed 30 Apr 2025"), under=with_section(definition, lodging=lodging))
    minutes = act("date.noted", on="Wed 16 Apr 2025", date="minutes-received")

    assert story.right("complain").status == "not determined"
    told = story.and_then(minutes)
    assert told.right("complain").last_on == day("Fri 2 May 2025")
    assert told.right("complain").status == "used"


def test_a_stage_may_hand_its_points_over_to_another_process() -> None:
    under = with_rule(
        procedure(SP), "stages", "stage-1", form="handover", hands_over_to="agency-complaint",
        meeting=None,
    )  # fmt: skip
    definition = with_section(under, duties=(), letters=())
    handed = act(
        "point.referred", on="Thu 24 Apr 2025", point="A", channel="agency-complaint",
        agency="council",
    )  # fmt: skip
    elsewhere = act(
        "point.referred", on="Thu 24 Apr 2025", point="A", channel="nhs-complaint", agency="health"
    )
    story = given(received(), under=definition)

    story.when(elsewhere).then_refused(Ground.NOT_CALLED_FOR, "SP 1.1", point="A")
    story.when(handed).then()
    assert not story.may("point.answered", "stage-1")


@pytest.mark.parametrize("tracks", [True, False])
def test_a_referral_out_keeps_a_case_open_where_its_channel_is_tracked(*, tracks: bool) -> None:
    unfollowed = without_rule(procedure(SP), "duties", "follow-referral")
    channels = tuple(one.model_copy(update={"tracks": tracks}) for one in unfollowed.channels)
    story = given(
        received(points=[THE_SCHOOL]),
        act("notice.given", on="Tue 22 Apr 2025", notice="tell-officer-received"),
        act("task.done", on="Wed 23 Apr 2025", task="discuss-outside-points"),
        act(
            "point.referred", on="Thu 24 Apr 2025", point="S", channel="agency-complaint",
            agency="education",
        ),
        letter("referred-elsewhere", "Thu 24 Apr 2025", BEN),
        letter("acknowledgement", "Thu 24 Apr 2025", AMINA),
        under=with_section(unfollowed, channels=channels),
    )  # fmt: skip
    outcome = story.when(closed("Fri 25 Apr 2025"))

    if tracks:
        outcome.then_refused(Ground.DUTY_OPEN, "SP 1.4", point="S")
        answer = act("referral.answered", on="Fri 25 Apr 2025", point="S", state="closed")
        story.and_then(answer).when(closed("Fri 25 Apr 2025")).then()
    else:
        outcome.then()


def test_a_point_taken_on_late_stays_where_it_is_once_its_route_leads_out_of_here() -> None:
    added = act("point.added", on="Tue 10 Jun 2025", point=HOW_IT_WAS_RUN | {"id": "B"})
    taken_on = judged("lateness.decided", "Wed 11 Jun 2025", BEN, right="complain", accepted=True)
    story = given(*AT_STAGE_1, added, taken_on)
    elsewhere = with_rule(procedure(SP), "matters", "process", route="elsewhere")

    assert story.case.points["B"].stage == "stage-1"
    moved = fold(elsewhere, story.events).points["B"]
    assert (moved.status, moved.stage) == ("live", None)


class TestPanels:
    PAPER = Paper(id="the-complaint", label="The complaint", source=("5.1",))

    def test_a_panel_may_have_to_have_papers(self) -> None:
        under = with_rule(procedure(SP), "panels", "appeal-panel", papers=(self.PAPER,))
        story = given(*PANEL_NAMED, under=under)

        story.when(sat(*ALL)).then_refused(Ground.PAPER_MISSING, "SP 5.1", paper="the-complaint")
        story.when(sat(*ALL, considered=["the-complaint"])).then()
        missing = [{"what": "the-complaint", "reason": "It was spoken."}]
        story.when(sat(*ALL, papers_missing=missing)).then()

    def test_a_decision_may_be_for_one_kind_of_point_only(self) -> None:
        rule = procedure(SP).panel("appeal-panel")
        decisions = tuple(one.model_copy(update={"tags": ("complaint",)}) for one in rule.decisions)
        under = with_rule(procedure(SP), "panels", "appeal-panel", decisions=decisions)

        given(*SITTING, under=under).when(put("support-decision", ALL)).then_refused(
            Ground.NOT_IN_PROCEDURE, "SP 5.9.c", point="A", tag="appeal"
        )

    def test_of_two_panels_each_makes_its_own_decisions_while_it_sits(self) -> None:
        (first,) = procedure(SP).panels
        decision = first.decisions[0].model_copy(update={"id": "well-done"})
        second = first.model_copy(update={"id": "second-panel", "decisions": (decision,)})
        story = given(*SITTING, under=with_section(procedure(SP), panels=(first, second)))

        story.when(put("well-done", ALL)).then_refused(Ground.SITTING_NOT_OPEN, "SP 5.3")
        story.when(put("procedures-followed", ALL, panel="second-panel")).then_refused(
            Ground.NOT_IN_PROCEDURE, "SP 5.3", decision="procedures-followed"
        )
        assert isinstance(story.may("decision.put"), Allowed)

    def test_a_decision_two_panels_can_make_waits_for_the_one_that_sits(self) -> None:
        (first,) = procedure(SP).panels
        second = first.model_copy(update={"id": "second-panel"})
        story = given(*SITTING, under=with_section(procedure(SP), panels=(first, second)))

        story.when(put("support-decision", ALL, panel="second-panel")).then_refused(
            Ground.SITTING_NOT_OPEN, "SP 5.3"
        )

    def test_a_point_at_another_stage_is_not_before_the_panel(self) -> None:
        two = [ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]
        more = act("point.added", on="Mon 4 Aug 2025", point=two[1])
        taken_on = judged(
            "lateness.decided", "Mon 4 Aug 2025", BEN, right="complain", accepted=True
        )
        story = given(*PANEL_NAMED, more, taken_on, sat(*ALL))

        story.when(put("support-decision", ALL, point="B")).then_refused(
            Ground.NOT_AT_THIS_STAGE, "SP 5.9.c", point="B"
        )

    def test_a_decision_may_be_about_the_case_as_a_whole(self) -> None:
        rule = procedure(SP).panel("appeal-panel")
        decisions = tuple(one.model_copy(update={"per": "case"}) for one in rule.decisions)
        under = with_rule(procedure(SP), "panels", "appeal-panel", decisions=decisions)

        given(*SITTING, under=under).when(put("procedures-followed", ALL, point="")).then()

    def test_siblings_may_be_decided_on_one_by_one(self) -> None:
        children = [{"id": "kit", "decision": "become"}, {"id": "lou", "decision": "become"}]
        story = given(received(conference=a_conference(children=children)), *SITTING[1:])
        for_kit = put("support-decision", ALL, child="kit")
        other_for_lou = put(
            "recommend-reconvening", ALL, child="lou",
            details={"chair": "same", "recommendation": "Think of Lou again."},
        )  # fmt: skip
        other_for_kit = put(
            "recommend-reconvening", ALL, child="kit",
            details={"chair": "same", "recommendation": "Think of Kit again."},
        )  # fmt: skip

        story.and_then(for_kit).when(other_for_lou).then()
        story.and_then(for_kit).when(other_for_kit).then_refused(
            Ground.CONTRADICTS, "SP 5.9.d", other="support-decision"
        )

    def test_who_is_barred_may_be_declared_only_where_the_record_cannot_tell(self) -> None:
        rule = procedure(SP).panel("appeal-panel")
        bars = (rule.bars[0].model_copy(update={"kind": "personal-interest"}),)
        under = with_rule(procedure(SP), "panels", "appeal-panel", bars=bars)
        declared = {"personal-interest": False}

        given(*PANEL_NAMED[:-3], under=under).when(appointed(AMINA, declared=declared)).then()


class TestGatesOfTwoPoints:
    TWO = (
        received_in_oxfordshire(
            points=[
                AN_OX_DECISION,
                {"id": "B", "words": "It is not neglect.", "matter": "category"},
            ]
        ),
        answered("decision-chair", "Fri 9 May 2025", AMINA),
        answered("decision-chair", "Fri 9 May 2025", AMINA, point="B"),
        letter("decision-response", "Fri 9 May 2025", AMINA),
    )

    def test_each_point_is_tested_where_it_stands(self) -> None:
        story = given(*self.TWO, asked_for("adjudication", "Tue 20 May 2025"), under=OX)
        of_b = replace(weighed(), data=_with(weighed().data, point="B"))
        of_z = replace(weighed(), data=_with(weighed().data, point="Z"))

        story.when(of_b).then_refused(
            Ground.NOT_AT_THIS_STAGE, "OX 1b.2 and 1b.4", point="B", stage="adjudication"
        )
        story.when(of_z).then_refused(Ground.UNKNOWN, "law", detail="Z")

    def test_of_two_points_the_untested_one_cannot_be_decided(self) -> None:
        both = asked_for("adjudication", "Tue 20 May 2025", points=["A", "B"])
        story = given(*self.TWO, both, weighed(parents_unheard=True), under=OX)
        of_b = replace(gate("open"), data=_with(gate("open").data, point="B"))

        story.when(of_b).then_refused(Ground.NOT_CALLED_FOR, "OX 1b.2 and 1b.4", detail="criteria")


def _with(data: Any, /, **changes: Any) -> Any:
    fields = {name: getattr(data, name) for name in data.__struct_fields__}
    return type(data)(**(fields | changes))


def test_every_limb_of_a_criterion_is_tested_and_reasoned() -> None:
    whole: Any = weighed().data
    (first, *others) = whole.tests

    def tested(**changes: Any) -> Any:
        return replace(weighed(), data=_with(whole, tests=(_with(first, **changes), *others)))

    story = given(*ADJUDICATED, under=OX)
    story.when(tested(limbs={"not-agreed": True})).then_refused(
        Ground.DETAIL_MISSING, "OX 1b.3.a", criterion="no-consensus"
    )
    story.when(tested(reasons=" ")).then_refused(
        Ground.NEEDS_REASON, "OX 1b.3.a", criterion="no-consensus"
    )
    twice = replace(weighed(), data=_with(whole, tests=(first, first, *others)))
    story.when(twice).then_refused(
        Ground.DETAIL_MISSING, "OX 1b.2 and 1b.4", detail="criteria", criteria=()
    )


def test_a_child_with_a_result_gets_no_second_one() -> None:
    children = [{"id": "kit"}, {"id": "lou"}]
    conference = a_conference(children=children)
    begun = received_in_oxfordshire(points=[HOW_IT_WAS_RUN], conference=conference)
    for_kit = result("status-quo", "Mon 12 May 2025", child="kit")
    again = result("review-brought-forward", "Mon 12 May 2025", child="kit")

    given(begun, *PROCESS_TOLD[1:], for_kit, under=OX).when(again).then_refused(
        Ground.ALREADY_DONE, "OX 1d.2", point="A"
    )


def test_a_correction_is_not_made_tomorrow() -> None:
    tomorrow = act(
        "entry.corrected", on="Fri 25 Apr 2025", entry=1, reason="Wrong.",
        happened_on=day("Tue 22 Apr 2025"),
    )  # fmt: skip

    given(received()).when(tomorrow, today="Thu 24 Apr 2025").then_refused(
        Ground.IN_THE_FUTURE, "law", happened_on="2025-04-25"
    )


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("letter.sent", True),
        ("notice.given", True),
        ("document.sent", True),
        ("task.done", True),
        ("meeting.offered", True),
        ("meeting.declined", True),
        ("conference.held", True),
        ("conference.arranged", True),
        ("sitting.booked", False),
        ("criteria.tested", False),
        ("point.answered", False),
    ],
)
def test_an_act_of_a_kind_can_be_asked_about_before_it_is_known_about_what(
    kind: str, *, may: bool
) -> None:
    assert bool(given(*AT_STAGE_1).may(kind)) is may


@pytest.mark.parametrize(
    ("section", "kind"),
    [("conferences", "conference.held"), ("conferences", "conference.arranged"),
     ("panels", "sitting.booked")],
)  # fmt: skip
def test_a_procedure_that_has_none_offers_none(section: str, kind: str) -> None:
    under = with_section(procedure(SP), **{section: ()})
    answer = given(*AT_STAGE_1, under=under).may(kind)

    assert isinstance(answer, Refused)
    assert answer.ground is Ground.NOT_IN_PROCEDURE


def test_a_meeting_is_not_offered_where_no_point_waits_for_one() -> None:
    withdrawn = act("point.withdrawn", on="Wed 23 Apr 2025", point="A")
    answer = given(received(), withdrawn).may("meeting.offered")

    assert answer == Refused(Ground.NOT_AT_THIS_STAGE, "law")


def test_a_settled_point_may_go_on_and_a_case_of_settled_points_may_close() -> None:
    settled = act("point.settled", on="Mon 12 May 2025", point="A")

    given(*STAGE_1_DONE, settled).when(closed("Mon 12 May 2025")).then()


def test_strays_on_a_record_do_no_harm() -> None:
    story = given(*SITTING, put("support-decision", ALL), rose())
    stray_referral = act("referral.answered", on="Fri 15 Aug 2025", point="A", state="closed")
    stray_removal = act(
        "panelist.removed", on="Fri 15 Aug 2025", panel="appeal-panel", person="nobody",
        reason="Never there.",
    )  # fmt: skip
    strays = tuple(
        replace_event(story.events[-1], one, number=len(story.events) + number)
        for number, one in enumerate((stray_referral, stray_removal), start=1)
    )
    case = fold(story.definition, (*story.events, *strays))

    assert case.points["A"].referral is None
    assert len(case.panels["appeal-panel"].appointed) == 3


def replace_event(like: Any, one: Any, *, number: int) -> Any:
    return _with(like, kind=one.kind, data=one.data, happened_on=one.on, number=number)


def test_an_adjournment_without_a_day_plans_none() -> None:
    rule = procedure(SP).panel("appeal-panel")
    decisions = tuple(
        one.model_copy(update={"needs": ()}) if one.adjourns else one for one in rule.decisions
    )
    under = with_rule(procedure(SP), "panels", "appeal-panel", decisions=decisions)
    story = given(*SITTING, put("not-enough-information", ALL), rose(), under=under)

    assert story.case.panels["appeal-panel"].planned_on is None
    assert story.duty("sit-again").status == "not determined"
