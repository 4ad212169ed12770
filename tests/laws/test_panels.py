"""What holds of every panel: it can always end its sitting, and never stands by two contrary things."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

from hypothesis import given as for_all

from reconvene.core.casefile.case import Made, PanelState
from reconvene.core.conduct.acts import subjects
from reconvene.core.conduct.answer import Allowed, Refused
from reconvene.core.conduct.decide import decide, may
from reconvene.core.record.event import KINDS, Entry
from tests.laws.histories import MOSTLY_PANELS, at_panels, costly_law, histories, walk
from tests.support.core.details import asked_of_everybody, best_answer, candidates
from tests.support.depth import tried
from tests.support.given import Story

COMING_AND_GOING = (*MOSTLY_PANELS, *("panelist.removed", "panelist.appointed") * 20)

at_a_panel = histories(among=at_panels, kinds=COMING_AND_GOING)
law_of_panels = tried(usually=60, deeply=2000)


def _sitting(story: Story) -> Iterator[str]:
    """Yield the panels that sit when a story ends, unless everything stands still."""
    if not story.case.is_suspended and not story.case.closed_on:
        yield from (name for name, panel in story.case.panels.items() if panel.open_sitting)


def _can_decide(story: Story, panel: str) -> bool:
    asked = asked_of_everybody(story)
    return any(
        may(story.context(), "decision.put", one.id)
        and isinstance(best_answer(asked, "decision.put", one.id), Allowed)
        for one in story.definition.panel(panel).decisions
        if one.is_final or one.adjourns
    )


@law_of_panels
@for_all(at_a_panel)
def test_a_sitting_that_is_open_can_be_ended_or_decide_something(story: Story) -> None:
    for panel in _sitting(story):
        assert may(story.context(), "sitting.closed", panel) or _can_decide(story, panel), panel


def _contrary(story: Story, panel: PanelState) -> Iterator[tuple[Made, Made]]:
    """Yield what a panel stands by that rules something else out that it stands by."""
    for one, other in combinations(panel.standing(), 2):
        rule = story.definition.decision(one.put.decision)
        is_of_same = one.put.point == other.put.point and one.put.child in {"", other.put.child}
        is_ruled_out = other.put.decision in rule.excludes or one.put.decision == other.put.decision
        if is_of_same and is_ruled_out and rule.is_final:
            yield one, other


@law_of_panels
@for_all(at_a_panel)
def test_a_panel_never_stands_by_two_contrary_decisions(story: Story) -> None:
    for panel in story.case.panels.values():
        assert list(_contrary(story, panel)) == []


def _void(story: Story) -> set[int]:
    return {one.number for panel in story.case.panels.values() for one in panel.made if one.is_void}


@law_of_panels
@for_all(at_a_panel)
def test_nothing_follows_from_a_vote_of_somebody_barred_while_the_panel_works(story: Story) -> None:
    void = _void(story)

    assert not {one.number for one in story.case.happenings if one.kind == "decision.made"} & void
    assert not {duty.arose.number for duty in story.context().duties} & void


@costly_law
@for_all(histories(kinds=COMING_AND_GOING))
def test_every_act_is_answered_whatever_is_the_case(story: Story) -> None:
    ctx = story.context()
    for kind in KINDS:
        for about in [None] if kind == "entry.corrected" else subjects(ctx, kind):
            for data in candidates(ctx, kind, about)[:2]:
                answer = decide(ctx, Entry(kind=kind, happened_on=story.today, data=data))
                assert isinstance(answer, Allowed | Refused)


def test_the_walks_come_upon_what_these_laws_speak_of() -> None:
    random = Random(1)  # noqa: S311 - the same walks each time
    found = dict.fromkeys(("left while sitting", "broken off", "void", "sat again"), 0)
    for _ in range(60):
        story = walk(random.choice, steps=24, among=at_panels, kinds=COMING_AND_GOING)
        for panel in story.case.panels.values():
            broken = [one.is_broken_off for one in panel.sittings]
            found["broken off"] += any(broken)
            found["sat again"] += any(broken[:-1])
        for name in _sitting(story):
            panel = story.case.panels[name]
            assert panel.open_sitting is not None
            left = {gone.person.id for gone, *_ in panel.removed}
            found["left while sitting"] += bool(left & set(panel.open_sitting.present))
        found["void"] += bool(_void(story))

    assert all(found.values()), found
