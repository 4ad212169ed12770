"""The page of panels is what the core answers, and what its rules say it must."""

import pytest

from reconvene.core.conduct.answer import Allowed
from reconvene.core.procedure.panels import Decision
from reconvene.core.record.payload import Child
from tests.core.conduct.panel_tables import (
    DETAILS,
    SETTINGS,
    VOTERS,
    Setting,
    beside_each_other,
    page,
    shown_by_the_record,
    sitting,
    voting,
)
from tests.support.core.acts import AN_OX_DECISION, ON_THE_PLAN, a_conference, received
from tests.support.core.cast import KIT
from tests.support.given import SP, given
from tests.support.tree import ROOT

of_each = pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.reference)


def test_the_core_answers_as_the_page_says() -> None:
    written = (ROOT / "docs/reference/panels.md").read_text("utf-8")

    assert page().splitlines() == written.splitlines(), (
        "The core answers otherwise than the page says. Where the core is right, write the page "
        "anew with `make docs` and read what changed."
    )


@pytest.mark.clauses("SP 5.4", "OX 1b.5")
@of_each
def test_whenever_a_bar_becomes_known_nobody_decides_with_it(setting: Setting) -> None:
    rows = list(sitting(setting))
    bars = setting.named().definition.panel(setting.panel).bars

    assert len(rows) == len(bars) + 2
    for what, said, shown, before, during, after in rows:
        assert said.startswith("refused: barred") or said == "not asked", what
        assert shown.startswith("refused: not-independent") or "manage" in what, what
        if before != "not played here":
            assert before.startswith("sitting with them refused: "), what
            assert during.startswith("void"), what
            assert after.startswith("marked"), what


@pytest.mark.clauses("SP 5.4")
def test_what_the_record_shows_keeps_them_out_and_can_be_put_down() -> None:
    ((_what, before, during, after, gone),) = shown_by_the_record()

    assert before == "sitting with them refused: not-independent (SP 5.4)"
    assert during == "a vote of theirs refused: not-independent (SP 5.4)"
    assert after == "allowed; the decision is not marked yet"
    assert gone == "marked"


@pytest.mark.clauses("SP 5.4")
@of_each
def test_a_tie_closes_the_case_whenever_it_becomes_known(setting: Setting) -> None:
    rows = {what: found for what, _said, _shown, *found in sitting(setting)}

    closing = {what for what, found in rows.items() if all(one.endswith("closed") for one in found)}
    managing = "manages, or ever managed, anybody who held the case"
    assert closing == {"has a tie to the family", managing} & set(rows)


@pytest.mark.clauses("SP 5.9.a", "SP 5.9.b", "SP 5.9.c", "SP 5.9.d", "SP 5.9.e", "OX 1d.2")
@of_each
def test_just_what_rules_something_out_is_refused_beside_it(setting: Setting) -> None:
    rules = {one.id: one for one in setting.named().definition.panel(setting.panel).decisions}
    seen = 0
    for first, found in beside_each_other(setting):
        for second, told in found:
            seen += 1
            one, other = rules[first], rules[second]
            expected = "already-done" if one is other else _beside(one, other)
            assert expected in told, (first, second, told)
    assert seen == len(rules) ** 2


def _beside(one: Decision, other: Decision) -> str:
    by_name = other.id in one.excludes or one.id in other.excludes
    puts_off = {one.adjourns, other.adjourns} == {True, False}
    about_points = one.per == other.per == "point"
    return "contradicts" if about_points and (by_name or puts_off) else "allowed"


@pytest.mark.clauses("SP 5.9")
@of_each
def test_of_another_child_nothing_is_ruled_out(setting: Setting) -> None:
    _complaint, *rest = setting.before
    wren = Child(id="wren", name="Wren", decision="become")
    conference = a_conference(
        children=[{"id": one.id, "name": one.name, "decision": "become"} for one in (KIT, wren)]
    )
    plan = ON_THE_PLAN if setting.reference == SP else AN_OX_DECISION
    of_two = received(
        procedure=setting.reference,
        conference=conference,
        points=[plan | {"children": ["kit", "wren"]}],
    )
    acts = (setting.appointing(person, seat) for person, seat in setting.seats)
    story = given(of_two, *rest, *acts, setting.opening(), under=setting.reference)
    decisions = [
        one for one in story.definition.panel(setting.panel).decisions if one.per == "point"
    ]
    for one in decisions:
        after = story.and_then(setting.putting(one.id, child="kit"))
        for other in decisions:
            answer = after.answer_to(setting.putting(other.id, child="wren"))
            assert isinstance(answer, Allowed), (one.id, other.id, answer)


@pytest.mark.clauses("SP 5.9")
def test_more_for_than_against_carries_and_a_tie_carries_nothing() -> None:
    rows = list(voting())

    assert len({row[:4] for row in rows}) == len(rows)
    for votes_for, against, abstained, chair, shipped, chair_decides, unanimous in rows:
        yes, no = int(votes_for), int(against)
        assert yes + no + int(abstained) == len(VOTERS)
        is_tied = yes == no and yes > 0
        assert (shipped == "carried") == (yes > no)
        assert (chair_decides == "carried") == (yes > no or (is_tied and chair == "for"))
        assert (unanimous == "carried") == (yes > 0 and no == 0)


def test_every_way_to_vote_is_there() -> None:
    ways = {tuple(map(int, row[:3])) for row in voting()}

    most = len(VOTERS)
    assert ways == {
        (yes, no, most - yes - no) for yes in range(most + 1) for no in range(most + 1 - yes)
    }


def test_details_are_there_for_whatever_a_decision_needs() -> None:
    for setting in SETTINGS:
        for one in setting.named().definition.panel(setting.panel).decisions:
            assert set(one.needs) <= set(DETAILS)
