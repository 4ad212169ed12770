"""A sitting that loses its quorum can still end: it is broken off, and the panel has to sit again."""

import pytest

from reconvene.core.conduct.answer import Ground
from tests.support.core.acts import a_conference, appointed, put, received, rose, sat
from tests.support.core.cast import BEA, CARYS, COLE, DEV, HUGH, INGRID, PIOTR, TESS
from tests.support.core.roads import OX_PANEL, OX_SITTING, PANEL_NAMED, SITTING
from tests.support.days import day
from tests.support.given import OX, Act, Story, act, given

PANEL = "appeal-panel"
ON = "Thu 14 Aug 2025"
OX_ON = "Mon 23 Jun 2025"
AGAIN = "Thu 21 Aug 2025"
ALL = (INGRID, CARYS, PIOTR)
RECOMMENDED = {"chair": "different", "recommendation": "Think again."}
SUPPORTED = put("support-decision", ALL)


def left(bar: str = "", person: str = "carys") -> Act:
    return act(
        "panelist.removed",
        on=ON,
        by=BEA,
        panel=PANEL,
        person=person,
        reason="She once managed the team.",
        bar=bar,
    )


@pytest.mark.clauses("SP 5.7")
@pytest.mark.parametrize("bar", ["line-management", ""])
@pytest.mark.parametrize("person", ["carys", "ingrid"])
def test_it_ends_undecided_once_somebody_its_quorum_needs_has_left(person: str, bar: str) -> None:
    story = given(*SITTING, left(bar, person))

    story.when(put("support-decision", (INGRID, PIOTR))).then_refused(Ground.NOT_QUORATE, "SP 5.7")
    broken_off = story.and_then(rose())

    assert not broken_off.case.panels[PANEL].is_concluded
    assert not broken_off.is_owed("panel-letter")


@pytest.mark.clauses("SP 5.1", "SP 5.7")
def test_the_panel_is_owed_anew_by_the_day_it_was_owed_before() -> None:
    before = given(*PANEL_NAMED).duty("convene-panel")
    duty = given(*SITTING, left(), rose()).duty("convene-panel")

    assert (duty.status, duty.last_on, duty.key) == ("open", before.last_on, before.key)


@pytest.mark.clauses("SP 5.7", "SP 5.9")
def test_with_somebody_in_their_place_the_panel_sits_again_and_ends_its_work() -> None:
    there = (INGRID, DEV, PIOTR)
    again = given(*SITTING, left(), rose(), appointed(DEV, on="Fri 15 Aug 2025")).and_then(
        sat(*there, on=AGAIN)
    )

    assert not again.is_owed("convene-panel")
    again.when(rose(AGAIN)).then_refused(Ground.POINT_UNANSWERED, "SP 5.3", points=("A",))
    done = again.and_then(put("support-decision", there, AGAIN), rose(AGAIN))
    assert done.case.panels[PANEL].is_concluded


@pytest.mark.clauses("SP 5.7")
def test_somebody_named_while_it_is_open_does_not_make_it_whole() -> None:
    story = given(*SITTING, left(), appointed(DEV, on=ON))

    assert not story.and_then(rose()).case.panels[PANEL].is_concluded


@pytest.mark.clauses("SP 5.9")
def test_one_that_had_decided_everything_before_somebody_fell_ill_is_concluded() -> None:
    ended = given(*SITTING, SUPPORTED, left(), rose())

    assert ended.case.panels[PANEL].is_concluded
    assert not ended.is_owed("convene-panel")
    assert ended.is_owed("panel-letter")


@pytest.mark.clauses("SP 5.4", "SP 5.9")
def test_one_that_had_decided_with_the_vote_of_somebody_barred_is_broken_off() -> None:
    ended = given(*SITTING, SUPPORTED, left("line-management"), rose())

    assert not ended.case.panels[PANEL].is_concluded
    assert ended.is_owed("convene-panel")


@pytest.mark.clauses("SP 5.7")
def test_one_that_keeps_its_quorum_still_has_to_decide() -> None:
    of_four = given(*PANEL_NAMED, appointed(HUGH), sat(*ALL, HUGH), left())

    of_four.when(rose()).then_refused(Ground.POINT_UNANSWERED, "SP 5.3", points=("A",))


@pytest.mark.clauses("OX 1b.5")
def test_an_inter_agency_panel_that_needs_every_seat_can_end_and_sit_again() -> None:
    gone = act(
        "panelist.removed",
        on=OX_ON,
        by=TESS,
        panel=OX_PANEL,
        person="carys",
        reason="She adjudicated.",
        bar="adjudicated",
    )
    later = "Tue 24 Jun 2025"
    there = (DEV, HUGH, COLE)
    again = given(*OX_SITTING, gone, rose(OX_ON, OX_PANEL), under=OX).and_then(
        appointed(DEV, "police", later, panel=OX_PANEL),
        sat(*there, on=later, panel=OX_PANEL),
        put("no-change", there, later, panel=OX_PANEL),
        rose(later, OX_PANEL),
    )

    assert again.case.panels[OX_PANEL].is_concluded


@pytest.mark.clauses("SP 5.7", "SP 5.9.e")
def test_what_it_had_put_off_is_put_off_and_the_rest_waits_as_well() -> None:
    further = {"timescale": "Two weeks", "further_on": day("Thu 28 Aug 2025")}
    of_kit = put("not-enough-information", ALL, details=further, child="kit")
    ended = _of_two_children().and_then(of_kit, left(), rose())
    panel = ended.case.panels[PANEL]

    assert panel.sittings[-1].is_adjourned
    assert panel.planned_on == day("Thu 28 Aug 2025")
    assert ended.is_owed("convene-panel")
    assert ended.is_owed("sit-again")


@pytest.mark.clauses("SP 5.9")
def test_what_it_had_decided_of_one_child_stays_decided() -> None:
    there = (INGRID, DEV, PIOTR)
    of_kit = put("support-decision", ALL, child="kit")
    again = _of_two_children().and_then(
        of_kit, left(), rose(), appointed(DEV, on=AGAIN), sat(*there, on=AGAIN)
    )
    of_wren = put("support-decision", there, AGAIN, child="wren")

    again.when(
        put("recommend-reconvening", there, AGAIN, child="kit", details=RECOMMENDED)
    ).then_refused(Ground.CONTRADICTS, "SP 5.9.d", other="support-decision")
    assert again.and_then(of_wren, rose(AGAIN)).case.panels[PANEL].is_concluded


def _of_two_children() -> Story:
    children = [{"id": name, "name": name, "decision": "become"} for name in ("kit", "wren")]
    _, *rest = SITTING
    return given(received(conference=a_conference(children=children)), *rest)
