"""What came late is decided on for just what came late, and nothing is closed away before."""

import pytest

from reconvene.core.conduct.answer import Ground
from tests.support.core.acts import (
    ON_THE_PLAN,
    asked_for,
    judged,
    letter,
    received,
)
from tests.support.core.cast import BEN
from tests.support.core.roads import STAGE_1_DONE
from tests.support.given import Act, Story, act, given

ASK = "ask-for-stage-2"
TWO = [ON_THE_PLAN, {"id": "B", "words": "The reports came late.", "matter": "process"}]


def added(on: str, name: str = "B", matter: str = "process") -> Act:
    return act("point.added", on=on, point={"id": name, "words": f"And {name}.", "matter": matter})


def decided(on: str, *, accepted: bool, right: str = "complain", **details: object) -> Act:
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
