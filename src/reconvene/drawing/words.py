"""A procedure in sentences: what its drawing shows, for whoever would rather read or hear it.

In: a definition. Out: sentences, in the order of the drawing.
"""

from collections.abc import Collection, Iterator

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.panels import Panel
from reconvene.core.procedure.phrases import joined, limit_from, lower, role_names, upper
from reconvene.core.procedure.stages import Stage
from reconvene.drawing.road import Arrival, Station, Track, road

FORMS = {
    "meeting": "A meeting",
    "writing": "Answered in writing",
    "adjudication": "An adjudication",
    "panel": "A panel decides",
    "handover": "Handed over",
}


def described(definition: Definition, at: Collection[str] = ()) -> list[str]:
    """
    Return a procedure in sentences; never empty.

    Args:
        definition: The procedure.
        at: Ids of stages where a case stands now.
    """
    way = road(definition)
    found = [_begin(definition)]
    for track in way.tracks:
        found += _of_track(definition, track, at)
    for route, channels in way.elsewhere:
        found.append(
            f"{matters(definition, route.id)}: this goes to {joined(map(lower, channels), 'or')}."
        )
    if definition.bodies:
        found.append(f"Whoever is still unhappy can turn to: {further(definition)}.")
    return found


def _begin(definition: Definition) -> str:
    lodging = definition.lodging
    return f"{lodging.label}: {limit_from(definition, lodging)}."


def _of_track(definition: Definition, track: Track, at: Collection[str]) -> Iterator[str]:
    first = track.stations[0].stage
    for route in track.routes:
        yield f"{matters(definition, route.id)}: this begins at ‘{first.label}’."
    for station in track.stations:
        yield from _of_station(definition, station, at)


def _of_station(definition: Definition, station: Station, at: Collection[str]) -> Iterator[str]:
    stage = station.stage
    for arrival in station.arrivals:
        before = f"From ‘{definition.stage(arrival.source).label}’ to" if arrival.source else "To"
        yield f"{before} ‘{stage.label}’: {arrival_words(arrival)}."
    yield f"‘{stage.label}’: {lower(form_words(definition, stage))}."
    for label in station.begun_by:
        yield f"‘{label}’ begins at ‘{stage.label}’."
    if stage.id in at:
        yield f"The case is at ‘{stage.label}’ now."
    if station.is_end:
        yield f"‘{stage.label}’ is the last step on this way."


def arrival_words(arrival: Arrival) -> str:
    """Return a way into a stage, with its limit or its criteria."""
    said = f"{lower(arrival.label)} ({arrival.detail})" if arrival.label else arrival.detail
    return f"{said}: {'; '.join(map(lower, arrival.criteria))}" if arrival.criteria else said


def form_words(definition: Definition, stage: Stage) -> str:
    """Return how a stage answers, and who does."""
    if stage.hands_over_to:
        channel = definition.by_id["channels"][stage.hands_over_to]
        return f"Handed over to {lower(channel.label)}"
    panel = definition.by_id["panels"].get(stage.panel or "")
    if panel is not None:
        return f"{FORMS['panel']}: {panel_words(panel)}"
    who = _attending(definition, stage) or role_names(definition, stage.answered_by)
    by = {"meeting": "with", "adjudication": "by"}.get(stage.form, "by")
    return f"{FORMS[stage.form]} {by} {who}" if who else FORMS[stage.form]


def _attending(definition: Definition, stage: Stage) -> str:
    """Those who must all be at a stage's meeting, and those of whom any will do; or nothing."""
    rules = stage.meeting.attended_by if stage.meeting else ()
    every = [role_names(definition, (role,)) for rule in rules for role in rule.all]
    some = [role_names(definition, rule.any) for rule in rules if rule.any]
    return joined((*every, *some), "and")


def panel_words(panel: Panel) -> str:
    """Return who sits on a panel: "a chair and at least 2 members"."""
    seats = [lower(seat.label) for seat in panel.seats]
    if panel.chair:
        seats.insert(0, "a chair")
    if panel.members:
        seats.append(f"{_count(panel.members.at_least, panel.members.at_most)} members")
    return joined(seats, "and")


def _count(least: int, most: int | None) -> str:
    if not most:
        return f"at least {least}"
    return str(least) if most == least else f"{least} to {most}"


def matters(definition: Definition, route: str) -> str:
    """Return what a route is for: the labels of its matters."""
    labels = [matter.label for matter in definition.matters if matter.route == route]
    return upper(joined((labels[0], *map(lower, labels[1:])), "or"))


def further(definition: Definition) -> str:
    """Return where a family can go when the procedure is done."""
    return joined((lower(body.label) for body in definition.bodies), "or")
