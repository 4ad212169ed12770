"""A correction is judged as what goes on the record, and never where it cannot be judged at all."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from reconvene.core.conduct.answer import Allowed, Ground, Refused
from reconvene.core.record.event import encode
from tests.support.core.acts import answered, asked_for, closed, corrected, judged, met, received
from tests.support.core.cast import BEN, SOL
from tests.support.core.roads import AT_STAGE_1, MET_AGAIN, STAGE_1_DONE, VOTED
from tests.support.days import day
from tests.support.given import Act, Story, act, given, with_section

ANOTHER = {"id": "B", "words": "The reports came late.", "matter": "process"}


def added(on: str) -> Act:
    return act("point.added", on=on, point=ANOTHER)


def says(of: str, tie: str, reason: str = "Neighbours.") -> dict[str, Any]:
    return {"person": {"id": of}, "tie": tie, "reason": reason}


def number_of(story: Story, kind: str) -> int:
    """Return the number of the first entry of a kind."""
    return next(event.number for event in story.events if event.kind == kind)


def details(story: Story, number: int) -> Any:
    return msgspec.json.decode(encode(story.events[number - 1].data))


class TestWhatIsStamped:
    def test_a_point_in_time_after_all_cannot_have_been_refused_as_late(self) -> None:
        story = given(
            *AT_STAGE_1,
            added("Mon 2 Jun 2025"),
            judged("lateness.decided", "Wed 4 Jun 2025", BEN, accepted=False, right="complain"),
        )
        in_time = corrected(
            number_of(story, "point.added"), "Thu 5 Jun 2025", happened_on=day("Mon 28 Apr 2025")
        )

        story.when(in_time).then_refused(
            Ground.CONTRADICTS, "law", kind="lateness.decided", because="not-called-for"
        )

    def test_a_request_in_time_after_all_cannot_have_been_refused_as_late(self) -> None:
        story = given(
            *STAGE_1_DONE,
            asked_for("stage-2", "Mon 9 Jun 2025"),
            judged(
                "lateness.decided", "Tue 10 Jun 2025", BEN, accepted=False, right="ask-for-stage-2"
            ),
        )
        in_time = corrected(
            number_of(story, "stage.requested"),
            "Thu 12 Jun 2025",
            happened_on=day("Fri 6 Jun 2025"),
        )

        story.when(in_time).then_refused(Ground.CONTRADICTS, "law", kind="lateness.decided")

    def test_a_request_late_after_all_cannot_have_opened_the_stage(self) -> None:
        story = given(*MET_AGAIN)
        late = corrected(
            number_of(story, "stage.requested"),
            "Fri 27 Jun 2025",
            happened_on=day("Mon 9 Jun 2025"),
        )

        story.when(late).then_refused(Ground.CONTRADICTS, "SP 4.1", kind="meeting.held")


def moved(story: Story) -> Story:
    """The story, moved to a second version of its procedure."""
    on = max(story.today, day("Mon 12 May 2025"))
    act_of_moving = replace(
        act("case.moved", on="Mon 12 May 2025", to="sp-cpc/2", reason="It is kinder.",
            agreed_by=SOL),
        on=on,
    )  # fmt: skip
    after = story.and_then(act_of_moving)
    return replace(after, definition=with_section(story.definition, version=2))


class TestBeforeAMove:
    """What was judged under another version is not judged again, so it is left as it is."""

    @pytest.mark.parametrize("kind", ["point.added", "point.answered", "letter.sent", "case.moved"])
    def test_no_entry_up_to_the_move_is_struck(self, kind: str) -> None:
        story = moved(
            given(
                *AT_STAGE_1, added("Fri 25 Apr 2025"), met(), answered(), answered(point="B")
            )
        )  # fmt: skip
        number = number_of(story, kind)

        story.when(corrected(number, "Tue 13 May 2025", struck=True)).then_refused(
            Ground.CONTRADICTS, "law", corrects=number, moved_on="2025-05-12"
        )

    def test_nor_is_the_day_the_complaint_came_changed(self) -> None:
        story = moved(given(*STAGE_1_DONE))

        story.when(
            corrected(1, "Tue 13 May 2025", happened_on=day("Wed 23 Apr 2025"))
        ).then_refused(Ground.CONTRADICTS, "law", corrects=1)

    def test_nor_what_the_complaint_is_about(self) -> None:
        story = moved(given(*STAGE_1_DONE))
        changed = details(story, 1)
        changed["points"][0]["matter"] = "process"

        story.when(corrected(1, "Tue 13 May 2025", data=changed)).then_refused(
            Ground.CONTRADICTS, "law", corrects=1
        )

    def test_names_and_words_of_the_complaint_are_put_right(self) -> None:
        story = moved(given(*STAGE_1_DONE))
        changed = details(story, 1)
        changed["complainant"]["name"] = "Eva Example"
        changed["points"][0]["words"] = "Kit should never have been on a plan."
        changed["conference"]["children"][0]["name"] = "Christopher"
        changed["safe_contact"] = "By telephone"

        after = story.and_then(corrected(1, "Tue 13 May 2025", data=changed))

        assert after.case.received is not None
        assert after.case.received.complainant.name == "Eva Example"
        assert after.case.received.safe_contact == "By telephone"

    def test_what_was_recorded_since_the_move_is_judged_as_ever(self) -> None:
        story = moved(given(*STAGE_1_DONE)).and_then(asked_for("stage-2", "Fri 6 Jun 2025"))

        answer = story.answer_to(
            corrected(len(story.events), "Fri 6 Jun 2025", happened_on=day("Thu 5 Jun 2025"))
        )

        assert isinstance(answer, Allowed)


class TestARequestThatOpenedTheCaseAgain:
    """The opening belongs to the request: neither stands without the other."""

    CLOSED: tuple[Act, ...] = (
        *STAGE_1_DONE,
        act("point.settled", on="Mon 12 May 2025", point="A"),
        closed("Mon 9 Jun 2025"),
    )

    def test_closes_it_again_where_the_request_is_struck(self) -> None:
        story = given(*self.CLOSED, asked_for("stage-2", "Mon 16 Jun 2025"))
        wrong = corrected(number_of(story, "stage.requested"), "Tue 17 Jun 2025", struck=True)

        assert [one.kind for one in story.events[-2:]] == ["stage.requested", "case.reopened"]
        after = story.and_then(wrong)

        assert after.case.closed_on == day("Mon 9 Jun 2025")
        assert after.case.pending == []

    def test_is_not_struck_by_itself(self) -> None:
        story = given(*self.CLOSED, asked_for("stage-2", "Mon 16 Jun 2025"))
        number = number_of(story, "case.reopened")

        story.when(corrected(number, "Tue 17 Jun 2025", struck=True)).then_refused(
            Ground.CONTRADICTS, "law", brought_by=number - 1
        )

    def test_stays_where_more_was_done_on_the_open_case(self) -> None:
        story = given(
            *self.CLOSED,
            asked_for("stage-2", "Mon 16 Jun 2025"),
            act("supporter.named", on="Mon 16 Jun 2025", name="Jo", kind="advocate"),
        )
        wrong = corrected(number_of(story, "stage.requested"), "Tue 17 Jun 2025", struck=True)

        story.when(wrong).then_refused(
            Ground.CONTRADICTS, "law", kind="supporter.named", because="case-closed"
        )

    def test_is_struck_where_somebody_opened_it_by_hand(self) -> None:
        story = given(*self.CLOSED, act("case.reopened", on="Mon 16 Jun 2025", reason="She rang."))
        wrong = corrected(number_of(story, "case.reopened"), "Tue 17 Jun 2025", struck=True)

        assert story.and_then(wrong).case.closed_on == day("Mon 9 Jun 2025")


def test_the_complaint_itself_is_judged_again_where_the_case_was_never_moved() -> None:
    story = given(received())
    changed = details(story, 1) | {"points": []}

    assert isinstance(story.answer_to(corrected(1, "Wed 23 Apr 2025", data=changed)), Refused)


class TestATieBeforeAMove:
    """No rule asks for a tie, so it can be taken back whatever version a case runs under by now."""

    def tied(self, *road: Act, who: str = "lena") -> tuple[Story, int]:
        tie = act("interest.declared", on="Fri 9 May 2025", **says(who, "friend"))
        story = given(*road)
        story = story.and_then(replace(tie, on=max(story.today, tie.on)))
        return moved(story), len(story.events)

    def correction(self, story: Story, number: int, **how: Any) -> Act:
        return replace(corrected(number, "Tue 13 May 2025", **how), on=story.today)

    @pytest.mark.parametrize(
        "how",
        [{"struck": True}, {"data": says("lena", "none")}, {"data": says("lena", "family")}],
        ids=["struck", "none after all", "of another kind"],
    )
    def test_is_struck_and_put_right(self, how: dict[str, Any]) -> None:
        story, number = self.tied(*STAGE_1_DONE)
        after = story.and_then(self.correction(story, number, **how))

        assert after.case.ties == ({"lena": "family"} if "family" in str(how) else {})

    @pytest.mark.parametrize(
        "how",
        [
            {"data": says("rhys", "friend")},
            {"data": says("lena", "friend", "")},
            {"data": says("lena", "friend"), "happened_on": day("Thu 8 May 2025")},
        ],
        ids=["somebody else's", "without a reason", "on another day"],
    )
    def test_is_not_made_what_it_was_not(self, how: dict[str, Any]) -> None:
        story, number = self.tied(*STAGE_1_DONE)
        story.when(self.correction(story, number, **how)).then_refused(
            Ground.CONTRADICTS, "law", corrects=number
        )

    def test_is_left_where_a_panel_had_to_vote_anew_for_it(self) -> None:
        story, number = self.tied(*VOTED, who="carys")
        story.when(self.correction(story, number, struck=True)).then_refused(
            Ground.CONTRADICTS, "law", corrects=number
        )

    def test_that_there_is_none_becomes_no_tie(self) -> None:
        none = act("interest.declared", on="Fri 9 May 2025", **says("lena", "none"))
        story = given(*STAGE_1_DONE, none)
        number = len(story.events)
        story = moved(story)
        story.when(self.correction(story, number, data=says("lena", "friend"))).then_refused(
            Ground.CONTRADICTS, "law", corrects=number
        )
