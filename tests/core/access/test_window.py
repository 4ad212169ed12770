"""Whoever sits on a panel reads its newest bundle from their appointment until its work is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reconvene.core.access.answer import Denied, Reason, Wall
from reconvene.core.access.asking import Viewer
from reconvene.core.access.matter import Matter, matter
from reconvene.core.access.parts import openings
from reconvene.core.access.window import (
    READ_AFTER,
    last_day,
    may_read,
    readers,
    reads_by_panel_alone,
)
from reconvene.core.workdays import end_of
from tests.support.core import roads
from tests.support.core.acts import appointed, sat
from tests.support.core.cast import CARYS, HUGH, INGRID, MINA, PIOTR
from tests.support.days import day
from tests.support.given import Act, Story, act, given

PANEL = "appeal-panel"
ROAD = roads.PANEL_NAMED
AFTER = roads.SUPPORTED[len(ROAD) :]


def seen_as(person: str, *roles: str, authority: str = "council") -> Viewer:
    return Viewer(person, authority, frozenset(roles))


OFFICER, MEMBER, CHAIR = seen_as("ben", "complaints-officer"), seen_as("carys"), seen_as("ingrid")


def made(story: Story, number: int = 1, on: str = "Tue 5 Aug 2025") -> Act:
    letter = next(event.number for event in story.events if event.kind == "letter.sent")
    part = {"entry": letter, "called": "Letter", "pages": 2, "sha256": "0b" * 32}
    return act("bundle.made", on=on, meets=PANEL, number=number, parts=[part], pages=3)


def with_bundle(*more: Act, of: tuple[Act, ...] = ROAD) -> Story:
    story = given(*of)
    return story.and_then(made(story), *more)


def of(story: Story) -> Matter:
    return matter("council", story.case, story.events, lambda: story.context().duties)


def asked(viewer: Viewer, story: Story, at: datetime | None = None, which: int = -1) -> Any:
    it = of(story)
    at = at or max(event.recorded_at for event in story.events) + timedelta(minutes=1)
    return may_read(viewer, it, it.case.bundles[which], at)


MINUTE = timedelta(minutes=1)
SAT = with_bundle(*AFTER)
BEGUN = with_bundle()


@pytest.mark.assures("AZ-7")
@pytest.mark.clauses("SP 5.4")
def test_before_an_appointment_there_is_nothing_to_read() -> None:
    outside = asked(seen_as("hugh"), BEGUN)

    assert isinstance(outside, Denied)
    assert outside.reason is Reason.NO_PART
    there = BEGUN.and_then(appointed(HUGH, on="Wed 6 Aug 2025"))
    assert asked(seen_as("hugh"), there)
    since = there.events[-1].recorded_at
    assert not asked(seen_as("hugh"), there, since - MINUTE)
    assert asked(seen_as("hugh"), there, since)


@pytest.mark.assures("AZ-7")
def test_members_and_the_chair_read_it_while_the_panel_has_its_work() -> None:
    for viewer in (MEMBER, CHAIR, seen_as("piotr")):
        assert asked(viewer, BEGUN)
        assert asked(viewer, SAT)
        assert reads_by_panel_alone(viewer, of(BEGUN))


@pytest.mark.assures("AZ-7")
def test_it_ends_two_weeks_after_the_last_sitting() -> None:
    ends_at = end_of(day("Thu 14 Aug 2025") + READ_AFTER)

    assert last_day(SAT.case, PANEL) == day("Thu 28 Aug 2025")
    assert ends_at == datetime(2025, 8, 28, 23, tzinfo=UTC)
    for viewer in (MEMBER, CHAIR):
        assert asked(viewer, SAT, ends_at - MINUTE)
        denied = asked(viewer, SAT, ends_at + MINUTE)
        assert isinstance(denied, Denied)
        assert (denied.reason, denied.clause) == (Reason.NOT_NOW, "SP 5.3")
    assert asked(OFFICER, SAT, ends_at + MINUTE)


@pytest.mark.assures("AZ-7")
def test_it_ends_as_the_stage_closes() -> None:
    closed = with_bundle(*roads.SP_CLOSED[len(ROAD) :])
    soon = closed.events[-1].recorded_at + MINUTE

    assert not asked(MEMBER, closed, soon)
    assert not asked(CHAIR, closed, soon)
    assert openings(of(closed)).reading == frozenset()


def test_a_panel_that_is_to_sit_again_reads_on() -> None:
    put_off = with_bundle(*roads.PUT_OFF[len(ROAD) :])

    assert last_day(put_off.case, PANEL) is None
    assert asked(MEMBER, put_off, put_off.events[-1].recorded_at + timedelta(days=60))
    assert last_day(given(*roads.AT_STAGE_3).case, PANEL) is None


@pytest.mark.assures("AZ-7")
def test_whoever_stands_down_or_is_tied_reads_nothing_more() -> None:
    gone = act("panelist.removed", on="Wed 6 Aug 2025", panel=PANEL, person="carys", reason="Ill.")
    assert not asked(MEMBER, BEGUN.and_then(gone))
    tied = act(
        "interest.declared",
        on="Wed 6 Aug 2025",
        person={"id": "carys"},
        tie="friend",
        reason="Met.",
    )
    denied = asked(MEMBER, BEGUN.and_then(tied))
    assert isinstance(denied, Denied)
    assert denied.wall is Wall.PERSONAL_TIE


@pytest.mark.assures("AZ-7")
def test_nobody_takes_one_for_somebody_who_may_not_read_it_now() -> None:
    def taken_for(story: Story, at: datetime | None = None, which: int = 0) -> frozenset[str]:
        it = of(story)
        at = at or max(event.recorded_at for event in story.events) + MINUTE
        return readers(it, it.case.bundles[which], at)

    ends_at = end_of(day("Thu 14 Aug 2025") + READ_AFTER)
    everybody = {"ingrid", "carys", "piotr"}
    assert taken_for(BEGUN) == everybody
    assert taken_for(SAT, ends_at - MINUTE) >= everybody
    assert taken_for(SAT, ends_at) == frozenset()
    twice = BEGUN.and_then(made(BEGUN, number=2, on="Wed 6 Aug 2025"))
    assert taken_for(twice) == frozenset()
    tied = act(
        "interest.declared",
        on="Wed 6 Aug 2025",
        person={"id": "carys"},
        tie="friend",
        reason="Met.",
    )
    gone = BEGUN.and_then(tied)
    assert taken_for(gone) == everybody - {"carys"}
    assert openings(of(gone)).reading == {(PANEL, one) for one in everybody - {"carys"}}


@pytest.mark.assures("AZ-7")
def test_only_the_newest_is_read_by_a_panel() -> None:
    twice = BEGUN.and_then(made(BEGUN, number=2, on="Wed 6 Aug 2025"))

    assert asked(MEMBER, twice)
    assert not asked(MEMBER, twice, which=0)
    assert asked(OFFICER, twice, which=0)


def test_whoever_takes_the_minutes_reads_it_from_the_sitting_on() -> None:
    sitting = with_bundle(sat(INGRID, CARYS, PIOTR))

    assert not asked(seen_as("mina"), BEGUN)
    assert asked(seen_as("mina"), sitting)
    assert not asked(seen_as("mina"), sitting, sitting.events[-1].recorded_at - MINUTE)
    assert MINA.id not in dict(openings(of(BEGUN)).reading).values()


def test_a_bundle_of_a_meeting_is_no_panels_to_read() -> None:
    story = given(*roads.AT_STAGE_2)
    letter = next(event.number for event in story.events if event.kind == "letter.sent")
    part = {"entry": letter, "called": "Letter", "pages": 2, "sha256": "0b" * 32}
    why = [
        {"what": paper, "reason": "It was never made."}
        for paper in ("conference-minutes", "conference-reports", "stage-1-correspondence")
    ]
    said: dict[str, Any] = {"meets": "stage-2-meeting", "number": 1, "parts": [part], "pages": 3}
    story = story.and_then(act("bundle.made", on="Mon 9 Jun 2025", missing=why, **said))
    story = story.and_then(*ROAD[len(roads.AT_STAGE_2) :])

    assert not asked(MEMBER, story)
    assert asked(OFFICER, story)
    assert openings(of(story)).reading == {(PANEL, one) for one in ("ingrid", "carys", "piotr")}


def test_a_role_of_ones_own_needs_no_window_and_another_authority_has_none() -> None:
    assert not reads_by_panel_alone(OFFICER, of(BEGUN))
    assert not reads_by_panel_alone(seen_as("hugh"), of(BEGUN))
    both = replace(of(BEGUN))
    assert not reads_by_panel_alone(seen_as("carys", "complaints-officer"), both)
    denied = asked(seen_as("carys", authority="elsewhere"), BEGUN)
    assert isinstance(denied, Denied)
    assert denied.reason is Reason.OTHER_AUTHORITY
