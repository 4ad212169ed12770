"""Random histories that could have happened, made by walking what is offered.

A walk starts somewhere on a road through a procedure and goes on with acts the core offers, each
with details thought of for it, on a day not before the last. `choose` picks: Hypothesis in a law,
or a seeded `Random` where one run must do.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from reconvene.core.conduct.acts import subjects
from reconvene.core.conduct.decide import decide, may
from reconvene.core.procedure.definition import Definition, Suspension
from reconvene.core.procedure.people import AnchorDate
from reconvene.core.record.event import KINDS, Entry
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import procedure
from tests.support.core.details import candidates
from tests.support.core.roads import ROADS, Acts, procedure_along
from tests.support.depth import IS_DEEP, tried
from tests.support.given import OX, SP, Act, Story, given, with_section

T = TypeVar("T")
Choose = Callable[[Sequence[T]], T]

law = tried(usually=25, deeply=2000)
costly_law = tried(usually=10, deeply=400)
STEPS = 60 if IS_DEEP else 16

TRIES = 4
"""How often somebody tries an act, each time with other details or as somebody else."""

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


def beginnings() -> tuple[Story, ...]:
    """Return the stories walks may begin with, in a steady order."""
    return tuple(_start(road) for road in ROADS)


def walk(choose: Choose[Any], steps: int = STEPS) -> Story:
    """Return a history: a road, then up to so many acts that were offered and allowed."""
    story: Story = choose(beginnings())
    for _ in range(choose(range(steps + 1))):
        story = _step(story, choose)
    return story


def _step(story: Story, choose: Choose[Any]) -> Story:
    story = replace(story, today=story.today + timedelta(days=choose(WAITS)))
    kind = choose(tuple(KINDS))
    open_for = _open_for(story, kind)
    if not open_for:
        return story
    about = choose(open_for)
    for _ in range(TRIES):
        role = choose((*story.definition.by_id["roles"], "complainant"))
        by = Person(id=f"{role}-holder", role=role)
        data = choose(candidates(story.context(by=by), kind, about))
        step = Act(kind=kind, data=data, on=story.today, by=by)
        if decide(story.context(by=by), step.entry):
            return story.and_then(step)
    return story


def _open_for(story: Story, kind: str) -> list[str | None]:
    """What an act of a kind can be about now; empty where it is not open."""
    ctx = story.context()
    abouts = [None] if kind == "entry.corrected" else list(subjects(ctx, kind))
    return [about for about in abouts if may(ctx, kind, about)]


@st.composite
def histories(draw: st.DrawFn) -> Story:
    """Draw a history that could have happened."""

    def choose(options: Sequence[T]) -> T:
        return draw(st.sampled_from(options))

    return walk(choose)


def entry_of(story: Story, number: int) -> Entry:
    """Return what an event of a story put on the record."""
    event = story.events[number - 1]
    return Entry(
        kind=event.kind,
        happened_on=event.happened_on,
        data=event.data,
        happened_at=event.happened_at,
    )


__all__ = ["OX", "SP", "Acts", "costly_law", "entry_of", "histories", "law", "walk"]
