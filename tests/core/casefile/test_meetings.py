"""A date that is offered stands by what its entry says, and ends with what it was for."""

import pytest

from reconvene.core.casefile.meetings import MeetingState
from reconvene.core.conduct.answer import Ground, Refused
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    corrected,
    declined,
    letter,
    met,
    offered,
    received,
)
from tests.support.core.cast import LENA
from tests.support.core.roads import ANSWERED, AT_STAGE_1
from tests.support.days import day
from tests.support.given import Story, act, given

MEETING = "stage-1-appointment"
CALLED_OFF = act("meeting.cancelled", on="Mon 28 Apr 2025", meeting=MEETING, reason="Ill.")
TAKEN_BACK = act("point.withdrawn", on="Mon 28 Apr 2025", point="A", words="No more.")
OFFER = 4
"""The entry of the offer in AT_STAGE_1: on Thu 24 Apr 2025, for Tue 6 May 2025."""


def state(story: Story) -> MeetingState:
    return story.case.meetings[MEETING]


def kinds(story: Story) -> list[str]:
    return [one.kind for one in state(story).acts]


class TestWhatStands:
    def test_an_offer_recorded_late_is_no_newer_than_it_says(self) -> None:
        newer = offered("Wed 7 May 2025", "Fri 25 Apr 2025")
        older = offered("Fri 2 May 2025", "Wed 23 Apr 2025")

        story = given(*AT_STAGE_1, newer, older)

        assert state(story).planned_on == day("Wed 7 May 2025")
        assert [one.for_on for one in state(story).offers] == [
            day("Fri 2 May 2025"), day("Tue 6 May 2025"), day("Wed 7 May 2025"),
        ]  # fmt: skip

    def test_what_was_declined_before_a_newer_offer_leaves_that_one(self) -> None:
        newer = offered("Wed 7 May 2025", "Mon 28 Apr 2025")

        story = given(*AT_STAGE_1, newer, declined("Fri 25 Apr 2025"))

        assert state(story).planned_on == day("Wed 7 May 2025")
        assert kinds(story) == ["offered", "declined", "offered"]

    def test_of_one_day_the_later_entry_counts(self) -> None:
        story = given(*AT_STAGE_1, offered("Wed 7 May 2025", "Thu 24 Apr 2025"))

        assert state(story).planned_on == day("Wed 7 May 2025")

    def test_declined_and_held_all_the_same_is_held(self) -> None:
        story = given(*AT_STAGE_1, declined("Fri 25 Apr 2025"), met())

        assert state(story).held_on == day("Tue 6 May 2025")
        assert state(story).planned is None
        assert state(story).declined_on == (day("Fri 25 Apr 2025"),)

    def test_nothing_stands_where_nothing_was_offered(self) -> None:
        assert MeetingState().planned is None
        assert MeetingState().held_on is None
        assert MeetingState().after(1) == ()


class TestWhatEndsIt:
    def test_the_last_point_taken_back_ends_the_date_that_stands(self) -> None:
        story = given(*AT_STAGE_1, TAKEN_BACK)

        assert state(story).planned_on is None
        assert kinds(story) == ["offered", "ended"]

    def test_a_point_that_stays_keeps_it(self) -> None:
        both = received(points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}])

        story = given(both, *AT_STAGE_1[1:], TAKEN_BACK)

        assert state(story).planned_on == day("Tue 6 May 2025")

    def test_the_letter_with_the_answer_ends_it(self) -> None:
        again = offered("Mon 19 May 2025", "Thu 8 May 2025")
        told = letter("stage-1-outcome", "Fri 9 May 2025", LENA)

        assert kinds(given(*ANSWERED, again)) == ["offered", "held", "offered"]
        assert kinds(given(*ANSWERED, again, told)) == ["offered", "held", "offered", "ended"]

    def test_one_offered_after_that_letter_stands_until_the_case_is_closed(self) -> None:
        told = letter("stage-1-outcome", "Fri 9 May 2025", LENA)
        again = offered("Mon 19 May 2025", "Mon 12 May 2025")
        settled = act("point.settled", on="Wed 14 May 2025", point="A")
        done = [
            act("notice.given", on="Fri 9 May 2025", by=LENA, notice=name)
            for name in ("copy-stage-1-officer", "copy-stage-1-manager")
        ]
        closed = act("case.closed", on="Thu 15 May 2025", reason="It is settled.")

        story = given(*ANSWERED, told, *done, again)

        assert kinds(story)[-1] == "offered"
        assert kinds(story.and_then(settled))[-1] == "offered"
        assert kinds(story.and_then(settled, closed))[-1] == "ended"

    def test_what_took_the_point_back_struck_lets_it_stand_again(self) -> None:
        story = given(*AT_STAGE_1, TAKEN_BACK)
        struck = corrected(story.case.length, "Tue 29 Apr 2025", struck=True)

        assert state(story.and_then(struck)).planned_on == day("Tue 6 May 2025")

    def test_it_ends_after_whatever_stood_even_where_that_says_a_later_day(self) -> None:
        later = offered("Fri 2 May 2025", "Wed 30 Apr 2025")

        assert kinds(given(*AT_STAGE_1, later, TAKEN_BACK)) == ["offered", "offered", "ended"]


@pytest.mark.parametrize("kind", ["meeting.declined", "meeting.cancelled"])
def test_nothing_can_be_declined_or_called_off_before_it_was_offered(kind: str) -> None:
    reason = {"reason": "Ill."} if kind == "meeting.cancelled" else {}
    too_soon = act(kind, on="Wed 23 Apr 2025", meeting=MEETING, named=reason)

    answer = given(*AT_STAGE_1).answer_to(too_soon)

    assert isinstance(answer, Refused)
    assert answer.ground is Ground.DATE_OUT_OF_ORDER
    assert answer.facts["offered_on"] == "2025-04-24"


class TestAnotherDate:
    RULE = "offer-another-date"
    AGAIN = offered("Fri 2 May 2025", "Fri 25 Apr 2025")

    def owed(self, story: Story) -> list[str]:
        duties = (one for one in story.context().duties if one.rule.id == self.RULE)
        return [one.status for one in duties]

    @pytest.mark.clauses("SP 3.6")
    def test_is_owed_again_where_we_call_off_the_one_offered_instead(self) -> None:
        story = given(*AT_STAGE_1, declined("Thu 24 Apr 2025"))

        assert self.owed(story) == ["open"]
        assert self.owed(story.and_then(self.AGAIN)) == ["met"]
        assert self.owed(story.and_then(self.AGAIN, CALLED_OFF)) == ["open"]

    def test_is_owed_again_where_that_was_moved_before(self) -> None:
        moved = offered("Wed 7 May 2025", "Mon 28 Apr 2025")
        story = given(*AT_STAGE_1, declined("Thu 24 Apr 2025"), self.AGAIN, moved, CALLED_OFF)

        assert self.owed(story) == ["open"]
        once_more = offered("Thu 8 May 2025", "Tue 29 Apr 2025")
        assert self.owed(story.and_then(once_more)) == ["met"]
