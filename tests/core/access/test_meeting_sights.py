"""Where a meeting is held is for those who come, and for those who know how the family is reached."""

from typing import Any

import msgspec
import pytest

from reconvene.core.access.asking import Purpose, Viewer
from reconvene.core.access.meeting_sights import meeting_is_there, sees_place
from reconvene.core.access.showing import shown
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.exchange import MeetingOffered
from tests.core.access.test_reach import AMINA, at
from tests.support.core.acts import corrected, declined, met, offered
from tests.support.core.cast import AMINA as AMINA_OF_THE_RECORD
from tests.support.core.cast import LENA as LENA_OF_THE_RECORD
from tests.support.core.roads import AT_STAGE_1, AT_STAGE_2
from tests.support.days import day
from tests.support.given import Act, act

MEETING = "stage-1-appointment"
SOL = Viewer("sol", "council", frozenset({"service-manager"}))
LENA = Viewer("lena", "council", frozenset({"line-manager"}))
BEN = Viewer("ben", "council", frozenset({"complaints-officer"}))
NOBODY = Viewer("nobody", "council", frozenset({"reviewing-manager"}))
SECRET: dict[str, Any] = {"place": "SECRET room", "link": "https://secret.example.org"}
BOUND = act("role.assigned", on="Thu 24 Apr 2025", role="service-manager",
            person={"id": "sol", "name": "Sol", "role": "service-manager"})  # fmt: skip
PLACED = (*AT_STAGE_1, BOUND, offered("Wed 7 May 2025", "Fri 25 Apr 2025", **SECRET))
PUT_RIGHT = corrected(
    6, "Fri 25 Apr 2025",
    data={"meeting": MEETING, "for_on": day("Thu 8 May 2025").isoformat(), **SECRET},
)  # fmt: skip


def everything(viewer: Viewer, *road: Act, purpose: Purpose = Purpose.WORK) -> str:
    """Return all that is shown to somebody, entries and state, as one text."""
    events, case = shown(viewer, at(*road), purpose)
    return f"{events} {case.meetings}"


@pytest.mark.parametrize("viewer", [BEN, LENA, AMINA], ids=["contact", "both", "comes"])
def test_those_who_come_or_reach_the_family_are_shown_it(viewer: Viewer) -> None:
    assert sees_place(viewer, at(*PLACED), MEETING)
    assert "SECRET" in everything(viewer, *PLACED)


def test_whoever_only_reads_the_story_is_shown_the_day_and_not_the_place() -> None:
    it = at(*PLACED, PUT_RIGHT)
    assert meeting_is_there(SOL, it, MEETING)
    assert not sees_place(SOL, it, MEETING)

    events, case = shown(SOL, it)
    offer, correction = events[5].data, events[6].data

    assert isinstance(offer, MeetingOffered)
    assert offer.for_on == day("Wed 7 May 2025")
    assert isinstance(correction, EntryCorrected)
    assert correction.data == {"meeting": MEETING, "for_on": "2025-05-08"}
    assert case.meetings[MEETING].planned_on == day("Thu 8 May 2025")
    assert "SECRET" not in everything(SOL, *PLACED, PUT_RIGHT)
    assert "SECRET" in everything(BEN, *PLACED, PUT_RIGHT)


@pytest.mark.assures("AZ-5")
@pytest.mark.parametrize("viewer", [BEN, LENA, SOL], ids=["contact", "both", "story"])
def test_nobody_is_shown_it_through_broken_glass(viewer: Viewer) -> None:
    it = at(*PLACED, PUT_RIGHT)

    assert meeting_is_there(viewer, it, MEETING, Purpose.BREAK_GLASS)
    assert not sees_place(viewer, it, MEETING, Purpose.BREAK_GLASS)
    assert "SECRET" not in everything(viewer, *PLACED, PUT_RIGHT, purpose=Purpose.BREAK_GLASS)


def test_a_meeting_is_there_only_for_whom_the_story_is() -> None:
    it = at(*AT_STAGE_2)

    assert not meeting_is_there(BEN, it, "tea")
    assert not meeting_is_there(NOBODY, at(*AT_STAGE_1), MEETING)
    assert meeting_is_there(AMINA, it, MEETING)
    assert not meeting_is_there(AMINA, it, "stage-2-meeting")
    assert meeting_is_there(BEN, it, "stage-2-meeting")


WHY = "SECRET: he will be there"
SAID_NO = declined("Fri 25 Apr 2025", reason=WHY)
OFFERED = offered("Wed 7 May 2025", "Fri 25 Apr 2025", avoid=WHY, adjustments=WHY, interpreter=WHY)
CALLED_OFF = act("meeting.cancelled", on="Mon 28 Apr 2025", meeting=MEETING, reason=WHY)
STAYED_AWAY = met(
    present=(LENA_OF_THE_RECORD,),
    without_complainant=WHY,
    absent=[{"what": "conference-chair", "reason": WHY}],
)


@pytest.mark.assures("AZ-5")
@pytest.mark.parametrize(
    "said", [SAID_NO, OFFERED, CALLED_OFF, STAYED_AWAY], ids=lambda one: one.kind
)
def test_whoever_is_complained_of_is_not_told_the_familys_reasons(said: Act) -> None:
    assert "SECRET" in everything(LENA, *AT_STAGE_1, said)
    assert "SECRET" not in everything(AMINA, *AT_STAGE_1, said)
    assert said.kind in everything(AMINA, *AT_STAGE_1, said)


@pytest.mark.assures("AZ-5")
def test_nor_by_a_correction_that_they_made_after_somebody_elses() -> None:
    theirs = declined("Fri 25 Apr 2025", by=AMINA_OF_THE_RECORD)
    by_lena = corrected(5, "Fri 25 Apr 2025", data={"meeting": MEETING, "reason": WHY})
    own = corrected(
        5, "Fri 25 Apr 2025", by=AMINA_OF_THE_RECORD, data={"meeting": MEETING, "reason": WHY}
    )

    assert "SECRET" not in everything(AMINA, *AT_STAGE_1, theirs, by_lena, own)
    events, _ = shown(AMINA, at(*AT_STAGE_1, theirs, by_lena, own))
    assert msgspec.to_builtins(events[-1].data)["data"]["meeting"] == MEETING


def test_they_learn_that_a_date_came_to_nothing_and_not_when_the_case_ended() -> None:
    taken_back = act("point.withdrawn", on="Mon 28 Apr 2025", point="A", words="No more.")

    _, case = shown(AMINA, at(*AT_STAGE_1, taken_back))

    assert [(one.kind, one.on) for one in case.meetings[MEETING].acts] == [
        ("offered", day("Thu 24 Apr 2025")),
        ("ended", day("Thu 24 Apr 2025")),
    ]
