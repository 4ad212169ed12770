"""What the chair of the conference does besides answering: chairs again, and puts their own right."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from reconvene.core.access.answer import Denied, Reason, Wall
from reconvene.core.access.asking import Do, See, Sight, Viewer
from reconvene.core.access.matter import Matter, matter
from reconvene.core.access.own import correction_denied
from reconvene.core.access.reach import reach
from reconvene.core.access.showing import shown
from tests.support.core import roads
from tests.support.core.acts import put, rose
from tests.support.core.cast import AMINA, BEA, CARYS, FATHER, INGRID, PIOTR, SOL
from tests.support.days import day
from tests.support.given import Act, act, given

pytestmark = pytest.mark.assures("AZ-2")
CHAIR = Viewer("amina", "council", frozenset({"conference-chair", "complaints-officer"}))
BRIEF = Do("attendee.briefed", "reconvened")
HOLD = Do("conference.held", "reconvened")
ASKED_FOR = (
    *roads.SITTING,
    put(
        "recommend-reconvening",
        (INGRID, CARYS, PIOTR),
        details={"chair": "same", "recommendation": "Think again."},
    ),
    rose(),
)
ARRANGED = act(
    "conference.arranged", on="Tue 19 Aug 2025", by=BEA, conference="reconvened",
    for_on=day("Wed 3 Sep 2025"), chair=AMINA, expected=[FATHER],
)  # fmt: skip
BRIEFED = act(
    "attendee.briefed", on="Tue 2 Sep 2025", by=AMINA, conference="reconvened",
    person="father", how="read",
)  # fmt: skip
HELD = act(
    "conference.held", on="Wed 3 Sep 2025", by=AMINA, conference="reconvened", present=["father"]
)


def at(*road: Act, **under: Any) -> Matter:
    story = given(*road, **under)
    return matter("council", story.case, story.events, lambda: story.context().duties)


def denied(it: Matter, asked: See | Do) -> Denied:
    answer = reach(CHAIR, it, asked)
    assert isinstance(answer, Denied), asked
    return answer


@pytest.mark.clauses("SP 5.9.d", "SP 6.1")
class TestChairingAgain:
    """The panel asked for the same chair, and the conference is arranged under them."""

    def test_is_theirs_to_brief_for_and_to_hold(self) -> None:
        it = at(*ASKED_FOR, ARRANGED)
        assert reach(CHAIR, it, BRIEF)
        assert reach(CHAIR, it, HOLD)

    def test_is_not_theirs_before_it_is_given_to_them(self) -> None:
        assert denied(at(*ASKED_FOR), HOLD).wall is Wall.SUBJECT

    def test_opens_neither_the_case_nor_the_panel(self) -> None:
        it = at(*ASKED_FOR, ARRANGED)
        for sight in (Sight.STORY, Sight.CONTACT, Sight.HEADERS):
            assert denied(it, See(sight)).wall is Wall.SUBJECT
        assert denied(it, See(Sight.DELIBERATION, "appeal-panel")).wall is Wall.SUBJECT
        for other in (Do("conference.arranged", "reconvened"), Do("conference.held", "review")):
            assert denied(it, other).wall is Wall.SUBJECT

    def test_ends_once_it_was_held(self) -> None:
        answer = denied(at(*ASKED_FOR, ARRANGED, BRIEFED, HELD), BRIEF)
        assert answer == Denied(Reason.NOT_NOW, "SP 3.1", Wall.SUBJECT)

    def test_shows_them_the_conference_and_nothing_else_from_that_time(self) -> None:
        it = at(*ASKED_FOR, ARRANGED)
        events, case = shown(CHAIR, it)
        before, _ = shown(CHAIR, at(*ASKED_FOR))
        added = {event.kind for event in events} - {event.kind for event in before}
        assert added == {"conference.arranged"}
        assert set(case.conferences) == {"reconvened"}
        assert case.panels == {}

    def test_leaves_what_they_recorded_of_anothers_as_it_was(self) -> None:
        anothers = act(
            "conference.arranged", on="Tue 19 Aug 2025", by=AMINA, conference="reconvened",
            for_on=day("Wed 3 Sep 2025"), chair=SOL, expected=[FATHER],
        )  # fmt: skip
        story = given(*ASKED_FOR, anothers)
        _, case = shown(CHAIR, matter("council", story.case, story.events, lambda: ()))
        assert case.conferences == {}
        ctx = replace(story.context(), case=case)
        owed = [one for one in ctx.duties if one.rule.id == "brief-attendee"]
        assert [(one.person, one.why_not) for one in owed] == [("father", "")]

    def test_shows_them_no_conference_that_is_anothers(self) -> None:
        it = at(*roads.FOLLOWED_UP)
        events, case = shown(CHAIR, it)
        assert "conference.arranged" not in {event.kind for event in events}
        assert case.conferences == {}


class TestTheirOwnEntries:
    """Somebody complained of puts right what they recorded, while it is their time."""

    def test_are_theirs_to_correct_and_nobody_elses_are(self) -> None:
        it = at(*roads.AT_STAGE_1)
        found = {event.kind: correction_denied(CHAIR, it, event) for event in it.events}
        assert found["notice.given"] is None
        assert found["letter.sent"] is None
        for kind in ("complaint.received", "meeting.offered"):
            assert found[kind] == Denied(Reason.WALL, "SP 3.1", Wall.SUBJECT), kind

    def test_are_not_those_that_others_made_of_what_they_could_have_made(self) -> None:
        it = at(*roads.AT_STAGE_1)
        (letter,) = (event for event in it.events if event.kind == "letter.sent")
        answer = correction_denied(CHAIR, it, msgspec.structs.replace(letter, actor="lena"))
        assert isinstance(answer, Denied)
        assert answer.wall is Wall.SUBJECT

    def test_are_corrected_only_as_long_as_the_points_are_with_them(self) -> None:
        assert reach(CHAIR, at(*roads.AT_STAGE_1), Do("entry.corrected"))
        answer = denied(at(*roads.AT_STAGE_2), Do("entry.corrected"))
        assert answer == Denied(Reason.NOT_NOW, "SP 3.1", Wall.SUBJECT)

    def test_do_not_reach_as_far_as_a_complaint_that_they_took_down(self) -> None:
        it = at(*roads.AT_STAGE_1)
        first = it.events[0]
        own = msgspec.structs.replace(first, actor="amina")
        answer = correction_denied(CHAIR, it, own)
        assert isinstance(answer, Denied)
        assert answer.wall is Wall.SUBJECT

    def test_of_others_are_corrected_by_whoever_could_record_them(self) -> None:
        it = at(*roads.AT_STAGE_1)
        ben = Viewer("ben", "council", frozenset({"complaints-officer"}))
        assert all(correction_denied(ben, it, event) is None for event in it.events)
