"""Random histories that could have happened, made by walking what is offered.

A walk starts somewhere on a road through a procedure, about one child or two, and goes on with acts
the core offers, each with details thought of for it, on a day not before the
last. `choose` picks: Hypothesis in a law, or a seeded `Random` where one run must do.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st

from reconvene.core.conduct.acts import subjects
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.decide import decide, may
from reconvene.core.procedure.definition import Definition, Suspension
from reconvene.core.procedure.people import AnchorDate
from reconvene.core.record.event import KINDS, Entry
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Child, Payload, Person
from reconvene.library.procedure_files import procedure
from tests.support.core.details import candidates
from tests.support.core.roads import ROADS, procedure_along
from tests.support.depth import IS_DEEP, tried
from tests.support.given import SP, Act, Story, given, with_section

T = TypeVar("T")
Choose = Callable[[Sequence[T]], T]
Beginnings = Callable[[], Sequence[Story]]

law = tried(usually=25, deeply=2000)
costly_law = tried(usually=10, deeply=400)
STEPS = 60 if IS_DEEP else 16

TRIES = 4
"""How often somebody tries an act, each time with other details or as somebody else."""

OF_SIBLINGS = (
    "AT_STAGE_2",
    "SITTING",
    "VOTED",
    "PUT_OFF",
    "CHAIR_TOLD",
    "NO_CRITERION_MET",
    "OX_SITTING",
)
"""Roads that are also gone about two children at once."""

WAITS = (0, 0, 0, 1, 3, 7, 28, 40)
"""Days between one act and the next."""


@cache
def _under(reference: str) -> Definition:
    """A shipped procedure, with the two things neither has: a pause, and a date to be noted."""
    noted = AnchorDate(id="minutes-received", label="The minutes came", source=("practice",))
    return with_section(
        procedure(reference),
        suspension=Suspension(
            clock="stops" if reference == SP else "starts again", source=("practice",)
        ),
        dates=(noted,),
    )


@cache
def _start(road: str) -> Story:
    acts = ROADS[road]
    return given(*acts, under=_under(procedure_along(acts)))


@cache
def _start_for_two(road: str) -> Story:
    received, *rest = ROADS[road]
    assert isinstance(received.data, ComplaintReceived)
    conference = received.data.conference
    children = (*conference.children, Child(id="wren", name="Wren", decision="become"))
    of_two = msgspec.structs.replace(
        received.data, conference=msgspec.structs.replace(conference, children=children)
    )
    acts = (replace(received, data=of_two), *rest)
    return given(*acts, under=_under(procedure_along(acts)))


def beginnings() -> tuple[Story, ...]:
    """Return the stories walks may begin with, in a steady order."""
    return (*map(_start, ROADS), *map(_start_for_two, OF_SIBLINGS))


@cache
def at_panels() -> tuple[Story, ...]:
    """Return those of them in which a panel is named and has still to decide, in the same order."""
    return tuple(
        story
        for story in beginnings()
        if any(not panel.is_concluded for panel in story.case.panels.values())
    )


@cache
def at_results() -> tuple[Story, ...]:
    """Return those of them about two children whose points need an end result."""
    starts = map(_start_for_two, OF_SIBLINGS)
    return tuple(story for story in starts if story.definition.results)


ANY_KIND = tuple(KINDS)
MOSTLY_PANELS = (*ANY_KIND, *("sitting.opened", "decision.put", "sitting.closed") * 40)
MOSTLY_LETTERS = (
    *ANY_KIND,
    *("contact.noted", "letter.sent", "letter.left", "letter.came-back") * 40,
)
MOSTLY_RESULTS = (*ANY_KIND, *("point.answered", "result.recorded") * 40)


def walk(
    choose: Choose[Any],
    steps: int = STEPS,
    *,
    among: Beginnings = beginnings,
    kinds: Sequence[str] = ANY_KIND,
) -> Story:
    """
    Return a history: a road, then up to so many acts that were offered and allowed.

    Args:
        among: Gives what it may begin with.
        kinds: What to try next is one of these; a kind named more often is tried more often.
    """
    story: Story = choose(among())
    for _ in range(choose(range(steps + 1))):
        story = _step(story, choose, kinds)
    return story


def _step(story: Story, choose: Choose[Any], kinds: Sequence[str]) -> Story:
    story = replace(story, today=story.today + timedelta(days=choose(WAITS)))
    kind = choose(kinds)
    open_for = _open_for(story, kind)
    if not open_for:
        return story
    about = choose(open_for)
    roles = (*story.definition.by_id["roles"], "complainant")
    for _ in range(TRIES):
        role = choose(roles)
        by = Person(id=f"{role}-holder", role=role)
        data = _of_one_child(story, choose(candidates(story.context(by=by), kind, about)), choose)
        step = Act(kind=kind, data=data, on=story.today, by=by)
        answer = decide(story.context(by=by), step.entry)
        if answer:
            return story.and_then(step)
        if isinstance(answer, Refused) and answer.ground is Ground.NOT_THEIRS_TO_DECIDE:
            named = answer.facts.get("roles")  # the refusal says whose it is
            roles = named if isinstance(named, tuple) and named else roles
    return story


def _of_one_child(story: Story, data: Payload, choose: Choose[Any]) -> Payload:
    """Return details about a point as they are, or of just one of its children."""
    point = story.case.points.get(getattr(data, "point", ""))
    if point is None or not point.children or not hasattr(data, "child"):
        return data
    return msgspec.structs.replace(data, child=choose(("", *point.children)))


def _open_for(story: Story, kind: str) -> list[str | None]:
    """What an act of a kind can be about now; empty where it is not open."""
    ctx = story.context()
    abouts = [None] if kind == "entry.corrected" else list(subjects(ctx, kind))
    return [about for about in abouts if may(ctx, kind, about)]


@st.composite
def histories(
    draw: st.DrawFn, *, among: Beginnings = beginnings, kinds: Sequence[str] = ANY_KIND
) -> Story:
    """Draw a history that could have happened; what may be given is as for `walk`."""

    def choose(options: Sequence[T]) -> T:
        return draw(st.sampled_from(options))

    return walk(choose, among=among, kinds=kinds)


def entry_of(story: Story, number: int) -> Entry:
    """Return what an event of a story put on the record."""
    event = story.events[number - 1]
    return Entry(
        kind=event.kind,
        happened_on=event.happened_on,
        data=event.data,
        happened_at=event.happened_at,
    )
