"""What holds of every point on its way: it goes forward, and what is decided of it is decided once.

In each history the state is looked at after every entry that holds, as it was known then.
"""

from collections import Counter
from collections.abc import Iterator
from random import Random

from hypothesis import given as for_all

from reconvene.core.casefile.case import Case, Made, PointState
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.fold import take
from reconvene.core.record.event import Event
from tests.laws.histories import (
    MOSTLY_PANELS,
    MOSTLY_RESULTS,
    at_panels,
    at_results,
    histories,
    law,
    walk,
)
from tests.support.depth import tried
from tests.support.given import Story


def _after_each(story: Story) -> Iterator[tuple[Event, Case]]:
    """Yield every entry that holds, and the case once it was on the record."""
    case = Case(story.definition)
    for event in effective(story.events):
        take(case, event)
        yield event, case


def _goings_back(story: Story) -> Iterator[tuple[str, str, str]]:
    """Yield each point that went from a stage to an earlier one, with both."""
    order = list(story.definition.by_id["stages"])
    reached: dict[str, str] = {}
    for event, case in _after_each(story):
        if event.kind == "point.rerouted":
            reached.pop(event.data.point, None)  # type: ignore[attr-defined]
            continue
        for point in case.points.values():
            before = reached.get(point.id)
            if point.stage and before and order.index(point.stage) < order.index(before):
                yield point.id, before, point.stage
            if point.stage:
                reached[point.id] = point.stage


@law
@for_all(histories())
def test_a_point_never_goes_back_a_stage_unless_it_is_rerouted(story: Story) -> None:
    assert list(_goings_back(story)) == []


Votes = tuple[PointState, str, list[Made]]


def _concluded(story: Story) -> Iterator[Votes]:
    """Yield each child of each point a panel had before it when it ended its work, with the votes."""
    for event, case in _after_each(story):
        if event.kind != "sitting.closed":
            continue
        name = event.data.panel  # type: ignore[attr-defined]
        panel, stage = case.panels[name], case.definition.stage_of_panel(name)
        if not panel.is_concluded or stage is None:
            continue
        for point in case.points_at(stage.id):
            for child in point.children or ("",):
                votes = [one for one in panel.made if one.put.point == point.id]
                yield point, child, [one for one in votes if one.put.child in ("", child)]


def _is_final(story: Story, made: Made) -> bool:
    return made.is_carried and story.definition.decision(made.put.decision).is_final


def _adjourned(story: Story, made: list[Made]) -> list[int]:
    """Return the sittings that put off what these votes were about."""
    return [
        one.sitting
        for one in made
        if one.is_carried and story.definition.decision(one.put.decision).adjourns
    ]


at_a_panel = histories(among=at_panels, kinds=MOSTLY_PANELS)
law_of_panels = tried(usually=60, deeply=2000)


@law_of_panels
@for_all(at_a_panel)
def test_a_panel_ends_its_work_with_a_decision_for_every_child(story: Story) -> None:
    for point, child, made in _concluded(story):
        assert any(_is_final(story, one) for one in made), (point.id, child)


@law_of_panels
@for_all(at_a_panel)
def test_what_a_sitting_put_off_is_decided_at_a_later_one(story: Story) -> None:
    for point, child, made in _concluded(story):
        for put_off in _adjourned(story, made):
            later = [one for one in made if one.sitting > put_off and _is_final(story, one)]
            assert later, (point.id, child, put_off)


def _results(story: Story) -> Counter[tuple[str, str]]:
    """Return how many end results each child of each point was given, as the record now stands."""
    given: Counter[tuple[str, str]] = Counter()
    for event in effective(story.events):
        if event.kind == "result.recorded":
            point = story.case.points[event.data.point]  # type: ignore[attr-defined]
            child = event.data.child  # type: ignore[attr-defined]
            given.update((point.id, one) for one in ([child] if child else point.children or [""]))
    return given


@law
@for_all(histories(among=at_results, kinds=MOSTLY_RESULTS))
def test_a_point_has_at_most_one_end_result_for_each_child(story: Story) -> None:
    assert [key for key, times in _results(story).items() if times > 1] == []


def test_the_walks_come_upon_what_these_laws_speak_of() -> None:
    random = Random(1)  # noqa: S311 - the same walks each time
    found = dict.fromkeys(
        ("one of several children", "put off", "lost a vote", "rerouted", "result of one child"), 0
    )
    for _ in range(720):
        story = walk(random.choice, steps=16, among=at_panels, kinds=MOSTLY_PANELS)
        for point, child, made in _concluded(story):
            found["one of several children"] += child != "" and len(point.children) > 1
            found["put off"] += bool(_adjourned(story, made))
            found["lost a vote"] += not all(one.is_carried for one in made)
        found["rerouted"] += any(event.kind == "point.rerouted" for event in story.events)
        ended = walk(random.choice, steps=16, among=at_results, kinds=MOSTLY_RESULTS)
        found["result of one child"] += len(_results(ended)) == 1

    assert all(found.values()), found
