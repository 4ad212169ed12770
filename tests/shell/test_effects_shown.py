"""What an act causes is told only as far as whoever acts sees the case."""

from dataclasses import replace

import pytest
from msgspec import structs

from reconvene.core.duties.held import Right
from reconvene.core.record.event import Entry, payload
from reconvene.desk.answers import Receipt
from reconvene.desk.effects import Effects, caused, causing, effects
from reconvene.desk.foreseen import foreseen
from reconvene.desk.look import load, load_whole
from reconvene.desk.opening import receive_complaint
from reconvene.web.acts.consequences import in_words
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import RECEIVED_ON, STEPS, Step, complaint, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-5")]

ON = day(RECEIVED_ON)
TODAY = "Fri 2 May 2025"
ELSEWHERE = {"id": "Z", "words": "The school said so.", "matter": "agency-service"}


def arising(found: Effects) -> set[str]:
    return {duty.rule.id for duty in found.arising if "Z" in duty.points}


@pytest.fixture
def desk() -> Desk:
    return Desk.at()


def told_of_one_point(desk: Desk) -> str:
    """Return a case whose chair is told of a point; another is about somebody else."""
    data = complaint(desk.named["amina"])
    (point,) = data.points
    other = structs.replace(point, id="Z", matter="agency-service", ground="")
    taken = receive_complaint(
        desk.people["ben"],
        structs.replace(data, points=(point, other)),
        happened_on=ON,
        key="k",
        now=noon(ON),
    )
    assert isinstance(taken, Receipt), taken
    return taken.case_id


def test_by_what_was_recorded(desk: Desk) -> None:
    case_id = told_of_one_point(desk)
    ben, amina = (load(desk.people[who], case_id, ON) for who in ("ben", "amina"))

    assert arising(caused(ben, 1))
    assert caused(amina, 1).arising
    assert not arising(caused(amina, 1))


def test_by_what_would_be(desk: Desk) -> None:
    look = load_whole(desk.people["amina"], desk.open().case_id, ON)
    entry = Entry(
        kind="point.added", happened_on=ON, data=payload("point.added", {"point": ELSEWHERE})
    )
    then = foreseen(look, (entry,), "conference-chair", noon(ON))

    assert arising(effects(look.whole, then.whole))
    assert not arising(causing(look, then))


def recorded(desk: Desk, case_id: str, step: Step) -> int:
    answer = desk.act(case_id, step)
    assert isinstance(answer, Receipt), answer
    return answer.number


def rights(found: tuple[Right, ...]) -> list[tuple[str, str]]:
    return [(right.rule.id, right.status) for right in found]


class TestWhatTheFamilyCanThenOnlyAskForLate:
    """Their last day is past once an entry is struck: the lists say that they may still ask late."""

    def test_lapses_and_is_not_lost_where_a_second_letter_had_given_them_longer(
        self, desk: Desk
    ) -> None:
        case_id = desk.open().case_id
        sent = next(
            number
            for number, step in enumerate(STEPS)
            if step.details.get("letter") == "stage-1-outcome"
        )
        desk.live(case_id, sent + 1)
        again = recorded(desk, case_id, replace(STEPS[sent], on="Fri 6 Jun 2025"))
        on = "Mon 30 Jun 2025"
        struck = {"entry": again, "reason": "It was not sent.", "struck": True}
        number = recorded(desk, case_id, Step("ben", on, "entry.corrected", struck))

        found = caused(load(desk.people["ben"], case_id, day(on)), number)

        assert rights(found.lapsed) == [("ask-for-stage-2", "lapsed")]
        assert (found.lost, found.shifted) == ((), ())

    def test_lapses_where_what_they_asked_for_is_struck(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        asked = next(n for n, step in enumerate(STEPS, 2) if step.kind == "stage.requested")
        desk.live(case_id, asked - 1)
        on = "Mon 30 Jun 2025"
        struck = {"entry": asked, "reason": "They had not asked.", "struck": True}
        number = recorded(desk, case_id, Step("ben", on, "entry.corrected", struck))

        found = caused(load(desk.people["ben"], case_id, day(on)), number)

        assert rights(found.lapsed) == [("ask-for-stage-2", "lapsed")]
        assert (found.lost, found.shifted) == ((), ())


class TestWhetherWhatWasOwedWasInTime:
    """A letter met its duty, and the day on which it went is put right."""

    def put_right(self, desk: Desk, case_id: str, on: str) -> Effects:
        sent = next(
            number
            for number, step in enumerate(STEPS, 2)
            if step.details.get("letter") == "acknowledgement"
        )
        if len(load(desk.people["ben"], case_id, ON).events) < sent:
            desk.live(case_id, sent - 1)
        details = {"entry": sent, "reason": "It went on another day.", "happened_on": on}
        number = recorded(desk, case_id, Step("ben", TODAY, "entry.corrected", details))
        return caused(load(desk.people["ben"], case_id, day(TODAY)), number)

    def test_is_told_where_it_then_counts_as_late_and_where_it_counts_as_in_time_again(
        self, desk: Desk
    ) -> None:
        case_id = desk.open().case_id
        late = self.put_right(desk, case_id, "2025-04-30")
        later = self.put_right(desk, case_id, "2025-05-01")
        in_time = self.put_right(desk, case_id, "2025-04-24")

        told = [
            [(duty.rule.id, duty.status) for duty in one.timed] for one in (late, later, in_time)
        ]
        assert told == [[("acknowledge", "met late")], [], [("acknowledge", "met")]]
        ctx = load(desk.people["ben"], case_id, day(TODAY)).context
        (said,), (said_again,) = (in_words(ctx, one).judged for one in (late, in_time))
        assert said.startswith("What was owed (acknowledge the complaint in writing), done on ")
        assert said.endswith(
            "30 April 2025, counts as late: the last day was Friday 25 April 2025."
        )
        assert said_again.endswith("done on Thursday 24 April 2025, counts as in time.")
