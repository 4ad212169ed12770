"""What somebody did in a case before it came to light that they should not have.

In: a matter. Out: each person found barred late, what they decided before, and what to do about it.
Nothing here changes a conference's decision, or takes one back: it says what has to be looked at.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from reconvene.core.access.answer import Wall
from reconvene.core.access.matter import Matter
from reconvene.core.access.walls import BARS, TIES
from reconvene.core.casefile.case import PointState
from reconvene.core.casefile.corrections import effective
from reconvene.core.record.event import Event
from reconvene.core.record.interests import NO_TIE, InterestDeclared
from reconvene.core.record.opening import LatenessDecided, StandingDecided
from reconvene.core.record.panels import DecisionPut, PanelistRemoved
from reconvene.core.record.points import PointAnswered, ResultRecorded
from reconvene.core.record.stages import CriteriaTested, GateDecided


class Remedy(StrEnum):
    """What has to be done about something that somebody barred decided."""

    DECIDE_ANEW = "decide anew"
    """It still stands where it was decided: somebody else decides it again."""
    VOTE_ANEW = "vote anew"
    """The panel is at work: the vote counts for nothing, and it votes again without them."""
    LOOKED_AT_SINCE = "looked at since"
    """The point went on to a later stage, which has it afresh; the family is told."""
    TELL_AND_LOOK = "tell and look"
    """It was the last word here: the family is told, and somebody else looks whether it holds."""


class Tainted(NamedTuple):
    """Something that somebody barred decided, by the number of its entry."""

    entry: int
    kind: str
    on: date
    points: tuple[str, ...]
    remedy: Remedy


class FoundLate(NamedTuple):
    """
    Somebody found to be barred after the case had begun: what from, when, by which entry.

    `panel` is the one they are barred from, where it is a panel and not the whole case. `tainted`
    are their decisions from before, oldest first; may be empty.
    """

    person: str
    wall: Wall
    panel: str
    entry: int
    found_at: datetime
    tainted: tuple[Tainted, ...]


def found_late(matter: Matter) -> tuple[FoundLate, ...]:
    """Return everybody found barred, in the order in which it came to light; each once a wall."""
    found: dict[tuple[str, str], FoundLate] = {}
    for event in effective(matter.events):
        for person, wall, panel in found_by(event):
            if (person, "") in found or (person, panel) in found:
                continue
            tainted = tuple(_tainted(matter, person, panel, event.number))
            found[person, panel] = FoundLate(
                person, wall, panel, event.number, event.recorded_at, tainted
            )
    return tuple(found.values())


def found_by(event: Event) -> Iterator[tuple[str, Wall, str]]:
    """Yield whom an entry shows to be barred, by which wall, and from which panel alone, if one."""
    match event.data:
        case InterestDeclared() if event.data.tie != NO_TIE:
            yield event.data.person.id, TIES[event.data.tie], ""
        case PanelistRemoved() if event.data.bar:
            wall = BARS[event.data.bar]
            closes_all = wall in (Wall.PERSONAL_TIE, Wall.MANAGEMENT)
            yield event.data.person, wall, "" if closes_all else event.data.panel


def _tainted(matter: Matter, person: str, panel: str, before: int) -> Iterator[Tainted]:
    for event in effective(matter.events):
        is_of_it = not panel or getattr(event.data, "panel", "") == panel
        if event.number < before and is_of_it and person in deciders(event):
            points = _points(event)
            remedy = _remedy(matter, event, points)
            yield Tainted(event.number, event.kind, event.happened_on, points, remedy)


def deciders(event: Event) -> tuple[str, ...]:
    """Return the ids of those who decided something by an entry; empty where it decides nothing."""
    match event.data:
        case StandingDecided() | LatenessDecided() | CriteriaTested() | GateDecided():
            return (event.data.decided_by.id,)
        case PointAnswered() | ResultRecorded():
            return (event.actor,)
        case DecisionPut():
            return (*event.data.votes_for, *event.data.against, *event.data.abstained)
        case _:
            return ()


def _points(event: Event) -> tuple[str, ...]:
    match event.data:
        case LatenessDecided():
            return event.data.points
        case CriteriaTested() | GateDecided() | PointAnswered() | ResultRecorded():
            return (event.data.point,)
        case DecisionPut() if event.data.point:
            return (event.data.point,)
        case _:
            return ()


def _remedy(matter: Matter, event: Event, points: tuple[str, ...]) -> Remedy:
    if isinstance(event.data, DecisionPut):
        made = matter.case.panels[event.data.panel].made
        is_void = any(one.is_void for one in made if one.number == event.number)
        return Remedy.VOTE_ANEW if is_void else Remedy.TELL_AND_LOOK
    stage = _stage(matter, event)
    concerned = [matter.case.points[name] for name in points if name in matter.case.points]
    if stage and concerned:
        return max((_where(point, stage) for point in concerned), key=list(Remedy).index)
    return Remedy.TELL_AND_LOOK


def _stage(matter: Matter, event: Event) -> str:
    match event.data:
        case PointAnswered():
            return event.data.stage
        case CriteriaTested() | GateDecided():
            return matter.definition.gate(event.data.gate).stage
        case _:
            return ""


def _where(point: PointState, stage: str) -> Remedy:
    passage = point.stages.get(stage)
    if point.is_live and point.stage == stage and passage and passage.closed_on is None:
        return Remedy.DECIDE_ANEW
    has_gone_on = list(point.stages)[-1] != stage if point.stages else False
    return Remedy.LOOKED_AT_SINCE if has_gone_on else Remedy.TELL_AND_LOOK
