"""What is offered can be done, and what cannot be done is not offered."""

import pytest

from reconvene.core.conduct.acts import ACTS
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.decide import decide, may, offers
from reconvene.core.record.event import Entry
from tests.support.core.acts import (
    answered,
    gate,
    put,
    rose,
    sat,
    weighed,
)
from tests.support.core.cast import CARYS, COLE, HUGH, INGRID, PIOTR, QUINN
from tests.support.core.details import (
    asked_of_everybody,
    best_answer,
    candidates,
    may_be_offered,
)
from tests.support.core.roads import (
    ADJUDICATED,
    ADJUDICATION,
    AT_STAGE_1,
    CRITERION_MET,
    FINAL_REVIEW,
    MET,
    OX_SITTING,
    PANEL_NAMED,
    PROCESS_TOLD,
    ROADS,
    SITTING,
    STAGE_1_TOLD,
    SUPPORTED,
    WITH_THE_CHAIR,
    Acts,
    procedure_along,
)
from tests.support.given import OX, act, given


@pytest.mark.parametrize("road", ROADS)
def test_somebody_can_do_every_act_that_is_offered(road: str) -> None:
    story = given(*ROADS[road], under=procedure_along(ROADS[road]))
    asked = asked_of_everybody(story)

    for (kind, about), offered in offers(story.context()).items():
        if isinstance(offered, Refused):
            continue
        answer = best_answer(asked, kind, about)
        assert may_be_offered(kind, answer), (kind, about, answer)


@pytest.mark.parametrize("road", ROADS)
def test_what_is_not_offered_is_refused_alike_with_any_details(road: str) -> None:
    story = given(*ROADS[road], under=procedure_along(ROADS[road]))
    ctx = story.context()

    for (kind, about), offered in offers(ctx).items():
        if isinstance(offered, Refused):
            for data in candidates(ctx, kind, about):
                assert decide(ctx, Entry(kind=kind, happened_on=story.today, data=data)) == offered


def test_before_there_is_a_case_only_a_complaint_can_be_received() -> None:
    ctx = given().context()

    assert {kind for (kind, _), answer in offers(ctx).items() if answer} == {"complaint.received"}
    assert may(ctx, "entry.corrected") == Refused(Ground.NO_CASE_YET, "law")


def test_every_act_is_offered_but_what_the_procedure_has_no_place_for() -> None:
    in_stages = {kind for kind, _ in offers(given(*AT_STAGE_1).context())}
    in_oxfordshire = {kind for kind, _ in offers(given(*WITH_THE_CHAIR, under=OX).context())}

    assert set(ACTS) - in_stages == {"date.noted", "criteria.tested", "gate.decided"}
    assert set(ACTS) - in_oxfordshire == {"date.noted", "notice.given", "document.sent", "document.withheld", "meeting.offered",
        "meeting.declined", "meeting.cancelled", "meeting.held"}  # fmt: skip


READY = [
    ("supporter.ended", None, AT_STAGE_1, Ground.NOT_CALLED_FOR, "law"),
    ("point.settled", None, MET, Ground.POINT_UNANSWERED, "law"),
    ("point.settled", None, PROCESS_TOLD, Ground.RESULT_MISSING, "OX 1d.2"),
    ("point.referred", None, AT_STAGE_1, Ground.NOT_CALLED_FOR, "SP 1.1"),
    ("referral.answered", None, AT_STAGE_1, Ground.NOT_CALLED_FOR, "law"),
    ("action.done", None, MET, Ground.NOT_CALLED_FOR, "law"),
    ("result.recorded", None, WITH_THE_CHAIR, Ground.POINT_UNANSWERED, "OX 1d.2"),
    ("result.recorded", None, AT_STAGE_1, Ground.NOT_IN_PROCEDURE, "law"),
    ("stage.passed-on", "stage-2", STAGE_1_TOLD, Ground.NOT_IN_PROCEDURE, "SP 3.9"),
    ("stage.passed-on", "adjudication", WITH_THE_CHAIR, Ground.NO_RIGHT, "OX 1b.2"),
    ("gate.decided", None, ADJUDICATION, Ground.NOT_CALLED_FOR, "OX 1b.2 and 1b.4"),
    ("gate.decided", None, WITH_THE_CHAIR, Ground.NOT_AT_THIS_STAGE, "OX 1b.2 and 1b.4"),
    ("panelist.removed", "appeal-panel", AT_STAGE_1, Ground.NOT_CALLED_FOR, "law"),
    ("sitting.opened", "appeal-panel", SITTING, Ground.ALREADY_OPEN, "SP 5.3"),
    ("sitting.opened", "appeal-panel", SUPPORTED, Ground.ALREADY_DONE, "SP 5.3"),
    ("sitting.opened", None, AT_STAGE_1, Ground.NOT_AT_THIS_STAGE, "SP 5.3"),
    ("sitting.closed", None, PANEL_NAMED, Ground.SITTING_NOT_OPEN, "law"),
    ("sitting.closed", None, SITTING, Ground.POINT_UNANSWERED, "SP 5.3"),
    ("learning.acknowledged", "health", SUPPORTED, Ground.NOT_CALLED_FOR, "law"),
    ("learning.acknowledged", "nobody", SUPPORTED, Ground.UNKNOWN, "law"),
    ("attendee.briefed", None, SUPPORTED, Ground.NOT_CALLED_FOR, "law"),
    ("attendee.briefed", "nothing", SUPPORTED, Ground.UNKNOWN, "law"),
    ("challenge.decided", "ombudsman", SUPPORTED, Ground.NOT_CALLED_FOR, "law"),
    ("challenge.decided", None, SUPPORTED, Ground.NOT_CALLED_FOR, "law"),
]


@pytest.mark.parametrize(("kind", "about", "road", "ground", "clause"), READY)
def test_an_act_that_nothing_calls_for_is_not_offered(
    kind: str, about: str | None, road: Acts, ground: Ground, clause: str
) -> None:
    answer = given(*road, under=procedure_along(road)).may(kind, about)

    assert isinstance(answer, Refused)
    assert (answer.ground, answer.clause) == (ground, clause)


@pytest.mark.parametrize("decision", ["open", "decline"])
def test_criteria_are_not_tested_again_once_the_gate_is_decided(decision: str) -> None:
    decided = gate(decision, reasons="The review is next week.")
    story = given(*CRITERION_MET, decided, under=OX)
    ground = Ground.NOT_AT_THIS_STAGE if decision == "open" else Ground.ALREADY_DONE

    for again in (weighed("Wed 4 Jun 2025"), gate("open", "Wed 4 Jun 2025")):
        story.when(again).then_refused(ground, "OX 1b.2 and 1b.4")


def test_of_two_points_at_a_gate_the_undecided_one_can_still_be_tested() -> None:
    point = {"id": "B", "words": "It is not neglect.", "matter": "category"}
    both = [
        one if one.kind != "complaint.received" else act(
            "complaint.received", on="Tue 22 Apr 2025",
            **{name: getattr(one.data, name) for name in ("procedure", "complainant", "conference")},
            points=[one.data.points[0], point],  # type: ignore[attr-defined]
        )
        for one in WITH_THE_CHAIR
    ]  # fmt: skip
    story = given(
        *both,
        *(answered("decision-chair", by=both[1].by, point=name) for name in ("A", "B")),
        act("letter.sent", on="Fri 9 May 2025", by=both[1].by, letter="decision-response"),
        act("stage.requested", on="Tue 20 May 2025", stage="adjudication", points=["A", "B"]),
        *(answered("adjudication", "Mon 2 Jun 2025", QUINN, point=name) for name in ("A", "B")),
        weighed(parents_unheard=True),
        gate("decline", reasons="The review is next week."),
        under=OX,
    )

    assert story.may("criteria.tested", "final-review")
    assert not story.may("gate.decided", "final-review")
    story.when(weighed("Wed 4 Jun 2025")).then_refused(Ground.ALREADY_DONE, "OX 1b.2 and 1b.4")


def test_a_sitting_without_a_quorum_may_simply_end() -> None:
    story = given(*PANEL_NAMED, sat(INGRID), rose())

    assert story.may("sitting.opened", "appeal-panel")


def test_what_was_put_off_at_one_sitting_is_open_again_at_the_next() -> None:
    lacking = {"timescale": "Two weeks.", "further_on": "2025-09-04"}
    everybody = (INGRID, CARYS, PIOTR)
    story = given(
        *SITTING,
        put("not-enough-information", everybody, details=lacking),
        rose(),
        sat(*everybody, on="Thu 4 Sep 2025"),
    )

    story.when(rose("Thu 4 Sep 2025")).then_refused(
        Ground.POINT_UNANSWERED, "SP 5.3", points=("A",)
    )


def test_a_lost_vote_to_adjourn_settles_nothing() -> None:
    lacking = {"timescale": "Two weeks.", "further_on": "2025-07-04"}
    lost = put(
        "not-enough-information", (CARYS,), "Mon 23 Jun 2025", panel="inter-agency-panel",
        against=(HUGH, COLE), details=lacking,
    )  # fmt: skip

    given(*OX_SITTING, lost, under=OX).when(
        rose("Mon 23 Jun 2025", "inter-agency-panel")
    ).then_refused(Ground.POINT_UNANSWERED, "OX 1b.5", points=("A",))


def test_adjudicated_points_wait_for_their_criteria() -> None:
    assert given(*ADJUDICATED, under=OX).may("criteria.tested", "final-review")
    assert not given(*FINAL_REVIEW, under=OX).may("criteria.tested", "final-review")


def test_the_panels_papers_go_nowhere_before_it_has_sat() -> None:
    early = act("document.sent", on="Mon 4 Aug 2025", document="panel-decision", recipient="father")
    interim = act(
        "document.sent", on="Fri 15 Aug 2025", document="panel-interim-notice", recipient="father"
    )

    given(*PANEL_NAMED).when(early).then_refused(Ground.NOT_CALLED_FOR, "SP 5.11")
    given(*SUPPORTED).when(interim).then_refused(Ground.NOT_CALLED_FOR, "SP 5.11")


def test_a_decision_for_a_panel_that_is_not_there_is_refused() -> None:
    given(*SITTING).when(put("support-decision", (INGRID,), panel="no-panel")).then_refused(
        Ground.UNKNOWN, "law", detail="no-panel"
    )


def test_naming_an_agency_does_not_slip_a_decision_past_the_one_that_excludes_it() -> None:
    everybody = (INGRID, CARYS, PIOTR)
    other = put(
        "procedures-not-followed", everybody, details={"remedy": "Again.", "agency": "health"}
    )
    story = given(*SITTING, put("procedures-followed", everybody))

    story.when(other).then_refused(Ground.CONTRADICTS, "SP 5.9.b", other="procedures-followed")
    story.when(put("procedures-followed", everybody, details={"agency": "health"})).then_refused(
        Ground.ALREADY_DONE, "SP 5.9.a"
    )


def test_no_vote_is_offered_without_a_quorum_or_a_point_to_vote_on() -> None:
    inquorate = given(*PANEL_NAMED, sat(INGRID))
    withdrawn = given(*SITTING, act("point.withdrawn", on="Thu 14 Aug 2025", point="A"))

    for story, ground, clause in (
        (inquorate, Ground.NOT_QUORATE, "SP 5.7"),
        (withdrawn, Ground.NOT_AT_THIS_STAGE, "SP 5.9.c"),
    ):
        answer = story.may("decision.put", "support-decision")
        assert isinstance(answer, Refused)
        assert (answer.ground, answer.clause) == (ground, clause)


def test_a_point_taken_back_is_not_rerouted() -> None:
    story = given(*AT_STAGE_1, act("point.withdrawn", on="Fri 25 Apr 2025", point="A"))

    assert story.may("point.rerouted") == Refused(Ground.POINT_NOT_LIVE, "law")
