"""Who may use the three-stage procedure, about what, and what everybody is told (SP 0 to 2)."""

import pytest

from reconvene.core.conduct.answer import Allowed, Answer, Ground
from reconvene.core.record.exchange import LetterSent
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    THE_SCHOOL,
    a_conference,
    judged,
    letter,
    met,
    offered,
    received,
)
from tests.support.core.cast import A_CARER, A_CHILD, AMINA, BEN, FEMI, LENA
from tests.support.core.roads import ANSWERED, AT_STAGE_1, PANEL_NAMED, SITTING, SUPPORTED, Acts
from tests.support.days import day
from tests.support.given import SP, Act, Story, act, given

WHO_AND_WHAT = "SP 1.1 and 2.1 and 2.2 and 2.3 and 2.4"


def raised(matter: str, decided: str, ground: str = "", kind: str = "review") -> Story:
    """A complaint about a conference that decided so, raised in time."""
    kit = {"id": "kit", "decision": decided}
    point = {"id": "A", "words": "It was wrong.", "matter": matter, "ground": ground}
    conference = a_conference(kind=kind, children=[kit])
    return given(received(conference=conference, points=[point]))


@pytest.mark.clauses("SP 0.1")
@pytest.mark.parametrize("capacity", ["neighbour", "professional"])
def test_nobody_but_a_parent_carer_or_child_can_complain(capacity: str) -> None:
    stranger = {"name": "Nobody", "capacity": capacity}

    given().when(received(complainant=stranger)).then_refused(Ground.NOT_ELIGIBLE, "SP 0.1")


@pytest.mark.clauses("SP 0.1")
def test_a_carer_complains_as_a_parent_does() -> None:
    story = given(
        received(complainant=A_CARER), letter("acknowledgement", "Wed 23 Apr 2025", AMINA)
    )

    story.when(met("Wed 30 Apr 2025")).then()


@pytest.mark.clauses("SP 0.1")
def test_a_childs_understanding_is_judged_before_the_complaint_is_dealt_with() -> None:
    story = given(received(complainant=A_CHILD))

    assert story.duty("judge-understanding").owners == ("line-manager",)
    assert story.duty("judge-understanding").target_on == day("Fri 25 Apr 2025")
    story.when(met()).then_refused(Ground.STANDING_UNDECIDED, "SP 0.1")

    judgement = judged("standing.decided", "Fri 25 Apr 2025", LENA, accepted=True)
    story.and_then(judgement).when(met(present=(LENA, AMINA, FEMI))).then()


@pytest.mark.clauses("SP 0.1")
def test_a_refusal_for_want_of_understanding_is_reasoned_and_told() -> None:
    story = given(received(complainant=A_CHILD))
    silent = judged("standing.decided", "Fri 25 Apr 2025", LENA, accepted=False, reasons=" ")
    by_ben = judged("standing.decided", "Fri 25 Apr 2025", BEN, accepted=False)
    refusal = judged("standing.decided", "Fri 25 Apr 2025", LENA, accepted=False)

    story.when(silent).then_refused(Ground.NEEDS_REASON, "SP 0.1")
    story.when(by_ben).then_refused(
        Ground.NOT_THEIRS_TO_DECIDE, "SP 0.1", roles=("line-manager", "service-manager")
    )
    refused = story.and_then(refusal)

    assert refused.case.points["A"].status == "not taken on"
    assert refused.is_owed("tell-standing")
    told = refused.and_then(letter("standing-decision", "Mon 28 Apr 2025", LENA))
    assert not told.is_owed("tell-standing")


@pytest.mark.clauses("SP 0.1")
def test_understanding_is_presumed_from_sixteen() -> None:
    sixteen = {"name": "Femi", "capacity": "child", "born_on": day("Wed 22 Apr 2009")}
    a_day_younger = sixteen | {"born_on": day("Thu 23 Apr 2009")}

    given(received(complainant=sixteen)).when(met(present=(LENA, AMINA, FEMI))).then()
    given(received(complainant=a_day_younger)).when(met()).then_refused(
        Ground.STANDING_UNDECIDED, "SP 0.1"
    )


@pytest.mark.clauses("SP 1.1")
@pytest.mark.parametrize(
    ("matter", "decided", "ground"),
    [
        ("process", "become", ""),
        ("decision", "become", "plan-criteria"),
        ("decision", "not become", "decision-criteria"),
        ("decision", "continue", "continuing-criteria"),
        ("decision", "end", "ending-criteria"),
        ("category", "become", ""),
    ],
)
def test_process_decision_and_category_are_dealt_with_here(
    matter: str, decided: str, ground: str
) -> None:
    assert raised(matter, decided, ground).case.points["A"].stage == "stage-1"


@pytest.mark.clauses("SP 1.1")
def test_other_matters_are_not_taken_and_an_appeal_names_its_ground() -> None:
    about_housing = {"id": "A", "words": "The flat is damp.", "matter": "housing"}
    groundless = {"id": "A", "words": "It is wrong.", "matter": "decision"}

    given().when(received(points=[about_housing])).then_refused(
        Ground.UNKNOWN, "law", detail="housing"
    )
    given().when(received(points=[groundless])).then_refused(
        Ground.DETAIL_MISSING, WHO_AND_WHAT, detail="ground"
    )


@pytest.mark.clauses("SP 1.2")
@pytest.mark.parametrize("name", procedure(SP).by_id["letters"])
def test_every_letter_says_that_the_decision_stands(name: str) -> None:
    assert "decision-stands" in procedure(SP).letter(name).says


@pytest.mark.clauses("SP 1.2")
@pytest.mark.parametrize(
    ("so_far", "sent"),
    [
        ((received(),), letter("acknowledgement", "Thu 24 Apr 2025", AMINA)),
        (ANSWERED, letter("stage-1-outcome", "Fri 9 May 2025", LENA)),
    ],
    ids=["acknowledgement", "outcome"],
)
def test_letters_as_sent_are_proven_to_have_said_so(so_far: Acts, sent: Act) -> None:
    event = given(*so_far, sent).events[-1]

    assert isinstance(event.data, LetterSent)
    assert "decision-stands" in event.data.said


@pytest.mark.clauses("SP 1.2")
def test_the_decision_is_as_it_was_after_the_whole_procedure() -> None:
    (kit,) = given(*SUPPORTED).case.conference.children

    assert kit.decision == "become"


@pytest.mark.clauses("SP 1.3")
@pytest.mark.parametrize("so_far", [AT_STAGE_1, ANSWERED, PANEL_NAMED, SITTING])
def test_a_supporter_can_be_named_at_any_time(so_far: Acts) -> None:
    story = given(*so_far)
    friend = act("supporter.named", on="Fri 15 Aug 2025", name="Jo", kind="friend")

    assert story.and_then(friend).case.supporters == {"Jo": "friend"}


@pytest.mark.clauses("SP 1.3")
def test_the_invitation_to_a_meeting_is_for_the_supporter_too() -> None:
    says = {name: procedure(SP).letter(name).says for name in ("appointment", "stage-2-invitation")}

    assert all("supporters" in said and "advocate" in said for said in says.values())


@pytest.mark.clauses("SP 1.3")
def test_a_child_is_offered_an_advocate_and_a_parent_need_not_be() -> None:
    child = given(received(complainant=A_CHILD))
    offer = act("advocate.offered", on="Wed 23 Apr 2025", response="accepted")

    assert child.duty("offer-advocate").owners == ("complaints-officer",)
    assert child.and_then(offer).duty("offer-advocate").status == "met"
    assert not given(received()).duties("offer-advocate")


@pytest.mark.clauses("SP 1.4")
def test_a_point_about_an_agency_goes_to_its_own_process_and_the_others_carry_on() -> None:
    story = given(received(points=[HOW_IT_WAS_RUN, THE_SCHOOL]))
    handed_on = act(
        "point.referred", on="Thu 24 Apr 2025", point="S", channel="agency-complaint",
        agency="education",
    )  # fmt: skip
    the_others = act(
        "point.referred", on="Thu 24 Apr 2025", point="A", channel="agency-complaint",
        agency="education",
    )  # fmt: skip

    assert story.case.points["S"].stage is None
    assert story.duty("direct-outside-points").points == ("S",)
    story.when(the_others).then_refused(Ground.NOT_CALLED_FOR, "SP 1.1", point="A")

    handed = story.and_then(handed_on)
    assert handed.duty("direct-outside-points").status == "met"
    assert handed.case.points["S"].status == "referred"
    assert handed.case.points["A"].stage == "stage-1"
    assert handed.duty("tell-where-sent").is_open


@pytest.mark.clauses("SP 1.4")
def test_an_outside_point_is_never_answered_here() -> None:
    story = given(received(points=[THE_SCHOOL]))

    story.when(offered("Tue 6 May 2025", "Thu 24 Apr 2025")).then_refused(
        Ground.NOT_AT_THIS_STAGE, "SP 3.1"
    )


def on_ground(ground: str, decided: str, kind: str) -> Answer:
    """The answer to an appeal on a ground against a conference that decided so."""
    conference = a_conference(kind=kind, children=[{"id": "kit", "decision": decided}])
    point = ON_THE_PLAN | {"ground": ground}
    return given().answer_to(received(conference=conference, points=[point]))


@pytest.mark.parametrize(
    ("ground", "clause", "fits"),
    [
        pytest.param("plan-criteria", "SP 2.1", "become", marks=pytest.mark.clauses("SP 2.1")),
        pytest.param(
            "continuing-criteria", "SP 2.2", "continue", marks=pytest.mark.clauses("SP 2.2")
        ),
        pytest.param("ending-criteria", "SP 2.3", "end", marks=pytest.mark.clauses("SP 2.3")),
    ],
)
def test_a_ground_is_open_to_the_decision_it_speaks_of_and_to_no_other(
    ground: str, clause: str, fits: str
) -> None:
    assert isinstance(on_ground(ground, fits, "review"), Allowed)
    for other in {"become", "continue", "end", "not become"} - {fits}:
        conference = a_conference(kind="review", children=[{"id": "kit", "decision": other}])
        point = ON_THE_PLAN | {"ground": ground}
        given().when(received(conference=conference, points=[point])).then_refused(
            Ground.NOT_IN_PROCEDURE, clause, detail=ground
        )


@pytest.mark.clauses("SP 2.2")
def test_going_on_with_a_plan_can_only_be_a_ground_after_a_review() -> None:
    assert not on_ground("continuing-criteria", "continue", "initial")


@pytest.mark.clauses("SP 2.4")
@pytest.mark.parametrize("left_out", ["wrong", "evidence"])
def test_wrong_information_is_a_ground_that_says_what_was_wrong_and_what_shows_it(
    left_out: str,
) -> None:
    wrong_facts = ON_THE_PLAN | {
        "ground": "information-incorrect",
        "wrong": "He was in hospital that night.",
        "evidence": "The discharge letter.",
    }
    incomplete = wrong_facts | {left_out: " "}

    given().when(received(points=[wrong_facts])).then()
    given().when(received(points=[incomplete])).then_refused(
        Ground.DETAIL_MISSING, "SP 2.4", detail=left_out
    )
