"""What is shown of a case, entry by entry: to those who weigh, to others, to whoever is complained of."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest
from msgspec import to_builtins

from reconvene.core.access.asking import Purpose, Viewer
from reconvene.core.access.matter import Matter
from reconvene.core.access.showing import NOT_SHOWN, Withheld, shown
from reconvene.core.casefile.case import Case, PointState
from reconvene.core.duties.learning import learning
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.panels import Details
from reconvene.core.record.papers import PackMade, RedactionMade
from reconvene.core.record.payload import Child, Complainant, Conference, Person
from reconvene.library.procedure_files import procedure
from tests.core.access.test_reach import of
from tests.core.access.worlds import with_auditor, world
from tests.support.core import roads
from tests.support.core.acts import ON_THE_PLAN, THE_SCHOOL, a_conference, corrected, received
from tests.support.core.cast import BEA, SOL
from tests.support.given import OX, SP, Act, act, given

SECRET = "Ring only after nine"
ON = date(2011, 3, 3)
LATER = "Thu 14 Aug 2025"
SUPPORTER = act("supporter.named", on="Thu 24 Apr 2025", name="Jo", kind="advocate")


def seen_by(who: str, roles: str, *road: Act, **how: Any) -> tuple[dict[int, Event], Case]:
    it = of(given(*road, **how))
    events, case = shown(Viewer(who, "council", frozenset(roles.split())), it)
    return {event.number: event for event in events}, case


def withheld(events: dict[int, Event]) -> set[str]:
    return {event.kind for event in events.values() if isinstance(event.data, Withheld)}


class TestContact:
    ROAD = (received(safe_contact=SECRET), SUPPORTER)

    @pytest.mark.parametrize("who", ["line-manager", "complaints-officer"])
    def test_is_there_for_who_reaches_the_family(self, who: str) -> None:
        events, case = seen_by("x", who, *self.ROAD)
        assert withheld(events) == set()
        assert case.received
        assert case.received.safe_contact == SECRET
        assert case.supporters == {"Jo": "advocate"}

    def test_is_left_out_for_everybody_else(self) -> None:
        road = (received(safe_contact=SECRET), *roads.SITTING[1:-1], SUPPORTER_LATER)
        events, case = seen_by("hana", "business-manager", *road)
        assert withheld(events) == {"supporter.named"}
        assert case.supporters == {}
        first = events[1].data
        assert isinstance(first, ComplaintReceived)
        assert (first.safe_contact, case.received and case.received.safe_contact) == ("", "")

    @pytest.mark.parametrize("who", ["hana", "ben"])
    def test_is_left_out_of_what_corrected_the_complaint_too(self, who: str) -> None:
        road = given(*roads.SITTING)
        whole = msgspec.to_builtins(road.case.received)
        told = corrected(1, "Thu 14 Aug 2025", data={**whole, "safe_contact": SECRET})
        events, case = seen_by(who, "business-manager", *roads.SITTING, told)
        assert SECRET not in str(events)
        assert (case.received and case.received.safe_contact) == ""
        correction = events[len(events)].data
        assert isinstance(correction, EntryCorrected)
        assert correction.data
        assert set(correction.data) == set(whole) - {"safe_contact"}

    @pytest.mark.assures("AZ-2")
    def test_is_there_for_who_took_the_complaint_down_until_it_is_put_right(self) -> None:
        road = (received(by=BEA, safe_contact=SECRET), *roads.SITTING[1:])
        said = msgspec.to_builtins(given(*road).case.received)
        told = corrected(1, "Thu 14 Aug 2025", data={**said, "seeks": "An apology."})

        def is_told(*road: Act) -> bool:
            events, _ = seen_by("bea", "business-manager", *road)
            return SECRET in str(events)

        assert is_told(*road)
        assert not is_told(*road, told)


SUPPORTER_LATER = act("supporter.named", on="Mon 4 Aug 2025", name="Jo", kind="advocate")


class TestDeliberation:
    def test_is_there_for_who_sits_and_votes(self) -> None:
        events, case = seen_by("piotr", "", *roads.VOTED)
        assert withheld(events) == set()
        (made,) = case.panels["appeal-panel"].made
        assert made.put.against == ("piotr",)

    def test_is_nowhere_for_others_while_the_panel_sits(self) -> None:
        events, case = seen_by("x", "complaints-officer", *roads.VOTED)
        assert withheld(events) == {"sitting.opened", "decision.put"}
        assert case.panels["appeal-panel"].made == []

    def test_is_told_afterwards_without_who_voted_how(self) -> None:
        events, case = seen_by("x", "complaints-officer", *roads.SUPPORTED)
        assert withheld(events) == {"sitting.opened", "decision.put", "sitting.closed"}
        (made,) = case.panels["appeal-panel"].made
        assert (made.put.decision, made.is_carried) == ("support-decision", True)
        assert (made.put.votes_for, made.put.against) == ((), ())

    def test_that_was_lost_is_told_to_nobody_else(self) -> None:
        it = of(given(*roads.SUPPORTED))
        panel = it.case.panels["appeal-panel"]
        lost = [replace(one, is_carried=False) for one in panel.made]
        it.case.panels["appeal-panel"] = replace(panel, made=lost)
        officer = Viewer("x", "council", frozenset({"complaints-officer"}))
        _, case = shown(officer, it)
        assert case.panels["appeal-panel"].made == []

    def test_is_there_for_whoever_wrote_it_down(self) -> None:
        it = of(given(*roads.VOTED))
        vote = next(event for event in it.events if event.kind == "decision.put")
        events, case = shown(Viewer(vote.actor, "council", frozenset({"complaints-officer"})), it)
        assert events[vote.number - 1] == vote
        (made,) = case.panels["appeal-panel"].made
        assert made.put.against == ("piotr",)

    def test_is_shown_to_its_writer_alone_of_those_who_weigh_nothing(self) -> None:
        it = of(given(*roads.VOTED))
        wrote = tuple(msgspec.structs.replace(event, actor="x") for event in it.events)
        officers = {"complaints-officer"}
        for who, is_theirs in (("x", True), ("y", False)):
            viewer = Viewer(who, "council", frozenset(officers))
            events, case = shown(viewer, replace(it, events=wrote))
            assert (not withheld(dict(enumerate(events)))) == is_theirs
            assert bool(case.panels["appeal-panel"].made) == is_theirs

    def test_of_a_gate_is_told_when_its_stage_has_ended(self) -> None:
        told = (*roads.OX_PANEL_NAMED,)
        for road, is_told in ((roads.CRITERION_MET, False), (told, True)):
            events, case = seen_by("x", "complaints-team", *road, under=OX)
            (state,) = (point.gates["final-review"] for point in case.points.values())
            assert bool(state.outcomes) == is_told
            assert "criteria.tested" in withheld(events)

    def test_takes_a_correction_along(self) -> None:
        it = of(given(*roads.VOTED, corrected(len(roads.VOTED), "Thu 14 Aug 2025", struck=True, reason="Not put.")))  # fmt: skip
        events, _ = shown(Viewer("rhys", "council", frozenset({"reviewing-manager"})), it)
        assert isinstance(events[-1].data, Withheld)


SAID: Mapping[type, Mapping[str, Any]] = {
    Conference: {
        "kind": "review",
        "review_due_on": ON,
        "minutes_sent_to": (Person(id="somebody"),),
        "attended": (Person(id="somebody"),),
        "reported": (Person(id="somebody"),),
        "agencies_agreed": True,
        "chair_directed": True,
        "parents_absent": ("father",),
    },
    ComplaintReceived: {
        "channel": "phone",
        "form": "spoken",
        "first_contact_on": ON,
        "needs_help": True,
        "elsewhere": ("ombudsman",),
        "seeks": SECRET,
        "adjustments": SECRET,
        "interpreter": SECRET,
        "safe_contact": SECRET,
        "traits": ("disability",),
    },
    Complainant: {"name": SECRET, "relation": SECRET, "authority": SECRET, "born_on": ON},
    Child: {"name": SECRET, "decision": "become", "category": SECRET},
    PointState: {
        "words": SECRET,
        "wrong": SECRET,
        "evidence": SECRET,
        "answers": [object()],
        "results": {"appeal": object()},
        "earlier_results": [object()],
    },
    Case: {
        "lateness": {"complain": object()},
        "standing": object(),
        "actions": {SECRET: object()},
        "supporters": {SECRET: "advocate"},
        "homes": {"somebody": SECRET},
        "confidential": {"somebody": "yes"},
    },
}
"""Something said in each field that people write in."""

BLANK: Mapping[type, Mapping[str, Any]] = {
    Conference: {},
    ComplaintReceived: {
        "points": (),
        "seeks": "",
        "adjustments": "",
        "interpreter": "",
        "safe_contact": "",
    },
    Complainant: {"name": NOT_SHOWN, "relation": "", "authority": "", "born_on": None},
    Child: {"name": "", "decision": None, "category": ""},
    PointState: {
        "words": NOT_SHOWN,
        "wrong": "",
        "evidence": "",
        "answers": [],
        "results": {},
        "earlier_results": [],
    },
    Case: {
        "lateness": {},
        "standing": None,
        "actions": {},
        "supporters": {},
        "homes": {},
        "confidential": {},
    },
}
"""What stands there where only headings are shown."""

KEPT: Mapping[type, set[str]] = {
    ComplaintReceived: {
        "procedure", "channel", "form", "first_contact_on", "needs_help", "elsewhere", "traits",
    },
    Complainant: {"capacity"},
    Child: {"id"},
    Conference: {"held_on", "chair", *SAID[Conference]},
    PointState: {"id", "matter", "ground", "raised_on", "status", "stage", "stages"},
    Case: {"definition", "length", "received_on", "roles", "happenings"},
}  # fmt: skip
"""What is shown there too."""

PARTS: Mapping[type, Callable[[Case], Any]] = {
    Case: lambda case: case,
    PointState: lambda case: case.points["A"],
    ComplaintReceived: lambda case: case.received,
    Complainant: lambda case: case.received and case.received.complainant,
    Child: lambda case: case.conference.children[0],
    Conference: lambda case: case.conference,
}


def said_in_full(matter: Matter) -> Matter:
    """Return a matter in which every field that people write in says something."""
    case = matter.case
    assert case.received
    received = msgspec.structs.replace(
        case.received,
        **SAID[ComplaintReceived],
        complainant=msgspec.structs.replace(case.received.complainant, **SAID[Complainant]),
        conference=msgspec.structs.replace(
            case.received.conference,
            **SAID[Conference],
            children=(Child(id="kit", **SAID[Child]),),
        ),
    )
    points = {name: replace(point, **SAID[PointState]) for name, point in case.points.items()}
    return replace(matter, case=replace(case, **SAID[Case], received=received, points=points))


class TestHeadings:
    def test_leave_no_words_of_anybody(self) -> None:
        it = world("sp-cpc/1 auditor", "own")
        events, case = shown(it.viewer, it.matter)
        assert all(isinstance(event.data, Withheld) for event in events)
        assert case.received
        assert case.received.complainant.name == NOT_SHOWN
        for point in case.points.values():
            assert (point.words, point.wrong, point.evidence) == (NOT_SHOWN, "", "")
        assert case.points["A"].stage == "stage-1"

    @pytest.mark.parametrize(
        ("kind", "name"),
        [(kind, name) for kind in SAID for name in (*sorted(KEPT[kind]), *BLANK[kind])],
    )
    def test_are_all_that_is_left_of_what_was_said(self, kind: type, name: str) -> None:
        it = world("sp-cpc/1 auditor", "own")
        said = said_in_full(it.matter)
        before = getattr(PARTS[kind](said.case), name)
        assert name in KEPT[kind] or before != BLANK[kind][name]

        _, case = shown(it.viewer, said)

        assert getattr(PARTS[kind](case), name) == BLANK[kind].get(name, before)

    def test_leave_no_words_of_a_panel_and_nobody_of_a_later_conference(self) -> None:
        arranged = act(
            "conference.arranged", on="Tue 19 Aug 2025", by=BEA, conference="reconvened",
            for_on=date(2025, 9, 3), chair=SOL, expected=[{"id": "father", "name": SECRET}],
        )  # fmt: skip
        told = act("attendee.briefed", on="Tue 2 Sep 2025", by=SOL, conference="reconvened",
                   person="father", how="read")  # fmt: skip
        held = act("conference.held", on="Wed 3 Sep 2025", by=SOL, conference="reconvened",
                   present=["father"], decided=SECRET)  # fmt: skip
        story = given(*roads.RECONVENING, arranged, told, held, under=with_auditor(SP))
        it = of(story)
        _, whole = shown(Viewer("ben", "council", frozenset({"complaints-officer"})), it)
        _, case = shown(Viewer("audrey", "council", frozenset({"auditor"})), it)

        assert whole.panels["appeal-panel"].made[0].put.details.recommendation
        assert SECRET in str(whole.conferences)
        assert [one.put.decision for one in case.panels["appeal-panel"].made] == [
            "recommend-reconvening"
        ]
        assert case.panels["appeal-panel"].made[0].put.details == Details()
        assert SECRET not in str(case.conferences)
        ctx = story.context()
        assert not learning(case, ())
        assert [one.why_not for one in replace(ctx, case=case).duties] == [
            one.why_not for one in ctx.duties
        ]

    @pytest.mark.parametrize("kind", [ComplaintReceived, Complainant, Conference, Child])
    def test_name_every_field_as_left_or_not(self, kind: type[msgspec.Struct]) -> None:
        by_themselves = {"complainant", "conference", "children"}
        assert KEPT[kind] | set(BLANK[kind]) == set(kind.__struct_fields__) - by_themselves


def test_through_the_glass_there_is_the_story_and_no_contact() -> None:
    it = of(given(*TestContact.ROAD))
    curious = Viewer("curious", "council", frozenset({"service-manager"}))
    events, case = shown(curious, it, Purpose.BREAK_GLASS)
    assert [type(event.data) is Withheld for event in events] == [False, True]
    assert case.received
    assert case.received.safe_contact == ""
    assert case.points["A"].words != NOT_SHOWN


class TestWhoeverIsComplainedOf:
    ROAD = (
        received(points=[ON_THE_PLAN, THE_SCHOOL], safe_contact=SECRET, seeks="An apology"),
        *roads.MET[1:-1],
        SUPPORTER,
        roads.MET[-1],
        *roads.STAGE_2_TOLD[len(roads.MET) :],
    )

    def test_is_shown_the_points_put_to_them_the_meetings_and_their_own(self) -> None:
        events, case = seen_by("amina", "conference-chair complaints-officer", *self.ROAD)
        kinds = {event.kind for event in events.values()}
        assert kinds == {
            "complaint.received", "notice.given", "letter.sent", "meeting.offered", "meeting.held",
        }  # fmt: skip
        others = {event.actor for event in events.values() if event.kind == "letter.sent"}
        assert others == {"amina"}
        assert set(case.points) == {"A"}
        data = events[1].data
        assert isinstance(data, ComplaintReceived)
        assert (data.safe_contact, data.seeks, len(data.points)) == ("", "", 1)

    def test_sees_what_they_put_right_of_the_complaint_as_they_see_the_complaint(self) -> None:
        said = to_builtins(given(*self.ROAD).events[0].data)
        by = Person(id="amina", role="complaints-officer")
        changed = corrected(1, LATER, by=by, data=said | {"seeks": "Another chair"})
        dated = corrected(3, LATER, by=by, happened_on=date(2025, 4, 24))
        events, _ = seen_by("amina", "conference-chair", *self.ROAD, changed, dated)

        of_the_complaint, of_another = (events[number].data for number in sorted(events)[-2:])
        assert isinstance(of_the_complaint, EntryCorrected)
        assert isinstance(of_another, EntryCorrected)
        assert of_the_complaint.data
        assert [one["id"] for one in of_the_complaint.data["points"]] == ["A"]
        assert SECRET not in str(of_the_complaint)
        assert "Another chair" not in str(of_the_complaint)
        assert of_another.happened_on == date(2025, 4, 24)

    def test_sees_the_case_as_it_was_while_the_points_were_with_them(self) -> None:
        _, case = seen_by("amina", "conference-chair", *self.ROAD)
        point = case.points["A"]
        assert (point.stage, set(point.stages), point.status) == ("stage-1", {"stage-1"}, "live")
        assert point.answers == []
        assert set(case.meetings) == {"stage-1-appointment"}
        assert set(case.roles) == {"conference-chair"}
        assert (case.supporters, case.panels, case.promised) == ({}, {}, {})
        assert all(one.about != "stage-2" for one in case.happenings)
        assert all(set(one.points) <= {"A"} for one in case.happenings)

    def test_sees_a_point_that_was_added_and_put_to_them(self) -> None:
        added = [
            act("point.added", on="Thu 24 Apr 2025", point={**point, "id": name})
            for name, point in (("B", ON_THE_PLAN), ("S", THE_SCHOOL))
        ]
        events, case = seen_by("amina", "conference-chair", received(), *added)
        assert set(case.points) == {"A", "B"}
        assert sorted(events) == [1, 2]

    def test_knows_that_a_late_child_was_heard_and_not_why(self) -> None:
        judged = [
            act("standing.decided", on="Thu 1 May 2025", accepted=True, reasons="SECRET",
                decided_by={"id": "lena", "role": "line-manager"}),
            act("lateness.decided", on="Thu 1 May 2025", right="complain", accepted=True,
                decided_by={"id": "ben", "role": "complaints-officer"}, reasons="SECRET"),
        ]  # fmt: skip
        _, case = seen_by("amina", "conference-chair", *roads.A_LATE_CHILD_BY_PHONE, *judged)
        assert case.standing
        assert (case.standing.accepted, case.standing.reasons) == (True, "")
        assert [choice.reasons for choice in case.lateness.values()] == [""]


def test_where_nobody_is_known_to_be_complained_of_the_case_is_shown_as_to_others() -> None:
    road = (received(conference=a_conference(chair=None)),)
    events, case = seen_by("x", "complaints-officer", *road)
    assert withheld(events) == set()
    assert case.received


def test_of_a_case_that_has_not_begun_there_is_nothing_to_show() -> None:
    empty = Matter("council", Case(procedure(OX)), (), frozenset)
    events, case = shown(Viewer("x", "council", frozenset({"complaints-team"})), empty)
    assert (events, case.received, case.points) == ((), None, {})


class TestWordsThatHadToGoFromAFile:
    FILE = act(
        "paper.added", on=LATER,
        paper="p1", called="A letter", file="a.pdf", size=9, sha256="0a" * 32,
    )  # fmt: skip
    MADE = act(
        "redaction.made",
        on=LATER,
        named={
            "of": "p1", "paper": "r1", "file": "b.pdf", "size": 9, "sha256": "0b" * 32,
            "taken_out": [{"why": "whereabouts"}], "by": "Ben", "looked": "words",
            "gone": [SECRET],
        },
    )  # fmt: skip
    ROAD = (*roads.SITTING[:-1], FILE, MADE)

    def test_are_there_for_who_reaches_the_family(self) -> None:
        _, case = seen_by("x", "complaints-officer", *self.ROAD)
        assert case.redactions["r1"].data.gone == (SECRET,)

    def test_are_left_out_for_everybody_else(self) -> None:
        events, case = seen_by("hana", "business-manager", *self.ROAD)
        (said,) = (one.data for one in events.values() if one.kind == "redaction.made")
        assert isinstance(said, RedactionMade)
        assert (said.of, said.gone) == ("p1", ())
        assert case.redactions["r1"].data.gone == ()


class TestWhatStaysOutOfAPack:
    """That a letter stays out since it says where somebody is tells that it says so."""

    ROAD = (
        *roads.SITTING[:-1],
        act("challenge.raised", on=LATER, body="ombudsman"),
        act(
            "pack.made", on=LATER, body="ombudsman", upto=2, manifest="0d" * 32,
            parts=[{"name": "01-read-me.txt", "size": 9, "sha256": "0c" * 32}],
            left_out=[{"number": 2, "why": "whereabouts"}],
        ),
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("who", "role", "told"),
        [("x", "complaints-officer", 1), ("hana", "business-manager", 0)],
    )
    def test_is_told_to_who_reaches_the_family(self, who: str, role: str, told: int) -> None:
        events, _ = seen_by(who, role, *self.ROAD)
        (said,) = (one.data for one in events.values() if one.kind == "pack.made")
        assert isinstance(said, PackMade)
        assert (len(said.left_out), len(said.parts)) == (told, told)
