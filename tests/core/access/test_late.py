"""What is said of somebody found barred late: what they decided before, and what to do about it."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from reconvene.core.access.answer import Wall
from reconvene.core.access.late import FoundLate, Remedy, found_late
from reconvene.core.access.matter import Matter, matter
from reconvene.core.casefile.case import Passage
from reconvene.core.conduct.answer import Ground
from reconvene.core.record.opening import LatenessDecided
from tests.support.core import roads
from tests.support.core.acts import appointed, corrected, put, sat, weighed
from tests.support.core.cast import CARYS, INGRID, PIOTR
from tests.support.given import OX, SP, Act, act, given

pytestmark = pytest.mark.assures("AZ-4")
LATER = "Mon 1 Sep 2025"
ON = date(2025, 4, 22)


def tie(person: str, tie: str = "friend", on: str = LATER) -> Act:
    return act(
        "interest.declared", on=on, person={"id": person}, tie=tie, reason="They are neighbours."
    )


def stood_down(person: str, bar: str, panel: str = "appeal-panel", on: str = LATER) -> Act:
    return act("panelist.removed", on=on, panel=panel, person=person, reason="So.", bar=bar)


def at(*road: Act, under: Any = SP) -> Matter:
    story = given(*road, under=under)
    return matter("council", story.case, story.events, lambda: story.context().duties)


def found(*road: Act, under: Any = SP) -> FoundLate:
    (one,) = found_late(at(*road, under=under))
    return one


def remedies(one: FoundLate) -> list[tuple[str, Remedy]]:
    return [(tainted.kind, tainted.remedy) for tainted in one.tainted]


def test_nobody_is_found_where_nothing_came_to_light() -> None:
    none = act("interest.declared", on=LATER, person={"id": "lena"}, tie="none", reason="")
    assert found_late(at(*roads.STAGE_1_DONE, none)) == ()


def test_whoever_decided_nothing_taints_nothing() -> None:
    one = found(*roads.STAGE_1_DONE, tie("ben", "family"))
    assert (one.person, one.wall, one.panel, one.tainted) == ("ben", Wall.PERSONAL_TIE, "", ())
    assert one.entry == len(roads.STAGE_1_DONE) + 1


def test_an_answer_that_still_stands_is_given_anew() -> None:
    answer = len(roads.ANSWERED)
    one = found(*roads.ANSWERED, tie("lena"))
    assert remedies(one) == [("point.answered", Remedy.DECIDE_ANEW)]
    assert (one.tainted[0].entry, one.tainted[0].points) == (answer, ("A",))


@pytest.mark.parametrize(
    ("road", "person", "under", "remedy"),
    [
        (roads.STAGE_1_DONE, "lena", SP, Remedy.TELL_AND_LOOK),
        (roads.AT_STAGE_2, "lena", SP, Remedy.LOOKED_AT_SINCE),
        (roads.ADJUDICATED, "quinn", OX, Remedy.DECIDE_ANEW),
    ],
    ids=["told and not asked further", "asked further", "adjudicated"],
)
def test_what_is_to_be_done_follows_from_where_the_point_is_by_now(
    road: roads.Acts, person: str, under: str, remedy: Remedy
) -> None:
    (tainted, *_) = found(*road, tie(person), under=under).tainted
    assert tainted.remedy is remedy


def test_testing_the_criteria_and_deciding_on_the_way_count_as_deciding() -> None:
    one = found(*roads.FINAL_REVIEW, tie("quinn"), under=OX)
    assert remedies(one) == [
        ("point.answered", Remedy.LOOKED_AT_SINCE),
        ("criteria.tested", Remedy.LOOKED_AT_SINCE),
        ("gate.decided", Remedy.LOOKED_AT_SINCE),
    ]


@pytest.mark.parametrize("found_by", [tie("carys"), stood_down("carys", "line-management")])
def test_a_vote_in_a_panel_at_work_counts_for_nothing(found_by: Act) -> None:
    it = at(*roads.VOTED, found_by)
    (one,) = found_late(it)
    (made,) = it.case.panels["appeal-panel"].made
    assert remedies(one) == [("decision.put", Remedy.VOTE_ANEW)]
    assert (made.tainted_by, made.is_void) == (("carys",), True)


def test_a_vote_in_a_panel_that_has_ended_is_marked_and_looked_at() -> None:
    it = at(*roads.SUPPORTED, tie("carys"))
    (one,) = found_late(it)
    (made,) = it.case.panels["appeal-panel"].made
    assert remedies(one) == [("decision.put", Remedy.TELL_AND_LOOK)]
    assert (made.tainted_by, made.is_void) == (("carys",), False)


def test_whoever_stood_down_for_a_tie_said_before_is_marked_once() -> None:
    it = at(*roads.VOTED, tie("carys"), stood_down("carys", "line-management"))
    (one,) = found_late(it)
    assert one.entry == len(roads.VOTED) + 1
    assert it.case.panels["appeal-panel"].made[0].tainted_by == ("carys",)


def test_a_bar_from_a_panel_taints_what_was_done_there_and_nothing_else() -> None:
    one = found(*roads.VOTED, stood_down("carys", "attended-conference"))
    assert (one.panel, one.wall) == ("appeal-panel", Wall.AT_CONFERENCE)
    assert remedies(one) == [("decision.put", Remedy.VOTE_ANEW)]


def test_what_is_decided_before_there_is_a_point_to_it_is_looked_at() -> None:
    judged = act(
        "standing.decided",
        on="Thu 1 May 2025",
        accepted=True,
        reasons="She understands.",
        decided_by={"id": "lena", "role": "line-manager"},
    )
    late = act(
        "lateness.decided",
        on="Thu 1 May 2025",
        right="complain",
        accepted=True,
        reasons="The minutes came late.",
        decided_by={"id": "ben", "role": "complaints-officer"},
    )
    it = at(*roads.A_LATE_CHILD_BY_PHONE, judged, late, tie("lena"), tie("ben"))
    assert [remedies(one) for one in found_late(it)] == [
        [("standing.decided", Remedy.TELL_AND_LOOK)],
        [("lateness.decided", Remedy.TELL_AND_LOOK)],
    ]
    of_a_point = tuple(
        msgspec.structs.replace(one, data=msgspec.structs.replace(one.data, points=("A",)))
        if isinstance(one.data, LatenessDecided)
        else one
        for one in it.events
    )
    found_of_it = found_late(replace(it, events=of_a_point))
    assert [one.tainted[0].points for one in found_of_it] == [(), ("A",)]


def test_a_tie_that_was_said_by_mistake_is_none() -> None:
    struck = corrected(len(roads.ANSWERED) + 1, LATER, struck=True, reason="Another Lena.")
    assert found_late(at(*roads.ANSWERED, tie("lena"), struck)) == ()


@pytest.mark.parametrize(
    ("road", "under"), [(roads.SUPPORTED, SP), (roads.FINAL_REVIEW, OX)], ids=["SP", "OX"]
)
def test_nothing_of_it_touches_what_the_conference_decided(road: roads.Acts, under: str) -> None:
    before = at(*road, under=under)
    people = {event.actor for event in before.events} | {"carys", "ingrid", "piotr"}
    after = at(*road, *(tie(person) for person in sorted(people)), under=under)
    assert after.case.conference == before.case.conference
    assert after.case.reviewed_on == before.case.reviewed_on


class TestWhoeverHasATie:
    """Is given no part, decides nothing and votes on nothing from then on."""

    def test_takes_no_seat_and_no_role(self) -> None:
        story = given(*roads.AT_STAGE_3, tie("carys", on="Wed 30 Jul 2025"))
        story.when(appointed(CARYS)).then_refused(Ground.NOT_INDEPENDENT, "law", people=("carys",))
        bound = act(
            "role.assigned", on="Fri 1 Aug 2025", role="conference-chair", person={"id": "carys"}
        )
        story.when(bound).then_refused(Ground.NOT_INDEPENDENT, "law", people=("carys",))

    def test_neither_sits_nor_votes(self) -> None:
        named = given(*roads.PANEL_NAMED, tie("carys", on="Mon 4 Aug 2025"))
        refused = (Ground.NOT_INDEPENDENT, "law")
        named.when(sat(INGRID, CARYS, PIOTR)).then_refused(*refused, people=("carys",))
        sitting = given(*roads.SITTING, tie("carys", on="Thu 14 Aug 2025"))
        vote = put("support-decision", (INGRID, CARYS, PIOTR))
        sitting.when(vote).then_refused(*refused, people=("carys",))

    def test_decides_nothing_in_their_own_name_either(self) -> None:
        story = given(*roads.ADJUDICATED, tie("quinn", on="Mon 2 Jun 2025"), under=OX)
        story.when(weighed()).then_refused(Ground.NOT_INDEPENDENT, "law", people=("quinn",))


WHERE = [
    ({}, Remedy.DECIDE_ANEW),
    ({"status": "withdrawn"}, Remedy.TELL_AND_LOOK),
    ({"stage": "stage-2"}, Remedy.TELL_AND_LOOK),
    ({"stage": None}, Remedy.TELL_AND_LOOK),
    ({"stages": {"stage-1": Passage(ON, ON)}}, Remedy.TELL_AND_LOOK),
    ({"stages": {"stage-1": Passage(ON, ON), "stage-2": Passage(ON)}}, Remedy.LOOKED_AT_SINCE),
    ({"stages": {}}, Remedy.TELL_AND_LOOK),
]


@pytest.mark.parametrize(("now", "remedy"), WHERE)
def test_a_point_is_decided_anew_only_where_it_still_stands_live_at_that_stage(
    now: dict[str, Any], remedy: Remedy
) -> None:
    it = at(*roads.ANSWERED, tie("lena"))
    it.case.points["A"] = replace(it.case.points["A"], **now)
    (one,) = found_late(it)
    assert remedies(one) == [("point.answered", remedy)]


@pytest.mark.parametrize(
    ("shown", "panels"),
    [
        ([tie("carys"), stood_down("carys", "earlier-stage")], [""]),
        ([stood_down("carys", "earlier-stage"), tie("carys")], ["appeal-panel", ""]),
        ([tie("ben"), tie("ben", "family")], [""]),
        ([stood_down("carys", "earlier-stage"), stood_down("piotr", "adjudicated")], ["appeal-panel"] * 2),
    ],
    ids=["the case, then the panel", "the panel, then the case", "twice", "two people"],
)  # fmt: skip
def test_whoever_is_barred_is_found_once_unless_it_is_from_more(
    shown: list[Act], panels: list[str]
) -> None:
    found = found_late(at(*roads.PANEL_NAMED, *shown))
    assert [one.panel for one in found] == panels
    assert [one.found_at for one in found] == [
        event.recorded_at
        for event in at(*roads.PANEL_NAMED, *shown).events
        if event.number in {one.entry for one in found}
    ]


@pytest.mark.parametrize(
    ("bar", "panel"),
    [
        ("line-management", ""),
        ("involved-with-family", ""),
        ("attended-conference", "appeal-panel"),
        ("earlier-stage", "appeal-panel"),
    ],
)
def test_a_bar_that_is_a_tie_is_from_the_whole_case_and_another_from_the_panel(
    bar: str, panel: str
) -> None:
    assert found(*roads.PANEL_NAMED, stood_down("carys", bar)).panel == panel
