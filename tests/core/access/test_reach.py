"""Steps on the way to a case, one by one: what the oracle's table has no column for."""

from dataclasses import replace
from typing import Any, Literal, get_args

import pytest

from reconvene.core.access.answer import Denied, Reason, Wall
from reconvene.core.access.asking import Do, Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter, matter, roles_here, worked_out_once
from reconvene.core.access.own import correction_denied
from reconvene.core.access.parts import Openings, has_work, is_there, openings, parts, weighs
from reconvene.core.access.reach import THROUGH_GLASS, reach
from reconvene.core.access.walls import BARS, TIES, Closed, barred_from, tied
from reconvene.core.casefile.case import Case
from reconvene.core.conduct.panels import ARE_TIES
from reconvene.core.duties.owed import Duty
from reconvene.core.procedure.panels import BAR_KINDS, Bar
from reconvene.core.procedure.people import Sees
from reconvene.core.record.compartments import OF_CONTACT
from reconvene.core.record.interests import NO_TIE, Tie
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import procedure
from tests.support.core import roads
from tests.support.core.acts import THE_SCHOOL, a_conference, received
from tests.support.given import OX, SP, Act, Story, act, given, with_rule, with_section

CURIOUS = Viewer("curious", "council", frozenset({"service-manager"}))
AMINA = Viewer("amina", "council", frozenset({"conference-chair"}))


def at(*road: Act, under: Any = SP) -> Matter:
    return of(given(*road, under=under))


def of(story: Story) -> Matter:
    return matter("council", story.case, story.events, lambda: story.context().duties)


def denied(viewer: Viewer, it: Matter, asked: See | Do, purpose: Purpose = Purpose.WORK) -> Denied:
    answer = reach(viewer, it, asked, purpose)
    assert isinstance(answer, Denied), asked
    return answer


@pytest.mark.assures("AZ-2")
def test_what_was_taken_back_is_no_work() -> None:
    definition = procedure(SP)
    role, work = next((role, work) for role, work in definition.work_of.items() if work.shown_by)
    case = Case(definition, by_kind={happened: [] for happened in work.shown_by})

    assert not has_work(Matter("council", case, (), frozenset), role)
    assert has_work(Matter("council", case, (), lambda: frozenset({role})), role)


def test_who_owes_something_is_asked_once_and_only_where_it_matters() -> None:
    asked = list[str]()
    told = at(*roads.AT_STAGE_1)

    def owed() -> tuple[Duty, ...]:
        asked.append("owed")
        return ()

    it = matter("council", told.case, told.events, owed)
    everywhere = Viewer("ben", "council", frozenset({"complaints-officer"}))
    with_work = Viewer("piotr", "council", frozenset({"business-manager"}))

    assert reach(everywhere, it, See(Sight.STORY))
    assert asked == []
    assert not reach(with_work, it, See(Sight.STORY))
    assert not openings(it).roles & with_work.roles
    assert asked == ["owed"]


def test_what_is_worked_out_once_is_worked_out_anew_for_another_matter() -> None:
    asked = list[Matter]()

    @worked_out_once
    def length(it: Matter) -> int:
        asked.append(it)
        return it.case.length

    first = at(received())
    assert (length(first), length(first)) == (1, 1)
    other = replace(first, case=Case(procedure(SP)))
    assert length(other) == 0
    assert asked == [first, other]


def test_every_bar_and_every_tie_has_its_wall() -> None:
    assert set(BARS) == set(BAR_KINDS)
    assert {*TIES, NO_TIE} == set(get_args(Tie))


def test_a_case_that_has_not_begun_is_open_to_nobody() -> None:
    assert openings(Matter("council", Case(procedure(SP)), (), frozenset)) == Openings()


@pytest.mark.assures("AZ-8")
class TestBreakingTheGlass:
    """To look into a case without a part in it, for a stated reason."""

    def test_opens_the_story_and_nothing_nearer_to_the_family(self) -> None:
        it = at(*roads.AT_STAGE_1)
        assert denied(CURIOUS, it, See(Sight.CASE)).reason is Reason.NO_PART
        for sight in Sight:
            asked = See(sight, "appeal-panel" if sight is Sight.DELIBERATION else "")
            answer = reach(CURIOUS, it, asked, Purpose.BREAK_GLASS)
            assert bool(answer) == (sight in THROUGH_GLASS), sight

    def test_lets_nobody_record_anything(self) -> None:
        answer = denied(CURIOUS, at(*roads.AT_STAGE_1), Do("case.closed"), Purpose.BREAK_GLASS)
        assert answer.reason is Reason.NO_PART

    def test_is_for_people_who_hold_some_role(self) -> None:
        nobody = CURIOUS._replace(roles=frozenset())
        answer = denied(nobody, at(*roads.AT_STAGE_1), See(Sight.CASE), Purpose.BREAK_GLASS)
        assert answer.reason is Reason.NO_PART

    def test_of_somebody_with_a_part_records_nothing_either(self) -> None:
        ben = Viewer("ben", "council", frozenset({"complaints-officer"}))
        it = at(*roads.AT_STAGE_1)
        assert denied(ben, it, Do("case.closed"), Purpose.BREAK_GLASS).reason is Reason.NO_ROLE

    def test_passes_no_wall_not_even_to_the_points_put_to_somebody(self) -> None:
        answer = denied(AMINA, at(*roads.AT_STAGE_1), See(Sight.POINTS), Purpose.BREAK_GLASS)
        assert (answer.reason, answer.wall) == (Reason.WALL, Wall.SUBJECT)


class TestBeingTold:
    """When somebody complained of comes to know of it."""

    UNTOLD = with_rule(procedure(SP), "roles", "conference-chair", told_by=None)

    def test_is_by_being_given_the_role_where_the_procedure_says_nothing(self) -> None:
        begun = given(received(), under=self.UNTOLD)
        given_it = act(
            "role.assigned",
            on="Wed 23 Apr 2025",
            role="conference-chair",
            person={"id": "amina", "name": "Amina"},
        )
        assert denied(AMINA, of(begun), See(Sight.CASE)).wall is Wall.SUBJECT
        assert reach(AMINA, of(begun.and_then(given_it)), See(Sight.POINTS))

    def test_is_by_what_they_recorded_themselves(self) -> None:
        it = at(*roads.AT_STAGE_1, under=self.UNTOLD)
        assert reach(AMINA, it, See(Sight.POINTS))

    def test_does_not_come_with_points_that_go_elsewhere(self) -> None:
        it = at(received(points=[THE_SCHOOL]))
        assert denied(AMINA, it, See(Sight.CASE)) == Denied(Reason.WALL, "SP 3.1", Wall.SUBJECT)

    def test_never_comes_to_whoever_no_longer_answers(self) -> None:
        stand_in = act(
            "role.assigned",
            on="Wed 23 Apr 2025",
            role="conference-chair",
            person={"id": "nia", "name": "Nia"},
        )
        it = at(received(), stand_in)
        assert denied(AMINA, it, See(Sight.CASE)) == Denied(Reason.WALL, "law", Wall.SUBJECT)
        assert reach(AMINA._replace(id="nia"), it, See(Sight.STORY))


def test_whoever_is_bound_as_chair_is_complained_of_where_nobody_else_is_known() -> None:
    nobody = received(conference=a_conference(chair=None))
    bound = act(
        "role.assigned",
        on="Wed 23 Apr 2025",
        role="conference-chair",
        person={"id": "amina", "name": "Amina"},
    )
    assert denied(AMINA, at(nobody), See(Sight.CASE)).reason is Reason.NO_PART
    assert denied(AMINA, at(nobody, bound), See(Sight.STORY)).wall is Wall.SUBJECT


def test_a_bar_that_is_a_tie_closes_the_whole_case_when_it_is_found_late() -> None:
    gone = act(
        "panelist.removed",
        on="Tue 5 Aug 2025",
        panel="appeal-panel",
        person="carys",
        reason="She managed the team.",
        bar="line-management",
    )
    officer = Viewer("carys", "council", frozenset({"complaints-officer"}))
    it = at(*roads.PANEL_NAMED, gone)
    assert denied(officer, it, See(Sight.STORY)) == Denied(Reason.WALL, "SP 5.4", Wall.MANAGEMENT)
    assert "carys" in openings(it).shut
    assert not is_there(officer, it)
    assert is_there(officer, at(*roads.PANEL_NAMED))


BARS_APART = tuple(
    Bar.model_validate({"kind": kind, "source": (f"9.{at}",)}) for at, kind in enumerate(BAR_KINDS)
)
EACH_ITS_OWN = with_rule(procedure(SP), "panels", "appeal-panel", bars=BARS_APART)


@pytest.mark.parametrize("bar", BARS_APART, ids=lambda bar: bar.kind)
def test_each_bar_found_late_is_a_wall_with_its_own_clause(bar: Bar) -> None:
    gone = act(
        "panelist.removed",
        on="Tue 5 Aug 2025",
        panel="appeal-panel",
        person="carys",
        reason="So.",
        bar=bar.kind,
    )
    it = at(*roads.PANEL_NAMED, gone)
    it = replace(it, case=replace(it.case, definition=EACH_ITS_OWN))
    closed = Closed(BARS[bar.kind], EACH_ITS_OWN.cite(bar.source))

    assert barred_from(it, "carys", "appeal-panel") == closed
    assert tied(it, "carys") == (closed if bar.kind in ARE_TIES else None)
    assert barred_from(it, "piotr", "appeal-panel") is tied(it, "piotr") is None


@pytest.mark.parametrize("seen", [(), ("story",), ("contact",), ("story", "contact")], ids=str)
def test_whoever_was_given_a_role_in_the_case_alone_sees_what_that_role_sees(
    seen: tuple[Literal["story", "contact"], ...],
) -> None:
    managers = tuple(
        role.model_copy(update={"sees": Sees(parts=seen)}) if role.id == "line-manager" else role
        for role in procedure(SP).roles
    )
    it = at(*roads.AT_STAGE_1, under=with_section(procedure(SP), roles=managers))
    it = replace(it, case=replace(it.case, roles={"line-manager": Person(id="nia")}))

    assert parts(Viewer("nia", "council"), it) == {Sight(one) for one in seen}
    assert parts(Viewer("nobody", "council"), it) == frozenset()


def test_a_bar_that_is_no_tie_closes_the_panel_alone() -> None:
    gone = act(
        "panelist.removed",
        on="Tue 5 Aug 2025",
        panel="appeal-panel",
        person="carys",
        reason="She was there.",
        bar="attended-conference",
    )
    officer = Viewer("carys", "council", frozenset({"complaints-officer"}))
    it = at(*roads.PANEL_NAMED, gone)
    assert reach(officer, it, See(Sight.STORY))
    answer = denied(officer, it, Do("decision.put", "support-decision"))
    assert answer == Denied(Reason.WALL, "SP 5.4", Wall.AT_CONFERENCE)


def test_whoever_dealt_with_a_point_before_stands_behind_a_wall_at_the_next_gate() -> None:
    it = at(*roads.ADJUDICATED, under=OX)
    (gate,) = it.definition.gates
    (rule,) = it.definition.stage(gate.stage).independence
    behind = Denied(Reason.WALL, it.definition.cite(rule.source), Wall.EARLIER_STAGE)
    for earlier, is_kept in ((rule.of[0], True), ("process-chair", False)):
        dealt = replace(it, case=replace(it.case, took_part={earlier: {"quinn"}}))
        quinn = Viewer("quinn", "council", frozenset({gate.tested_by}))
        answer = reach(quinn, dealt, See(Sight.DELIBERATION, gate.id))
        assert (answer == behind) is is_kept
        assert bool(answer) is not is_kept


@pytest.mark.parametrize("held", ["by post", "in the case"])
def test_a_role_held_in_the_case_is_its_holders_there_and_before_that_anybodys_by_post(
    held: str,
) -> None:
    under = with_rule(procedure(SP), "roles", "service-manager", held=held, label="Manager")
    viewer = Viewer("nia", "council", frozenset({"service-manager", "no such role"}))
    unbound = Case(under)
    to_them, to_another = (
        replace(unbound, roles={"service-manager": Person(id=who)}) for who in ("nia", "another")
    )

    assert roles_here(viewer, unbound) == roles_here(viewer, to_them) == ("service-manager",)
    assert bool(roles_here(viewer, to_another)) is (held == "by post")
    assert roles_here(viewer._replace(roles=frozenset()), to_them) == ("service-manager",)
    assert roles_here(viewer._replace(roles=frozenset()), to_another) == ()


def test_somebody_who_does_not_serve_a_panel_writes_down_nothing_it_does() -> None:
    ben = Viewer("ben", "council", frozenset({"complaints-officer"}))
    answer = denied(ben, at(*roads.SITTING), Do("sitting.closed", "appeal-panel"))
    assert answer == Denied(Reason.NO_ROLE, "SP 5.3")


def test_acts_about_nothing_that_is_known_are_held_to_no_stage() -> None:
    ben = Viewer("ben", "council", frozenset({"complaints-officer"}))
    it = at(*roads.SITTING)
    assert reach(ben, it, Do("point.withdrawn"))
    assert reach(ben, it, Do("decision.put"))
    assert reach(ben, it, Do("sitting.opened", "no such panel"))
    assert reach(ben, it, Do("point.answered", "no such stage"))


def test_nobody_weighs_what_the_procedure_does_not_have() -> None:
    it = of(given(received()))
    assert not weighs(Viewer("ben", "council", frozenset({"line-manager"})), it, "elsewhere")


def test_the_walls_keep_the_names_that_logs_and_pages_give_them() -> None:
    assert {wall.name: wall.value for wall in Wall} == {
        "SUBJECT": "W1",
        "AT_CONFERENCE": "W2",
        "EARLIER_STAGE": "W3",
        "MANAGEMENT": "W4",
        "PERSONAL_TIE": "W5",
        "PARTY": "W6",
        "ACTS_FOR_ANOTHER": "W7",
        "OTHER_AUTHORITY": "W8",
        "CONDUCT_MATTER": "W9",
    }


def test_the_steps_keep_the_names_that_logs_and_pages_give_them() -> None:
    assert {reason.name: reason.value for reason in Reason} == {
        "OTHER_AUTHORITY": "other-authority",
        "WALL": "wall",
        "NO_PART": "no-part",
        "NO_ROLE": "no-role",
        "NOT_THEIR_COMPARTMENT": "not-their-compartment",
        "NOT_NOW": "not-now",
        "NOT_ALONE": "not-alone",
    }


def test_another_authority_stands_behind_a_wall_of_its_own() -> None:
    gail = Viewer("gail", "elsewhere", frozenset({"complaints-officer"}))
    answer = denied(gail, at(*roads.AT_STAGE_1), See(Sight.STORY))
    assert answer == Denied(Reason.OTHER_AUTHORITY, "law", Wall.OTHER_AUTHORITY)


def test_what_is_in_no_compartment_of_theirs_is_said_to_be_so() -> None:
    bea = Viewer("bea", "council", frozenset({"business-manager"}))
    answer = denied(bea, at(*roads.SITTING), See(Sight.CONTACT))
    assert answer == Denied(Reason.NOT_THEIR_COMPARTMENT, "law")


@pytest.mark.parametrize(("who", "weighs_it"), [("ingrid", True), ("carys", False)])
def test_who_chaired_a_panel_alone_still_weighs_it_when_all_is_done(
    who: str, weighs_it: bool
) -> None:
    it = at(*roads.ALL_SENT)
    assert weighs(Viewer(who, "council"), it, "appeal-panel") is weighs_it


def test_who_serves_a_panel_writes_down_what_it_does_even_where_they_read_no_story() -> None:
    without = with_rule(procedure(SP), "roles", "business-manager", sees=Sees(parts=()))
    bea = Viewer("bea", "council", frozenset({"business-manager"}))
    it = at(*roads.SITTING, under=without)
    assert denied(bea, it, See(Sight.STORY)).reason is Reason.NOT_THEIR_COMPARTMENT
    assert denied(bea, it, Do("case.closed")).reason is Reason.NOT_THEIR_COMPARTMENT
    assert reach(bea, it, Do("sitting.closed", "appeal-panel"))


@pytest.mark.assures("AZ-2")
class TestWhereAPartyLives:
    """An address takes the place of the one before it, which only some are shown."""

    HOME = act("home.noted", on="Mon 4 Aug 2025", who="complainant", postcode="ZZ9 9ZZ", house="12")
    SEES_THE_STORY = Viewer("hana", "council", frozenset({"business-manager"}))
    SEES_BOTH = Viewer("ben", "council", frozenset({"complaints-officer"}))

    @pytest.mark.parametrize("kind", sorted(OF_CONTACT))
    def test_is_said_by_nobody_who_is_not_shown_it(self, kind: str) -> None:
        it = at(*roads.SITTING)
        assert reach(self.SEES_THE_STORY, it, See(Sight.STORY))
        answer = denied(self.SEES_THE_STORY, it, Do(kind, "complainant"))
        assert answer == Denied(Reason.NOT_THEIR_COMPARTMENT, "law")
        assert reach(self.SEES_BOTH, it, Do(kind, "complainant"))

    def test_is_put_right_by_nobody_who_is_not_shown_it(self) -> None:
        it = at(*roads.SITTING, self.HOME)
        answer = correction_denied(self.SEES_THE_STORY, it, it.events[-1])
        assert answer == Denied(Reason.NOT_THEIR_COMPARTMENT, "law")
        assert correction_denied(self.SEES_BOTH, it, it.events[-1]) is None
