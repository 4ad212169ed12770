"""The two-level procedure and its inter-agency panel, clause by clause (OX)."""

from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    AN_OX_DECISION,
    THE_WORKER,
    answered,
    appointed,
    asked_for,
    closed,
    gate,
    judged,
    letter,
    put,
    received_in_oxfordshire,
    result,
    rose,
    sat,
    weighed,
)
from tests.support.core.cast import (
    A_CARER,
    A_CHILD,
    AMINA,
    BEN,
    CARYS,
    COLE,
    HUGH,
    PIOTR,
    QUINN,
    TESS,
)
from tests.support.core.roads import (
    ADJUDICATED,
    ADJUDICATION,
    CHAIR_TOLD,
    CRITERION_MET,
    FINAL_REVIEW,
    NO_CRITERION_MET,
    OX_CLOSED,
    OX_NO_CHANGE,
    OX_PANEL,
    OX_PANEL_NAMED,
    OX_SITTING,
    PROCESS_TOLD,
    PROCESS_WITH_THE_CHAIR,
    WITH_THE_CHAIR,
    WITH_THE_MANAGER,
)
from tests.support.days import day
from tests.support.given import OX, Act, Story, act, given

PANEL = procedure(OX).panel(OX_PANEL)
ALL = (CARYS, HUGH, COLE)


def in_oxfordshire(*acts: Act) -> Story:
    return given(*acts, under=OX)


def passed_on(stage: str, by: Person, **details: Any) -> Act:
    said: dict[str, Any] = {"points": ["A"], "reason": "The mother is not satisfied."}
    return act(
        "stage.passed-on",
        on="Tue 20 May 2025",
        by=by,
        stage=stage,
        named={"by": by},
        **(said | details),
    )


@pytest.mark.clauses("OX 1.1")
@pytest.mark.parametrize("somebody", [A_CHILD, A_CARER])
def test_a_childs_understanding_and_a_carers_standing_are_for_the_manager(somebody: object) -> None:
    story = in_oxfordshire(received_in_oxfordshire(complainant=somebody))
    answer = answered("decision-chair", "Fri 9 May 2025", AMINA)
    by_the_chair = judged("standing.decided", "Fri 25 Apr 2025", AMINA, accepted=True)
    by_the_manager = judged("standing.decided", "Fri 25 Apr 2025", QUINN, accepted=True)

    assert story.duty("judge-standing").owners == ("service-manager-qa",)
    story.when(answer).then_refused(Ground.STANDING_UNDECIDED, "OX 1.1")
    story.when(by_the_chair).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "OX 1.1", roles=("service-manager-qa",)
    )
    story.and_then(by_the_manager).when(answer).then()


@pytest.mark.clauses("OX 1.1")
def test_a_parent_needs_no_judgement_and_a_neighbour_cannot_complain() -> None:
    neighbour = {"name": "Ned", "capacity": "neighbour"}

    assert not in_oxfordshire(received_in_oxfordshire()).duties("judge-standing")
    in_oxfordshire().when(received_in_oxfordshire(complainant=neighbour)).then_refused(
        Ground.NOT_ELIGIBLE, "OX 1.1"
    )


@pytest.mark.clauses("OX 1.2")
def test_each_matter_of_one_complaint_takes_its_own_route() -> None:
    points = [
        {"id": "P", "words": "I was not let in.", "matter": "process"},
        {"id": "D", "words": "There should be no plan.", "matter": "decision"},
        {"id": "C", "words": "It is not neglect.", "matter": "category"},
        THE_WORKER,
    ]
    story = in_oxfordshire(received_in_oxfordshire(points=points))

    assert {name: point.stage for name, point in story.case.points.items()} == {
        "P": "process-chair",
        "D": "decision-chair",
        "C": "decision-chair",
        "S": None,
    }


@pytest.mark.clauses("OX 1.2")
def test_no_limit_is_invented_where_none_is_stated() -> None:
    limits = {
        *(duty.id for duty in procedure(OX).duties if duty.limit.is_stated),
        *(right.id for right in procedure(OX).rights if right.limit.is_stated),
    }
    assert not procedure(OX).lodging.limit.is_stated

    assert limits == {"statutory-answer"}


@pytest.mark.clauses("OX 1a.1")
def test_a_process_complaint_goes_to_the_chair_first() -> None:
    story = in_oxfordshire(*PROCESS_WITH_THE_CHAIR)

    duty = story.duty("answer-process")
    assert (duty.owners, duty.owner) == (("conference-chair",), "amina")
    assert duty.last_on is None
    assert story.as_on("Fri 1 Aug 2025").duty("answer-process").status == "open"
    story.when(answered("process-chair", by=QUINN)).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "OX 1a.1", roles=("conference-chair",)
    )
    story.when(answered("process-chair", by=AMINA)).then()


@pytest.mark.clauses("OX 1a.2")
def test_the_next_step_has_no_limit_and_moves_the_duty_to_the_manager() -> None:
    years_later = in_oxfordshire(*PROCESS_TOLD).as_on("Mon 3 May 2027")
    right = years_later.right("ask-service-manager")

    assert (right.status, right.last_on) == ("open", None)
    asked = years_later.and_then(asked_for("process-manager", "Mon 3 May 2027"))
    assert asked.owed() == {"resolve-process"}
    assert asked.duty("resolve-process").owners == ("service-manager-qa",)


@pytest.mark.clauses("OX 1a.2")
def test_the_chair_may_pass_it_on_and_nobody_else_may() -> None:
    story = in_oxfordshire(*PROCESS_TOLD)

    story.when(passed_on("process-manager", QUINN)).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "OX 1a.2", roles=("conference-chair",)
    )
    story.when(passed_on("process-manager", AMINA, reason="")).then_refused(
        Ground.NEEDS_REASON, "OX 1a.2"
    )
    passed = story.and_then(passed_on("process-manager", AMINA))
    assert passed.case.points["A"].stage == "process-manager"


@pytest.mark.clauses("OX 1a.2")
def test_the_managers_letter_ends_the_road_of_a_process_complaint() -> None:
    story = in_oxfordshire(
        *WITH_THE_MANAGER,
        answered("process-manager", "Mon 2 Jun 2025", QUINN),
        letter("process-resolution", "Mon 2 Jun 2025", QUINN),
    )

    assert story.duty("resolve-process").status == "met"
    assert not any(right.is_open for right in story.context().rights)


@pytest.mark.clauses("OX 1a.3", "OX 1d.2")
def test_a_process_complaint_ends_in_one_of_the_three_results() -> None:
    story = in_oxfordshire(*WITH_THE_MANAGER, answered("process-manager", "Mon 2 Jun 2025", QUINN))

    for known in ("conference-reconvened", "review-brought-forward", "status-quo"):
        assert story.and_then(result(known, "Tue 3 Jun 2025")).case.points["A"].status == "ended"
    story.when(act("point.settled", on="Tue 3 Jun 2025", point="A")).then_refused(
        Ground.RESULT_MISSING, "OX 1d.2"
    )


@pytest.mark.clauses("OX 1b.1")
def test_a_decision_complaint_is_put_in_writing_before_it_is_answered() -> None:
    story = in_oxfordshire(
        received_in_oxfordshire(form="spoken", first_contact_on=day("Thu 17 Apr 2025"))
    )
    answer = answered("decision-chair", by=AMINA)
    confirmed = act("complaint.confirmed", on="Fri 25 Apr 2025", confirmed_by="Ewa Example")

    assert story.duty("put-in-writing").is_open
    story.when(answer).then_refused(Ground.NEEDS_WRITING, "OX 1.2 and 1b.1", point="A")
    written = story.and_then(confirmed)
    assert written.duty("put-in-writing").status == "met"
    assert written.case.lodged_on == day("Thu 17 Apr 2025")
    written.when(answer).then()


@pytest.mark.clauses("OX 1b.1")
def test_the_chair_answers_a_decision_complaint_first() -> None:
    story = in_oxfordshire(*WITH_THE_CHAIR)

    assert story.duty("answer-decision").owner == "amina"
    story.when(answered("decision-chair", by=QUINN)).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "OX 1b.1", roles=("conference-chair",)
    )


@pytest.mark.clauses("OX 1b.1")
def test_a_spoken_process_complaint_needs_no_writing() -> None:
    process = [{"id": "A", "words": "I was not let in.", "matter": "process"}]
    story = in_oxfordshire(received_in_oxfordshire(form="spoken", points=process))

    assert not story.duties("put-in-writing")
    story.when(answered("process-chair", by=AMINA)).then()


@pytest.mark.clauses("OX 1b.2")
def test_the_manager_adjudicates_and_tests_the_criteria_as_two_acts() -> None:
    asked = in_oxfordshire(*ADJUDICATION)
    adjudicated = in_oxfordshire(*ADJUDICATED)
    both = in_oxfordshire(*NO_CRITERION_MET)

    assert asked.owed() == {"adjudicate", "test-criteria"}
    assert {duty.owners for duty in asked.context().duties if duty.is_open} == {
        ("service-manager-qa",)
    }
    assert adjudicated.owed() == {"test-criteria"}
    assert both.owed() == {"tell-adjudication-final"}
    asked.when(weighed(by=AMINA)).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "OX 1b.2 and 1b.4", roles=("service-manager-qa",)
    )


@pytest.mark.clauses("OX 1b.2")
def test_every_criterion_is_tested_with_its_reasons() -> None:
    story = in_oxfordshire(*ADJUDICATED)
    whole = weighed().data
    tests = whole.tests  # type: ignore[attr-defined]
    incomplete = act(
        "criteria.tested", on="Mon 2 Jun 2025", by=QUINN, gate="final-review", point="A",
        tests=tests[:2], decided_by=QUINN,
    )  # fmt: skip

    story.when(incomplete).then_refused(
        Ground.DETAIL_MISSING, "OX 1b.2 and 1b.4", criteria=("facts-wrong",)
    )


@pytest.mark.clauses("OX 1b.2")
def test_with_no_criterion_met_the_letter_says_that_this_was_the_last_step() -> None:
    last = letter("adjudication-final", "Tue 3 Jun 2025", QUINN)
    story = in_oxfordshire(*NO_CRITERION_MET, last)
    data = story.events[-1].data

    assert isinstance(data, LetterSent)
    assert {"criteria", "no-local-step", "further-challenge"} <= set(data.said)
    assert story.duty("tell-adjudication-final").status == "met"
    assert not any(right.is_open for right in story.context().rights)


def is_met(criterion: str, **limbs: bool) -> bool:
    """Tell whether a criterion holds with these limbs, none of the others being met."""
    data = weighed().data
    tests = [
        {"criterion": one.criterion, "reasons": "As the minutes show.", "limbs":
            limbs if one.criterion == criterion else dict.fromkeys(one.limbs, False)}
        for one in data.tests  # type: ignore[attr-defined]
    ]  # fmt: skip
    story = in_oxfordshire(
        *ADJUDICATED,
        act(
            "criteria.tested", on="Mon 2 Jun 2025", by=QUINN, gate="final-review", point="A",
            tests=tests, decided_by=QUINN,
        ),
    )  # fmt: skip
    return story.case.points["A"].gates["final-review"].is_met


@pytest.mark.parametrize(
    ("criterion", "limbs", "expected"),
    [
        ("no-consensus", {"not-agreed": True, "chair-directed": True}, True),
        ("no-consensus", {"not-agreed": True, "chair-directed": False}, False),
        ("no-consensus", {"not-agreed": False, "chair-directed": True}, False),
    ],
)
@pytest.mark.clauses("OX 1b.3.a")
def test_disagreement_counts_where_the_chair_then_directed_the_decision(
    criterion: str, limbs: dict[str, bool], expected: bool
) -> None:
    assert is_met(criterion, **limbs) is expected


@pytest.mark.parametrize(
    ("limbs", "expected"),
    [
        ({"absent": True, "views-not-weighed": False}, True),
        ({"absent": False, "views-not-weighed": True}, True),
        ({"absent": False, "views-not-weighed": False}, False),
    ],
)
@pytest.mark.clauses("OX 1b.3.b")
def test_an_absent_parent_or_views_not_weighed_suffices(
    limbs: dict[str, bool], expected: bool
) -> None:
    assert is_met("parents-unheard", **limbs) is expected


@pytest.mark.parametrize(
    ("limbs", "expected"),
    [
        ({"material": True, "resolvable": True}, True),
        ({"material": True, "resolvable": False}, False),
        ({"material": False, "resolvable": True}, False),
    ],
)
@pytest.mark.clauses("OX 1b.3.c")
def test_wrong_facts_count_where_material_and_once_resolvable(
    limbs: dict[str, bool], expected: bool
) -> None:
    assert is_met("facts-wrong", **limbs) is expected


@pytest.mark.clauses("OX 1b.4")
def test_a_panel_is_asked_for_only_where_a_criterion_is_met() -> None:
    in_oxfordshire(*NO_CRITERION_MET).when(gate("open")).then_refused(
        Ground.NEEDS_CRITERION, "OX 1b.2 and 1b.4", point="A"
    )
    opened = in_oxfordshire(*CRITERION_MET).and_then(gate("open"))
    assert opened.case.points["A"].stage == "final-review"


@pytest.mark.clauses("OX 1b.4")
def test_not_asking_for_a_panel_is_reasoned_and_the_complainant_is_sent_the_reasons() -> None:
    story = in_oxfordshire(*CRITERION_MET)

    assert story.duty("decide-on-panel").owners == ("service-manager-qa",)
    story.when(gate("decline")).then_refused(Ground.NEEDS_REASON, "OX 1b.2 and 1b.4")
    declined = story.and_then(gate("decline", reasons="The review is next week."))
    assert declined.duty("decide-on-panel").status == "met"
    assert declined.owed() == {"tell-adjudication-final"}
    assert "gate" in procedure(OX).letter("adjudication-final").says


@pytest.mark.clauses("OX 1b.5")
@pytest.mark.parametrize(
    ("seat", "person"), [("police", CARYS), ("health", HUGH), ("council", COLE)]
)
def test_each_seat_is_for_a_senior_person_of_its_agency(seat: str, person: Person) -> None:
    story = in_oxfordshire(*FINAL_REVIEW)
    on = "Mon 9 Jun 2025"

    story.when(appointed(person, seat, on, panel=OX_PANEL)).then()
    story.when(appointed(person, seat, on, panel=OX_PANEL, is_senior=False)).then_refused(
        Ground.NOT_ELIGIBLE, "OX 1b.5", lacks="senior"
    )
    story.when(appointed(PIOTR, seat, on, panel=OX_PANEL)).then_refused(
        Ground.NOT_ELIGIBLE, "OX 1b.5", lacks="agency"
    )


@pytest.mark.clauses("OX 1b.5")
def test_whoever_adjudicated_has_no_seat() -> None:
    in_another_role = Person(id="quinn", name="Quinn", role="safeguarding", agency="council")

    for manager in (QUINN, in_another_role):
        answer = in_oxfordshire(*FINAL_REVIEW).answer_to(
            appointed(manager, "council", "Mon 9 Jun 2025", panel=OX_PANEL)
        )
        assert isinstance(answer, Refused)
        assert answer.clause == "OX 1b.5"


@pytest.mark.clauses("OX 1b.5")
@pytest.mark.parametrize("missing", ALL)
def test_all_three_seats_are_filled_before_the_panel_can_decide(missing: Person) -> None:
    there = tuple(person for person in ALL if person != missing)
    story = in_oxfordshire(
        *OX_PANEL_NAMED, sat(*there, on="Mon 23 Jun 2025", panel=OX_PANEL, minute_taker=None)
    )

    assert story.is_owed("hold-panel")
    story.when(put("no-change", there, "Mon 23 Jun 2025", panel=OX_PANEL)).then_refused(
        Ground.NOT_QUORATE, "OX 1b.5"
    )


@pytest.mark.clauses("OX 1b.6")
@pytest.mark.parametrize(
    ("duty", "owner"),
    [
        ("convene-panel", "complaints-team"),
        ("send-panel-papers", "complaints-team"),
        ("hold-panel", "complaints-team"),
        ("tell-panel-outcome", "complaints-team"),
        ("brief-panel", "service-manager-qa"),
    ],
)
def test_the_complaints_team_runs_the_panel_and_the_manager_informs_it(
    duty: str, owner: str
) -> None:
    assert in_oxfordshire(*OX_NO_CHANGE).duty(duty).owners == (owner,)


@pytest.mark.clauses("OX 1b.6")
@pytest.mark.parametrize("outsider", ["complaints-team", "service-manager-qa"])
def test_neither_is_there_while_the_panel_decides(outsider: str) -> None:
    vote = put(
        "no-change",
        ALL,
        "Mon 23 Jun 2025",
        panel=OX_PANEL,
        others_present=[Person(id="o", role=outsider), Person(id="visitor")],
    )

    in_oxfordshire(*OX_SITTING).when(vote).then_refused(
        Ground.NOT_INDEPENDENT, "OX 1b.5", people=("o",)
    )


@pytest.mark.clauses("OX 1b.6")
def test_nobody_of_the_complaints_team_is_a_member() -> None:
    in_oxfordshire(*FINAL_REVIEW).when(
        appointed(TESS, "council", "Mon 9 Jun 2025", panel=OX_PANEL)
    ).then_refused(Ground.BARRED, "OX 1b.5", role="complaints-team")


@pytest.mark.clauses("OX 1c.1")
def test_a_point_about_a_professional_is_handed_on_and_the_others_carry_on() -> None:
    story = in_oxfordshire(received_in_oxfordshire(points=[AN_OX_DECISION, THE_WORKER]))
    handed_on = act(
        "point.referred", on="Thu 24 Apr 2025", point="S", channel="police-complaint",
        agency="police",
    )  # fmt: skip
    told = letter("referred-elsewhere", "Fri 25 Apr 2025", TESS)

    assert story.duty("refer-point").points == ("S",)
    assert story.duty("refer-point").owners == ("complaints-team",)
    story.when(told).then_refused(Ground.LETTER_INCOMPLETE, "OX 1c.1", needs=("referral:S",))
    handed = story.and_then(handed_on)
    assert handed.duty("refer-point").status == "met"
    assert handed.duty("tell-where-sent").is_open
    assert handed.case.points["A"].stage == "decision-chair"
    assert handed.and_then(told).duty("tell-where-sent").status == "met"


@pytest.mark.clauses("OX 1d.1")
@pytest.mark.parametrize("name", procedure(OX).by_id["letters"])
def test_every_letter_says_that_the_decision_stands(name: str) -> None:
    assert "decision-stands" in procedure(OX).letter(name).says


@pytest.mark.clauses("OX 1d.1")
def test_no_decision_of_the_panel_can_change_the_conferences() -> None:
    reverse = put("end-the-plan", ALL, "Mon 23 Jun 2025", panel=OX_PANEL)

    in_oxfordshire(*OX_SITTING).when(reverse).then_refused(
        Ground.CANNOT_CHANGE_DECISION, "OX 1d.1", decision="end-the-plan"
    )
    (kit,) = in_oxfordshire(*OX_CLOSED).case.conference.children
    assert kit.decision == "become"


@pytest.mark.clauses("OX 1d.2")
def test_there_are_three_results_and_no_others() -> None:
    story = in_oxfordshire(*ADJUDICATED)

    assert set(procedure(OX).by_id["results"]) == {
        "conference-reconvened",
        "review-brought-forward",
        "status-quo",
    }
    story.when(result("decision-reversed", "Tue 3 Jun 2025")).then_refused(
        Ground.NOT_IN_PROCEDURE, "OX 1d.2", detail="decision-reversed"
    )


@pytest.mark.clauses("OX 1d.2")
def test_a_point_has_one_result_and_the_case_closes_only_with_it() -> None:
    story = in_oxfordshire(*OX_NO_CHANGE, letter("panel-outcome", "Tue 24 Jun 2025", TESS))
    close = act("case.closed", on="Wed 25 Jun 2025", by=TESS)
    status_quo = result("status-quo", "Wed 25 Jun 2025", TESS)

    story.when(close).then_refused(Ground.RESULT_MISSING, "OX 1d.2", points=("A",))
    ended = story.and_then(status_quo)
    ended.when(result("review-brought-forward", "Wed 25 Jun 2025")).then_refused(
        Ground.POINT_NOT_LIVE, "law"
    )
    ended.when(close).then()


@pytest.mark.clauses("OX 1d.2")
@pytest.mark.parametrize(
    ("named", "duty", "conference"),
    [
        ("conference-reconvened", "arrange-reconvened", "reconvened"),
        ("review-brought-forward", "bring-review-forward", "review"),
    ],
)
def test_the_first_two_results_oblige_to_arrange_a_conference(
    named: str, duty: str, conference: str
) -> None:
    story = in_oxfordshire(*NO_CRITERION_MET, result(named, "Tue 3 Jun 2025"))
    arranged = act(
        "conference.arranged", on="Wed 4 Jun 2025", by=QUINN, conference=conference,
        for_on=day("Wed 18 Jun 2025"), chair=AMINA,
    )  # fmt: skip

    assert story.duty(duty).is_open
    assert story.and_then(arranged).duty(duty).status == "met"
    assert not in_oxfordshire(*NO_CRITERION_MET, result("status-quo", "Tue 3 Jun 2025")).owed() & {
        "arrange-reconvened",
        "bring-review-forward",
    }


@pytest.mark.clauses("OX 1d.2")
def test_the_result_follows_what_the_panel_decided() -> None:
    reconvene = put(
        "reconvene", ALL, "Mon 23 Jun 2025", panel=OX_PANEL,
        details={"recommendation": "Hear the father."},
    )  # fmt: skip
    story = in_oxfordshire(*OX_SITTING, reconvene, rose("Mon 23 Jun 2025", OX_PANEL))

    story.when(result("status-quo", "Tue 24 Jun 2025")).then_refused(
        Ground.CONTRADICTS, "OX 1d.2", other="conference-reconvened"
    )
    story.when(result("conference-reconvened", "Tue 24 Jun 2025")).then()


@pytest.mark.clauses("OX 1b.2")
def test_the_complainant_may_ask_for_adjudication_at_any_time() -> None:
    right = in_oxfordshire(*CHAIR_TOLD).as_on("Mon 3 May 2027").right("ask-adjudication")

    assert (right.status, right.last_on) == ("open", None)
    in_oxfordshire(*CHAIR_TOLD).when(asked_for("adjudication", "Mon 3 May 2027", by=BEN)).then()


@pytest.mark.clauses("OX 1b.2", "OX 1b.4")
def test_no_result_passes_by_the_criteria_or_the_panel() -> None:
    early = result("status-quo", "Tue 3 Jun 2025")

    for road in (ADJUDICATED, CRITERION_MET):
        in_oxfordshire(*road).when(early).then_refused(Ground.POINT_UNANSWERED, "OX 1d.2")
    in_oxfordshire(*CRITERION_MET, gate("decline", reasons="No.")).when(early).then()


@pytest.mark.clauses("OX 1b.2")
def test_a_letter_calls_no_step_the_last_once_the_panel_is_asked_for() -> None:
    in_oxfordshire(*FINAL_REVIEW).when(
        letter("adjudication-final", "Tue 3 Jun 2025", QUINN)
    ).then_refused(Ground.LETTER_INCOMPLETE, "OX 1b.2 and 1b.4", needs=("last-step:A",))


@pytest.mark.clauses("OX 1.1", "OX 1d.1")
def test_somebody_found_unable_to_use_the_procedure_is_told_so_and_not_acknowledged() -> None:
    story = in_oxfordshire(received_in_oxfordshire(complainant=A_CARER))
    no = judged("standing.decided", "Fri 25 Apr 2025", QUINN, accepted=False)

    assert story.is_owed("acknowledge")
    assert not story.and_then(no).is_owed("acknowledge")


@pytest.mark.clauses("OX 1d.1")
def test_no_letter_can_be_dated_before_the_complaint_came() -> None:
    first_contact = received_in_oxfordshire(
        "Wed 23 Apr 2025", first_contact_on=day("Tue 22 Apr 2025")
    )

    in_oxfordshire(first_contact).when(
        letter("acknowledgement", "Tue 22 Apr 2025", AMINA)
    ).then_refused(Ground.DATE_OUT_OF_ORDER, "law", began_on="2025-04-23")


@pytest.mark.clauses("OX 1b.4")
def test_no_letter_says_that_a_point_goes_on_to_a_panel_where_it_does_not() -> None:
    to_the_panel = letter("adjudication-to-panel", "Wed 4 Jun 2025", QUINN)
    declined = gate("decline", reasons="The review is next week.")

    in_oxfordshire(*NO_CRITERION_MET).when(to_the_panel).then_refused(
        Ground.LETTER_INCOMPLETE, "OX 1b.2 and 1b.4", needs=("not-going-on:A",)
    )
    in_oxfordshire(*CRITERION_MET, declined).when(to_the_panel).then_refused(
        Ground.LETTER_INCOMPLETE, "OX 1b.2 and 1b.4", needs=("not-going-on:A",)
    )
    told = in_oxfordshire(*FINAL_REVIEW).and_then(to_the_panel)
    assert not told.is_owed("tell-panel-asked")


@pytest.mark.clauses("OX 1a.2")
def test_closing_ends_no_right_and_asking_opens_the_case_again() -> None:
    kept = result("status-quo", "Mon 12 May 2025")
    closing = closed("Tue 13 May 2025")
    story = in_oxfordshire(*PROCESS_TOLD, kept, closing).as_on("Mon 2 Jun 2025")
    asking = asked_for("process-manager", "Mon 2 Jun 2025")

    assert story.right("ask-service-manager").is_open
    assert story.may("stage.requested", "process-manager")
    story.when(asking).then(
        asking,
        act(
            "case.reopened",
            on="Mon 2 Jun 2025",
            reason="The complainant asked for the second step, with the service manager.",
        ),
    )
    asked = story.and_then(asking)
    assert asked.case.closed_on is None
    assert asked.case.points["A"].stage == "process-manager"
    assert asked.duty("resolve-process").is_open


@pytest.mark.clauses("OX 1a.2")
def test_the_chair_passes_nothing_on_from_a_case_that_is_closed() -> None:
    kept = result("status-quo", "Mon 12 May 2025")
    story = in_oxfordshire(*PROCESS_TOLD, kept, closed("Tue 13 May 2025"))

    story.when(passed_on("process-manager", AMINA)).then_refused(Ground.CASE_CLOSED, "law")


@pytest.mark.clauses("OX 1c.1")
@pytest.mark.parametrize("channel", ["council-complaint", "childrens-act-complaint"])
def test_a_referral_is_no_longer_followed_once_its_point_belongs_here_after_all(
    channel: str,
) -> None:
    handed_on = act(
        "point.referred", on="Wed 23 Apr 2025", point="S", channel=channel, agency="council"
    )
    taken_on = act("referral.answered", on="Thu 24 Apr 2025", point="S", state="taken on")
    mistaken = act(
        "point.rerouted",
        on="Fri 25 Apr 2025",
        point="S",
        matter="process",
        reason="It is about us.",
    )
    points = [AN_OX_DECISION, THE_WORKER]
    story = in_oxfordshire(received_in_oxfordshire(points=points), handed_on)
    followed = {"referral-acknowledged", "referral-answered", "statutory-answer"}

    assert story.owed() & followed
    assert not story.and_then(mistaken).owed() & followed
    assert not story.and_then(taken_on, mistaken).owed() & followed


@pytest.mark.clauses("OX 1.1")
def test_an_advocate_offered_at_the_first_contact_is_offered() -> None:
    early = {"first_contact_on": day("Thu 24 Apr 2025")}
    child = received_in_oxfordshire("Mon 28 Apr 2025", complainant=A_CHILD, **early)
    offered = act("advocate.offered", on="Fri 25 Apr 2025", response="accepted")

    assert in_oxfordshire(child, offered).duty("offer-advocate").status == "met"
