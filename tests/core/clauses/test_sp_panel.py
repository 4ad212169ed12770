"""Stage 3 of the three-stage procedure: who sits on the panel and how it decides (SP 5.1 to 5.10)."""

from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import CLEAR, appointed, asked_for, letter, put, rose, sat
from tests.support.core.cast import (
    AMINA,
    BEA,
    CARYS,
    DEV,
    HUGH,
    INGRID,
    LENA,
    PIOTR,
)
from tests.support.core.roads import AT_STAGE_3, PANEL_NAMED, SITTING, STAGE_2_TOLD
from tests.support.days import day
from tests.support.given import SP, Act, act, given

ALL = (INGRID, CARYS, PIOTR)
PANEL_DECISIONS = procedure(SP).panel("appeal-panel").decisions

RECONVENE = {"chair": "same", "recommendation": "Think again."}
FURTHER = {
    "timescale": "Two weeks for the paediatric report.",
    "further_on": day("Thu 4 Sep 2025"),
}


def removed(person: Person, on: str, bar: str = "") -> Act:
    return act(
        "panelist.removed", on=on, by=BEA, panel="appeal-panel", person=person.id,
        reason="It came out later.", bar=bar,
    )  # fmt: skip


@pytest.mark.clauses("SP 5.1")
def test_the_panel_sits_within_15_working_days_of_the_written_request() -> None:
    story = given(*AT_STAGE_3)
    spoken = asked_for("stage-3", "Tue 29 Jul 2025", form="spoken")

    assert story.duty("convene-panel").last_on == day("Tue 19 Aug 2025")
    assert story.duty("convene-panel").owners == ("business-manager",)
    given(*STAGE_2_TOLD).when(spoken).then_refused(Ground.NEEDS_WRITING, "SP 4.6 and 5.1")


@pytest.mark.clauses("SP 5.1")
def test_passing_the_request_on_inside_starts_no_new_clock() -> None:
    passed_on = asked_for("stage-3", "Tue 29 Jul 2025", forwarded_on=day("Mon 4 Aug 2025"))

    assert given(*STAGE_2_TOLD, passed_on).duty("convene-panel").last_on == day("Tue 19 Aug 2025")


@pytest.mark.clauses("SP 5.2")
@pytest.mark.parametrize(
    ("details", "lacks"),
    [({"is_senior": False}, "senior"), ({"agency": "elsewhere"}, "agency")],
)
def test_the_chair_is_a_senior_manager_of_a_partner_agency(
    details: dict[str, Any], lacks: str
) -> None:
    agency = details.pop("agency", "health")
    chair = Person(id="chris", name="Chris", role="panel-chair", agency=agency)

    given(*AT_STAGE_3).when(appointed(chair, "chair", **details)).then_refused(
        Ground.NOT_ELIGIBLE, "SP 5.2", lacks=lacks
    )


@pytest.mark.clauses("SP 5.3")
@pytest.mark.parametrize(
    ("details", "lacks"),
    [({"is_senior": False}, "senior"), ({"agency": "elsewhere"}, "agency")],
)
def test_members_are_senior_people_of_partner_agencies(details: dict[str, Any], lacks: str) -> None:
    agency = details.pop("agency", "police")
    member = Person(id="morgan", name="Morgan", role="panel-member", agency=agency)

    given(*AT_STAGE_3).when(appointed(member, **details)).then_refused(
        Ground.NOT_ELIGIBLE, "SP 5.3", lacks=lacks
    )


@pytest.mark.clauses("SP 5.3")
def test_those_sitting_come_from_two_agencies_at_least() -> None:
    of_health = [
        Person(id=name, name=name.capitalize(), role="panel-member", agency="health")
        for name in ("hana", "hera")
    ]
    story = given(
        *AT_STAGE_3, appointed(INGRID, "chair"), *(appointed(person) for person in of_health)
    )

    story.when(sat(INGRID, *of_health)).then_warned(
        "not-quorate", "SP 5.7", missing=("agencies:1",)
    )


@pytest.mark.clauses("SP 5.3")
def test_a_panel_all_of_the_council_is_warned_about() -> None:
    of_council = [
        Person(id=name, name=name.capitalize(), role="panel-member", agency="council")
        for name in ("cal", "cy", "cole")
    ]
    story = given(
        *AT_STAGE_3,
        appointed(of_council[0], "chair"),
        *(appointed(person) for person in of_council[1:]),
    )
    answer = story.when(sat(*of_council)).answer

    assert answer
    assert {one.code for one in answer.warnings} == {"all-council", "not-quorate"}


@pytest.mark.clauses("SP 5.4")
@pytest.mark.parametrize("bar", [bar.kind for bar in procedure(SP).panel("appeal-panel").bars])
def test_each_bar_is_declared_and_a_declared_conflict_is_refused(bar: str) -> None:
    story = given(*AT_STAGE_3)
    silent = {kind: answer for kind, answer in CLEAR.items() if kind != bar}

    for person, seat in ((INGRID, "chair"), (DEV, "member")):
        story.when(appointed(person, seat, declared=silent)).then_refused(
            Ground.NOT_DECLARED, "SP 5.4", bar=bar
        )
        story.when(appointed(person, seat, declared=CLEAR | {bar: True})).then_refused(
            Ground.BARRED, "SP 5.4", bar=bar
        )


@pytest.mark.clauses("SP 5.4")
def test_line_management_is_a_bar_in_this_procedure() -> None:
    once_managed_it = appointed(DEV, declared=CLEAR | {"line-management": True})

    given(*AT_STAGE_3).when(once_managed_it).then_refused(
        Ground.BARRED, "SP 5.4", bar="line-management"
    )


@pytest.mark.clauses("SP 5.4")
@pytest.mark.parametrize(
    ("person", "bar"), [(AMINA, "chaired-conference"), (LENA, "earlier-stage")]
)
def test_the_record_itself_bars_some_whatever_they_declare(person: Person, bar: str) -> None:
    given(*AT_STAGE_3).when(appointed(person)).then_refused(
        Ground.NOT_INDEPENDENT, "SP 5.4", bar=bar
    )


@pytest.mark.clauses("SP 5.4")
def test_a_bar_found_later_replaces_the_member_and_leaves_its_trace() -> None:
    story = given(
        *SITTING,
        put("support-decision", ALL),
        removed(CARYS, "Fri 15 Aug 2025", "line-management"),
    )
    panel = story.case.panels["appeal-panel"]

    assert [(gone.person.id, bar) for gone, _, _, bar in panel.removed] == [
        ("carys", "line-management")
    ]
    assert panel.made[0].tainted_by == ("carys",)
    story.when(appointed(HUGH, on="Mon 18 Aug 2025")).then()


@pytest.mark.clauses("SP 5.5")
def test_the_partnership_finds_a_minute_taker_and_the_panel_cannot_sit_without() -> None:
    story = given(*PANEL_NAMED)

    assert given(*AT_STAGE_3).duty("provide-minute-taker").owners == ("business-manager",)
    assert story.duty("provide-minute-taker").status == "met"
    story.when(sat(*ALL, minute_taker=None)).then_refused(
        Ground.NOT_PRESENT, "SP 5.5", roles=("minute-taker",)
    )


@pytest.mark.clauses("SP 5.5")
def test_whoever_takes_the_minutes_when_it_sits_has_been_provided() -> None:
    unsought = tuple(one for one in PANEL_NAMED if one.kind != "task.done")
    story = given(*unsought)
    assert story.duty("provide-minute-taker").status == "open"

    sitting = story.and_then(sat(*ALL))
    assert sitting.duty("provide-minute-taker").met_on == day("Thu 14 Aug 2025")
    told = given(*PANEL_NAMED, sat(*ALL)).duty("provide-minute-taker")
    assert told.met_on == day("Wed 30 Jul 2025")


@pytest.mark.clauses("SP 5.6")
def test_an_adviser_attends_and_has_no_vote() -> None:
    adviser = Person(id="ada", name="Ada", role="paediatrician")
    story = given(*PANEL_NAMED, appointed(adviser, "adviser", declared={}), sat(*ALL, adviser))

    story.when(put("support-decision", (INGRID, CARYS, adviser))).then_refused(
        Ground.NOT_ELIGIBLE, "SP 5.9", person="ada"
    )
    story.when(put("support-decision", (INGRID, CARYS, PIOTR))).then()


@pytest.mark.clauses("SP 5.7")
@pytest.mark.parametrize(
    ("present", "missing"),
    [((INGRID, CARYS), ("members:1",)), ((CARYS, PIOTR), ("chair",)), ((), None)],
)
def test_without_a_quorum_no_decision_is_taken_and_the_duty_to_convene_stays(
    present: tuple[Person, ...], missing: tuple[str, ...] | None
) -> None:
    missing = missing or ("chair", "members:2", "agencies:2")
    outcome = given(*PANEL_NAMED).when(sat(*present))
    story = outcome.then_warned("not-quorate", "SP 5.7", missing=missing)

    assert story.is_owed("convene-panel")
    story.when(put("support-decision", present)).then_refused(Ground.NOT_QUORATE, "SP 5.7")


@pytest.mark.clauses("SP 5.7")
def test_the_quorum_is_tested_again_at_the_decision() -> None:
    story = given(*SITTING)

    assert not story.is_owed("convene-panel")
    story.when(put("support-decision", (INGRID, CARYS))).then_refused(
        Ground.NOT_QUORATE, "SP 5.7", missing=("members:1",)
    )


@pytest.mark.clauses("SP 5.7")
def test_an_adviser_never_makes_a_quorum() -> None:
    adviser = Person(id="ada", name="Ada", role="paediatrician", agency="education")
    story = given(*PANEL_NAMED, appointed(adviser, "adviser", declared={}))

    story.when(sat(INGRID, CARYS, adviser)).then_warned(
        "not-quorate", "SP 5.7", missing=("members:1",)
    )


@pytest.mark.clauses("SP 5.8")
def test_what_an_agency_has_to_learn_is_passed_to_its_senior_manager() -> None:
    learning = {"agency": "health", "text": "Send reports in time."}
    story = given(
        *SITTING,
        put("learning-points", ALL, details=learning),
        put("support-decision", ALL),
        rose(),
    )
    passed_on = act(
        "concern.communicated", on="Mon 18 Aug 2025", by=INGRID, agency="health",
        to={"id": "director", "role": "senior-manager"}, text="Send reports in time.",
    )  # fmt: skip

    duty = story.duty("communicate-concerns")
    assert (duty.agency, duty.owners) == ("health", ("panel-chair",))
    assert story.and_then(passed_on).duty("communicate-concerns").status == "met"


@pytest.mark.clauses("SP 5.9")
@pytest.mark.parametrize(
    ("in_favour", "against", "abstained", "is_carried"),
    [
        ((INGRID, CARYS), (PIOTR,), (), True),
        ((INGRID,), (CARYS,), (PIOTR,), False),
        ((INGRID,), (CARYS, PIOTR), (), False),
        ((INGRID,), (), (CARYS, PIOTR), True),
        ((), (), (INGRID, CARYS, PIOTR), False),
    ],
)
def test_a_decision_needs_more_votes_for_than_against(
    in_favour: tuple[Person, ...],
    against: tuple[Person, ...],
    abstained: tuple[Person, ...],
    is_carried: bool,
) -> None:
    vote = put(
        "support-decision", in_favour, against=against, abstained=[one.id for one in abstained]
    )
    (made,) = given(*SITTING, vote).case.panels["appeal-panel"].made

    assert made.is_carried is is_carried


@pytest.mark.clauses("SP 5.9")
def test_several_decisions_may_be_made_at_one_sitting() -> None:
    story = given(
        *SITTING,
        put("procedures-followed", ALL),
        put("support-decision", ALL),
        put("learning-points", ALL, details={"agency": "police", "text": "Share sooner."}),
        rose(),
    )

    assert len(story.case.panels["appeal-panel"].carried()) == 3


def then_excludes(first: Act, second: Act, clause: str) -> None:
    """Hold that the first, once carried, leaves no room for the second."""
    given(*SITTING, first).when(second).then_refused(Ground.CONTRADICTS, clause)


@pytest.mark.clauses("SP 5.9.a", "SP 5.9.b")
def test_procedures_were_followed_or_they_were_not() -> None:
    followed = put("procedures-followed", ALL)
    not_followed = put("procedures-not-followed", ALL, details={"remedy": "Hold it again."})

    then_excludes(followed, not_followed, "SP 5.9.b")
    then_excludes(not_followed, followed, "SP 5.9.a")


@pytest.mark.clauses("SP 5.9.b")
def test_finding_procedures_not_followed_says_how_to_put_it_right() -> None:
    given(*SITTING).when(put("procedures-not-followed", ALL)).then_refused(
        Ground.DETAIL_MISSING, "SP 5.9.b", detail="remedy"
    )


@pytest.mark.clauses("SP 5.9.c", "SP 5.9.d")
def test_a_panel_supports_the_decision_or_recommends_reconvening() -> None:
    support = put("support-decision", ALL)
    reconvene = put("recommend-reconvening", ALL, details=RECONVENE)

    then_excludes(support, reconvene, "SP 5.9.d")
    then_excludes(reconvene, support, "SP 5.9.c")


@pytest.mark.clauses("SP 5.9.d")
@pytest.mark.parametrize("left_out", ["chair", "recommendation"])
def test_recommending_a_reconvened_conference_says_which_chair_and_what(left_out: str) -> None:
    details = RECONVENE | {left_out: ""}

    given(*SITTING).when(put("recommend-reconvening", ALL, details=details)).then_refused(
        Ground.DETAIL_MISSING, "SP 5.9.d", detail=left_out
    )


@pytest.mark.clauses("SP 5.9.d")
def test_recommending_a_reconvened_conference_obliges_to_arrange_it() -> None:
    story = given(*SITTING, put("recommend-reconvening", ALL, details=RECONVENE), rose())
    arranged = act(
        "conference.arranged", on="Wed 20 Aug 2025", by=BEA, conference="reconvened",
        for_on=day("Wed 3 Sep 2025"), chair=AMINA,
        expected=[CARYS],
    )  # fmt: skip

    assert story.duty("arrange-reconvened").is_open
    assert story.and_then(arranged).duty("arrange-reconvened").status == "met"


@pytest.mark.clauses("SP 5.9.d")
def test_a_different_chair_is_not_the_same_one() -> None:
    other = RECONVENE | {"chair": "different"}
    story = given(*SITTING, put("recommend-reconvening", ALL, details=other), rose())
    again = act(
        "conference.arranged", on="Wed 20 Aug 2025", by=BEA, conference="reconvened",
        for_on=day("Wed 3 Sep 2025"), chair=AMINA,
        expected=[CARYS],
    )  # fmt: skip

    story.when(again).then_refused(Ground.NOT_INDEPENDENT, "SP 5.9.d and 6.1", people=("amina",))


@pytest.mark.clauses("SP 5.9.e")
@pytest.mark.parametrize("left_out", ["timescale", "further_on"])
def test_lacking_information_a_panel_sets_a_timescale_and_a_day(left_out: str) -> None:
    details = {name: value for name, value in FURTHER.items() if name != left_out}

    given(*SITTING).when(put("not-enough-information", ALL, details=details)).then_refused(
        Ground.DETAIL_MISSING, "SP 5.9.e", detail=left_out
    )


@pytest.mark.clauses("SP 5.9.e")
def test_a_further_sitting_is_owed_on_that_very_day() -> None:
    story = given(*SITTING, put("not-enough-information", ALL, details=FURTHER), rose())
    again = story.and_then(sat(*ALL, on="Thu 4 Sep 2025"))

    assert story.duty("sit-again").last_on == day("Thu 4 Sep 2025")
    assert story.as_on("Fri 5 Sep 2025").duty("sit-again").status == "overdue"
    assert again.duty("sit-again").status == "met"


@pytest.mark.clauses("SP 5.9.e")
@pytest.mark.parametrize("final", [one.id for one in PANEL_DECISIONS if one.is_final])
def test_lacking_information_leaves_room_for_no_final_decision_on_the_point(final: str) -> None:
    enough = {"remedy": "Hold it again.", **RECONVENE}
    adjourn = put("not-enough-information", ALL, details=FURTHER)
    decided = put(final, ALL, details=enough)

    given(*SITTING, adjourn).when(decided).then_refused(
        Ground.CONTRADICTS, f"SP {procedure(SP).decision(final).source[0]}"
    )
    then_excludes(decided, adjourn, "SP 5.9.e")


@pytest.mark.clauses("SP 5.9.f")
def test_learning_points_name_an_agency_and_are_chased_until_acknowledged() -> None:
    nameless = put("learning-points", ALL, details={"text": "Send reports in time."})
    learning = {"agency": "health", "text": "Send reports in time."}
    sent = act(
        "concern.communicated", on="Mon 18 Aug 2025", by=INGRID, agency="health",
        to={"id": "director"}, text="Send reports in time.",
    )  # fmt: skip
    taken = act("learning.acknowledged", on="Mon 1 Sep 2025", by=BEA, agency="health")

    given(*SITTING).when(nameless).then_refused(Ground.DETAIL_MISSING, "SP 5.9.f", detail="agency")
    story = given(*SITTING, put("learning-points", ALL, details=learning), sent)
    assert story.duty("chase-learning").target_on == day("Tue 16 Sep 2025")
    assert story.and_then(taken).duty("chase-learning").status == "met"


@pytest.mark.clauses("SP 5.9.h")
def test_concerns_may_go_to_the_board_member_instead() -> None:
    learning = {"agency": "health", "text": "Send reports in time."}
    to_the_board = act(
        "concern.communicated", on="Mon 18 Aug 2025", by=INGRID, agency="health",
        to={"id": "member", "role": "board-member"}, text="Send reports in time.",
    )  # fmt: skip
    to_another = act(
        "concern.communicated", on="Mon 18 Aug 2025", by=INGRID, agency="police",
        to={"id": "member", "role": "board-member"}, text="Send reports in time.",
    )  # fmt: skip
    story = given(*SITTING, put("learning-points", ALL, details=learning))

    assert story.duty("communicate-concerns").rule.source == ("5.8", "5.9.h")
    assert story.and_then(to_the_board).duty("communicate-concerns").status == "met"
    story.when(to_another).then_refused(Ground.NOT_CALLED_FOR, "SP 5.8 and 5.9.h")


@pytest.mark.clauses("SP 5.10")
@pytest.mark.parametrize("decision", ["reverse-decision", "end-the-plan", "change-category"])
def test_a_panel_cannot_be_asked_to_reverse_the_decision(decision: str) -> None:
    given(*SITTING).when(put(decision, ALL)).then_refused(
        Ground.CANNOT_CHANGE_DECISION, "SP 5.10", decision=decision
    )


@pytest.mark.clauses("SP 5.10")
def test_none_of_the_decisions_it_can_make_reverses_anything() -> None:
    assert {one.id for one in PANEL_DECISIONS} == {
        "procedures-followed",
        "procedures-not-followed",
        "support-decision",
        "recommend-reconvening",
        "not-enough-information",
        "learning-points",
    }


@pytest.mark.clauses("SP 5.11")
def test_the_panels_letter_waits_until_the_panel_has_finished() -> None:
    voted = given(*SITTING, put("support-decision", ALL))
    decision = letter("panel-decision-letter", "Thu 14 Aug 2025", INGRID)

    voted.when(decision).then_refused(
        Ground.LETTER_INCOMPLETE,
        "SP 5.11",
        needs=("panel-decision",),
    )
    voted.and_then(rose()).when(decision).after.duty("panel-letter")
