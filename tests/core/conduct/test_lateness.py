"""What came late is decided on for just what came late, and nothing is closed away before."""

from dataclasses import replace
from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground
from reconvene.core.conduct.exchange import draft_of
from reconvene.core.letters.contents import compose
from reconvene.core.letters.draft import Facts
from reconvene.core.procedure.duties import Late
from reconvene.core.record.exchange import LetterSent
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    ON_THE_PLAN,
    THE_SCHOOL,
    answered,
    asked_for,
    closed,
    judged,
    letter,
    met,
    received,
)
from tests.support.core.cast import A_CHILD, BEN, LENA
from tests.support.core.roads import AT_STAGE_1, STAGE_1_DONE, STAGE_2_TOLD
from tests.support.days import day
from tests.support.given import Act, Story, act, given, with_rule, with_section

ASK = "ask-for-stage-2"
TWO = [ON_THE_PLAN, {"id": "B", "words": "The reports came late.", "matter": "process"}]


def added(on: str, name: str = "B", matter: str = "process") -> Act:
    return act("point.added", on=on, point={"id": name, "words": f"And {name}.", "matter": matter})


def decided(on: str, *, accepted: bool, right: str = "complain", **details: Any) -> Act:
    return judged("lateness.decided", on, BEN, accepted=accepted, right=right, **details)


def standing(story: Story) -> dict[str, tuple[str, str | None]]:
    return {point.id: (point.status, point.stage) for point in story.case.points.values()}


REFUSED_B: tuple[Act, ...] = (
    *STAGE_1_DONE,
    added("Mon 2 Jun 2025"),
    decided("Wed 4 Jun 2025", accepted=False),
    letter("late-decision", "Wed 4 Jun 2025", BEN),
)


class TestALateRequest:
    @pytest.mark.clauses("SP 3.9")
    @pytest.mark.parametrize("named", ["A", "B", "nobody"])
    def test_is_decided_on_as_it_was_made_and_names_no_point(self, named: str) -> None:
        story = given(*REFUSED_B, asked_for("stage-2", "Mon 16 Jun 2025"))
        choice = decided("Tue 17 Jun 2025", accepted=True, right=ASK, points=[named])

        story.when(choice).then_refused(Ground.NOT_CALLED_FOR, "SP 3.9", not_waiting=named)

    @pytest.mark.clauses("SP 3.9")
    def test_takes_on_only_what_was_asked_for(self) -> None:
        story = given(
            *REFUSED_B,
            asked_for("stage-2", "Mon 16 Jun 2025"),
            decided("Tue 17 Jun 2025", accepted=True, right=ASK),
        )

        assert standing(story) == {"A": ("live", "stage-2"), "B": ("not taken on", None)}


class TestALateComplaint:
    LATE: tuple[Act, ...] = (received("Wed 30 Apr 2025"), added("Fri 2 May 2025"))

    @pytest.mark.clauses("SP 3.2")
    def test_is_decided_on_before_any_point_added_to_it(self) -> None:
        only_b = decided("Mon 5 May 2025", accepted=True, points=["B"])

        given(*self.LATE).when(only_b).then_refused(Ground.LATENESS_UNDECIDED, "SP 3.2")

    @pytest.mark.clauses("SP 3.2")
    def test_taken_on_leaves_what_was_added_late_to_be_decided(self) -> None:
        story = given(*self.LATE, decided("Mon 5 May 2025", accepted=True))

        assert standing(story) == {"A": ("live", "stage-1"), "B": ("waiting", None)}
        assert story.is_owed("decide-late-point")
        assert not story.is_owed("decide-lateness")
        after = story.and_then(decided("Tue 6 May 2025", accepted=True))
        assert standing(after)["B"] == ("live", "stage-1")
        assert not after.is_owed("decide-late-point")

    @pytest.mark.clauses("SP 3.2")
    def test_not_taken_on_ends_what_was_added_to_it(self) -> None:
        story = given(*self.LATE, decided("Mon 5 May 2025", accepted=False))

        assert standing(story) == {"A": ("not taken on", "stage-1"), "B": ("not taken on", None)}
        assert not {"decide-late-point", "decide-lateness"} & story.owed()


class TestAPointThatFirstWentElsewhere:
    ELSEWHERE: tuple[Act, ...] = (*STAGE_1_DONE, added("Mon 2 Jun 2025", matter="agency-service"))
    HERE = act("point.rerouted", on="Tue 3 Jun 2025", point="B", matter="process", reason="Ours.")

    @pytest.mark.clauses("SP 3.2")
    def test_does_not_wait_for_a_decision_here(self) -> None:
        story = given(*self.ELSEWHERE)

        assert standing(story)["B"] == ("live", None)
        assert not story.is_owed("decide-late-point")

    @pytest.mark.clauses("SP 3.2")
    def test_waits_for_one_once_it_turns_out_to_belong_here(self) -> None:
        story = (
            given(*self.ELSEWHERE)
            .when(self.HERE)
            .then_warned("point-late", "SP 3.2", last_on="2025-04-28", working_days_late=23)
        )

        assert standing(story)["B"] == ("waiting", None)
        assert story.is_owed("decide-late-point")
        assert standing(story.and_then(decided("Wed 4 Jun 2025", accepted=True)))["B"] == (
            "live",
            "stage-1",
        )

    @pytest.mark.clauses("SP 3.2")
    def test_is_decided_on_once_however_often_it_is_sent_to_and_fro(self) -> None:
        away = act("point.rerouted", on="Thu 5 Jun 2025", point="B", matter="agency-service",
                   reason="Theirs.")  # fmt: skip
        back = replace(self.HERE, on=day("Fri 6 Jun 2025"))
        taken_on = given(*self.ELSEWHERE, self.HERE, decided("Wed 4 Jun 2025", accepted=True))

        assert standing(taken_on.and_then(away, back))["B"][0] == "live"

    def test_goes_on_where_it_was_raised_in_time(self) -> None:
        in_time = (*AT_STAGE_1, added("Fri 25 Apr 2025", matter="agency-service"), self.HERE)

        assert standing(given(*in_time))["B"][0] == "live"


class TestClosing:
    ASKED_LATE: tuple[Act, ...] = (*STAGE_1_DONE, asked_for("stage-2", "Mon 9 Jun 2025"))

    @pytest.mark.clauses("SP 3.9")
    def test_waits_for_the_decision_on_a_late_request(self) -> None:
        story = given(*self.ASKED_LATE, act("point.settled", on="Tue 10 Jun 2025", point="A"))

        assert story.owed() == {"decide-late-request"}
        story.when(closed("Tue 10 Jun 2025")).then_refused(
            Ground.LATENESS_UNDECIDED, "SP 3.9", stage="stage-2"
        )

    @pytest.mark.clauses("SP 3.9")
    def test_does_not_wait_where_what_was_asked_for_is_taken_back(self) -> None:
        story = given(*self.ASKED_LATE, act("point.withdrawn", on="Tue 10 Jun 2025", point="A"))

        assert story.owed() == set()
        assert story.may("case.closed")

    @pytest.mark.clauses("SP 3.9", "SP 7.1")
    def test_a_family_that_was_settled_is_still_told_what_was_decided(self) -> None:
        story = given(
            *self.ASKED_LATE,
            act("point.settled", on="Tue 10 Jun 2025", point="A"),
            decided("Tue 10 Jun 2025", accepted=False, right=ASK),
        )

        assert story.owed() == {"tell-lateness"}

    @pytest.mark.clauses("SP 3.9", "SP 4.6")
    def test_a_decision_on_one_late_request_leaves_another_to_be_decided(self) -> None:
        first, *rest = STAGE_2_TOLD
        at = next(i for i, one in enumerate(rest) if one.kind == "point.answered")
        story = given(
            received(points=TWO),
            *rest[:at],
            answered(point="B"),
            *rest[at:],
            asked_for("stage-2", "Thu 31 Jul 2025", points=["B"]),
            asked_for("stage-3", "Thu 31 Jul 2025"),
        )
        assert first.kind == "complaint.received"
        on_one = decided("Thu 31 Jul 2025", accepted=False, right="ask-for-stage-3")

        story = story.and_then(on_one, letter("late-decision", "Thu 31 Jul 2025", BEN))

        assert [duty.status for duty in story.duties("decide-late-request")] == ["open", "met"]
        assert [names for _, names, _ in story.case.pending] == [("B",)]


class TestAComplaintThatWasNotTakenOn:
    @pytest.mark.clauses("SP 3.2")
    @pytest.mark.parametrize("matter", ["process", "agency-service"])
    def test_takes_no_more_points_where_it_came_late(self, matter: str) -> None:
        story = given(received("Wed 30 Apr 2025"), decided("Fri 2 May 2025", accepted=False))

        story.when(added("Mon 5 May 2025", matter=matter)).then_refused(
            Ground.NO_RIGHT, "SP 3.2", reasons="As I found."
        )

    def test_takes_no_more_points_where_nobody_of_that_kind_may_complain(self) -> None:
        story = given(
            received(complainant=A_CHILD),
            judged("standing.decided", "Wed 23 Apr 2025", LENA, accepted=False),
        )

        story.when(added("Thu 24 Apr 2025")).then_refused(Ground.NOT_ELIGIBLE, "SP 0.1")

    @pytest.mark.clauses("SP 3.2")
    def test_takes_none_back_that_went_elsewhere(self) -> None:
        story = given(
            received("Wed 30 Apr 2025", points=[ON_THE_PLAN, THE_SCHOOL]),
            act("point.referred", on="Thu 1 May 2025", point="S", channel="agency-complaint",
                agency="education"),
            decided("Fri 2 May 2025", accepted=False),
        )  # fmt: skip
        back = act("point.rerouted", on="Mon 5 May 2025", point="S", matter="process", reason="Us.")

        story.when(back).then_refused(Ground.NO_RIGHT, "SP 3.2")


class TestTellingTheFamily:
    @pytest.mark.clauses("SP 3.2", "SP 7.1")
    def test_of_two_decisions_takes_two_letters_the_older_first(self) -> None:
        story = given(
            *STAGE_1_DONE,
            added("Mon 2 Jun 2025"),
            added("Mon 2 Jun 2025", "C"),
            decided("Wed 4 Jun 2025", accepted=False, points=["B"], reasons="Not B."),
            decided("Wed 4 Jun 2025", accepted=True, points=["C"], reasons="Yes to C."),
        )
        tells = letter("late-decision", "Wed 4 Jun 2025", BEN)

        assert told_in(story, tells) == ("And B.", "Not B.")
        story = story.and_then(tells)
        assert [duty.status for duty in story.duties("tell-lateness")] == ["met", "open"]
        assert told_in(story, tells) == ("And C.", "Yes to C.")
        story = story.and_then(tells)
        assert [duty.status for duty in story.duties("tell-lateness")] == ["met", "met"]
        assert told_in(story, tells) == ("And C.", "Yes to C.")

    @pytest.mark.clauses("SP 3.2", "SP 3.9")
    def test_names_the_last_day_of_the_points_that_the_request_was_for(self) -> None:
        story = given(
            received(points=TWO),
            *AT_STAGE_1[1:],
            met(),
            answered(),
            letter("stage-1-outcome", "Fri 9 May 2025", LENA, points=["A"]),
            asked_for("stage-2", "Tue 10 Jun 2025"),
            answered(on="Wed 11 Jun 2025", point="B"),
            letter("stage-1-outcome", "Wed 11 Jun 2025", LENA, points=["B"]),
            decided("Thu 12 Jun 2025", accepted=False, right=ASK),
        )

        assert story.right(ASK, "B").last_on == day("Wed 9 Jul 2025")
        told = lateness_in(story, letter("late-decision", "Fri 13 Jun 2025", BEN))
        assert told["last_on"] == day("Fri 6 Jun 2025")


def lateness_in(story: Story, tells: Act) -> Facts:
    """Return what a letter tells of a decision on something late."""
    assert isinstance(tells.data, LetterSent)
    said, _ = compose(draft_of(story.context(by=tells.by), tells.entry, tells.data))
    return next(one.facts for one in said if one.content == "lateness")


def told_in(story: Story, tells: Act) -> tuple[str, str]:
    """Return the one point a letter tells of, and the reasons it gives."""
    facts = lateness_in(story, tells)
    (point,) = facts["points"]
    return point["words"], facts["reasons"]


class TestALetterAfterARefusedRequest:
    REFUSED: tuple[Act, ...] = (
        *STAGE_1_DONE,
        asked_for("stage-2", "Mon 9 Jun 2025"),
        decided("Tue 10 Jun 2025", accepted=False, right=ASK),
    )

    @pytest.mark.clauses("SP 3.9")
    def test_may_be_sent_again(self) -> None:
        assert given(*self.REFUSED).may("letter.sent", "stage-1-outcome")

    @pytest.mark.clauses("SP 3.9")
    def test_is_not_sent_again_while_the_request_waits_or_once_it_is_taken_on(self) -> None:
        waits = given(*self.REFUSED[:-1])
        went_on = waits.and_then(decided("Tue 10 Jun 2025", accepted=True, right=ASK))

        assert not waits.may("letter.sent", "stage-1-outcome")
        assert not went_on.may("letter.sent", "stage-1-outcome")


class TestWhereEverythingLateIsTakenOn:
    """A warning promises a decision only where somebody will make one."""

    ACCEPTS = Late(rule="accept", source=("3.2",))

    def test_a_complaint_is_and_so_is_a_point_added(self) -> None:
        sp = procedure("sp-cpc/1")
        lenient = with_section(sp, lodging=sp.lodging.model_copy(update={"late": self.ACCEPTS}))
        late = given(under=lenient).when(received("Wed 30 Apr 2025"))

        late.then_warned(
            "complaint-late-taken-on", "SP 3.2", last_on="2025-04-28", working_days_late=2
        )
        late.after.when(added("Fri 2 May 2025")).then_warned(
            "point-late-taken-on", "SP 3.2", last_on="2025-04-28", working_days_late=4
        )

    def test_a_request_is(self) -> None:
        lenient = with_rule(procedure("sp-cpc/1"), "rights", ASK, late=self.ACCEPTS)

        given(*STAGE_1_DONE, under=lenient).when(
            asked_for("stage-2", "Mon 9 Jun 2025")
        ).then_warned(
            "request-late-taken-on", "SP 3.9", last_on="2025-06-06", asked_on="2025-06-09"
        )
