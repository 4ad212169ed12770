"""The few moves every fold step is made of: say that something happened, open and close stages.

In: a case being folded and the event at hand. Out: happenings on the case.
"""

from datetime import date, datetime

from reconvene.core.casefile.case import Case, Happening, Passage
from reconvene.core.procedure.happenings import TAKING_UP
from reconvene.core.procedure.stages import Stage
from reconvene.core.record.event import Event, subject


def emit(
    case: Case,
    event: Event,
    kind: str,
    *,
    about: str | None = None,
    on: date | None = None,
    points: tuple[str, ...] = (),
    child: str = "",
    agency: str = "",
    person: str = "",
    at: datetime | None = None,
    opens: bool = True,
) -> None:
    """
    Add a happening, then let the procedure's stages answer it: open on it, or close on it.

    `opens=False` records it without opening any stage (a late request that waits for a decision).
    """
    happening = Happening(
        kind,
        about,
        on or event.happened_on,
        event.number,
        points,
        child,
        agency,
        person,
        at or event.happened_at,
    )
    case.happenings.append(happening)
    case.by_kind.setdefault((kind, None), []).append(happening)
    if about is not None:
        case.by_kind.setdefault((kind, about), []).append(happening)
    for stage, waits_for in case.definition.closed_by.get(kind, ()):
        if waits_for is None or waits_for == about:
            close_stage(case, event, stage, points)
    if not opens:
        return
    for stage, waits_for in case.definition.opened_by.get(kind, ()):
        if waits_for is None or waits_for == about:
            open_stage(case, event, stage.id, _entrants(case, stage, happening))


def tell(case: Case, event: Event, *, points: tuple[str, ...] | None = None) -> None:
    """Emit the happening that the entry itself is, with the scope its payload gives it."""
    data = event.data
    found = points if points is not None else tuple(getattr(data, "points", ()))
    point = getattr(data, "point", "")
    if not found and isinstance(point, str) and point:
        found = (point,)
    person = getattr(data, "person", "") or ""
    emit(
        case,
        event,
        event.kind,
        about=subject(data),
        points=found,
        child=getattr(data, "child", ""),
        agency=getattr(data, "agency", ""),
        person=person if isinstance(person, str) else person.id,
    )


def open_stage(case: Case, event: Event, stage: str, points: tuple[str, ...]) -> None:
    """Move live points into a stage; a stage opened for nobody does not open."""
    moving = [p for p in points if p in case.points and case.points[p].is_live]
    moving = [p for p in moving if case.points[p].stage != stage]
    if not moving:
        return
    for name in moving:
        point = case.points[name]
        if point.stage and point.stages[point.stage].closed_on is None:
            point.stages[point.stage].closed_on = event.happened_on
        point.stage = stage
        point.stages[stage] = Passage(event.happened_on)
    emit(case, event, "stage.opened", about=stage, points=tuple(moving))


def close_stage(case: Case, event: Event, stage: Stage, points: tuple[str, ...]) -> None:
    """Mark a stage closed for the points concerned (all those at it, where none are named)."""
    closing = []
    for point in case.points.values():
        passage = point.stages.get(stage.id)
        concerned = not points or point.id in points
        if passage and passage.closed_on is None and concerned:
            passage.closed_on = event.happened_on
            closing.append(point.id)
    if closing:
        emit(case, event, "stage.closed", about=stage.id, points=tuple(closing))


def _entrants(case: Case, stage: Stage, happening: Happening) -> tuple[str, ...]:
    """The points a happening brings into a stage: by their route at the start, else those named."""
    if happening.kind in TAKING_UP:
        return tuple(
            name
            for name in happening.points
            if case.definition.route_of(case.points[name].matter).begins == stage.id
        )
    return happening.points or tuple(point.id for point in case.live_points())
