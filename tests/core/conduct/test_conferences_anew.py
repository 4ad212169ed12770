"""A later conference that is arranged anew, and several people briefed for it at once."""

import pytest

from reconvene.core.conduct.answer import Ground
from tests.support.core.cast import BEA, SOL
from tests.support.core.roads import RECONVENING
from tests.support.days import day
from tests.support.given import Act, Story, act, given

FATHER, SCHOOL, POLICE = (
    {"id": name, "name": name.capitalize()} for name in ("father", "school", "police")
)


def arranged(*expected: dict[str, str], on: str = "Wed 20 Aug 2025") -> Act:
    return act(
        "conference.arranged", on=on, by=BEA, conference="reconvened", for_on=day("Tue 2 Sep 2025"),
        chair=SOL, expected=list(expected),
    )  # fmt: skip


def briefed(person: str, *also: str) -> Act:
    return act(
        "attendee.briefed", on="Tue 2 Sep 2025", by=SOL, conference="reconvened", person=person,
        how="briefed", also=list(also),
    )  # fmt: skip


def owed(story: Story) -> list[tuple[str, str]]:
    return [(one.person, one.status) for one in story.duties("brief-attendee")]


HELD = act("conference.held", on="Tue 2 Sep 2025", by=SOL, conference="reconvened")


@pytest.mark.clauses("SP 6.1")
def test_several_are_briefed_in_one_go_and_each_for_themselves() -> None:
    story = given(*RECONVENING, arranged(FATHER, SCHOOL, POLICE))
    told = story.and_then(briefed("father", "school"))

    assert owed(told) == [("father", "met"), ("school", "met"), ("police", "open")]
    assert [one.id for one in told.case.conferences["reconvened"].unbriefed] == ["police"]
    told.when(HELD).then_refused(Ground.NOT_BRIEFED, "SP 6.1", people=("police",))
    told.and_then(briefed("police")).when(HELD).then()


def test_nobody_is_briefed_without_a_name() -> None:
    story = given(*RECONVENING, arranged(FATHER))

    story.when(briefed("father", "")).then_refused(Ground.DETAIL_MISSING, "law", detail="person")


@pytest.mark.clauses("SP 6.1")
def test_somebody_who_is_added_late_is_briefed_and_nobody_else_again() -> None:
    later = arranged(FATHER, POLICE, on="Tue 2 Sep 2025")
    story = given(*RECONVENING, arranged(FATHER, SCHOOL), briefed("father"), later)

    assert owed(story) == [("father", "met"), ("school", "no longer owed"), ("police", "open")]
    story.when(HELD).then_refused(Ground.NOT_BRIEFED, "SP 6.1", people=("police",))
    story.and_then(briefed("police")).when(HELD).then()


@pytest.mark.clauses("SP 6.1")
def test_somebody_who_is_left_out_and_comes_after_all_is_briefed_once() -> None:
    knows, waits = (
        given(*RECONVENING, arranged(FATHER, SCHOOL), *told, arranged(SCHOOL), arranged(FATHER))
        for told in ((briefed("father"),), ())
    )

    assert owed(knows) == [("father", "met"), ("school", "no longer owed")]
    assert owed(waits) == [("father", "open"), ("school", "no longer owed")]
    assert owed(waits.and_then(briefed("father")))[0] == ("father", "met")
