"""A panel, in sentences: who sits, when it sits, what it decides."""

from collections.abc import Callable, Mapping

from reconvene.core.casefile.panels import is_carried
from reconvene.core.procedure.panels import BAR_KINDS
from reconvene.core.record import panels
from reconvene.core.record.event import Event
from reconvene.web.browse.names import (
    Names,
    because,
    ended,
    from_where,
    listed,
    sentence_case,
    within,
)
from reconvene.web.components.wording import day


def panel(names: Names, panel: str) -> str:
    return within(names.label("panels", panel))


def appointed(names: Names, event: Event, data: panels.PanelistAppointed) -> str:
    agency = names.label("agencies", data.person.agency) if data.person.agency else ""
    who = from_where(names.person(data.person), agency)
    return f"{who} was appointed to the {panel(names, data.panel)} as {names.seat(data.panel, data.seat)}."


def removed(names: Names, event: Event, data: panels.PanelistRemoved) -> str:
    bar = (
        f" What came to light: this person {BAR_KINDS[data.bar]}." if data.bar in BAR_KINDS else ""
    )
    return f"{names.person(data.person)} stood down from the {panel(names, data.panel)}{because(data.reason)}{bar}"


def booked(names: Names, event: Event, data: panels.SittingBooked) -> str:
    where = f", {data.place}" if data.place else ""
    return f"The {panel(names, data.panel)} is to sit on {day(data.for_on)}{where}."


def opened(names: Names, event: Event, data: panels.SittingOpened) -> str:
    there = listed(names.person(person) for person in data.present)
    minutes = f" {names.person(data.minute_taker)} took the minutes." if data.minute_taker else ""
    return f"The {panel(names, data.panel)} met: {there}.{minutes}"


def put(names: Names, event: Event, data: panels.DecisionPut) -> str:
    rule = names.definition.panel(data.panel)
    state = names.case.panels.get(data.panel)
    seated = state.appointed.values() if state else ()
    chair = next((one.person.id for one in seated if one.seat == "chair"), None)
    carried = "carried" if is_carried(data, rule, chair) else "not carried"
    about = f" for {names.point(data.point)}" if data.point else ""
    child = f", {names.child(data.child)}" if data.child else ""
    votes = f"{len(data.votes_for)} for, {len(data.against)} against"
    abstained = f", {len(data.abstained)} abstained" if data.abstained else ""
    label = names.label("decisions", data.decision)
    said = f"Put to the vote{about}{child}: {within(label)}. {sentence_case(carried)} ({votes}{abstained})."
    return f"{said}{detailed(names, data.details)}"


def detailed(names: Names, details: panels.Details) -> str:
    """Return what a decision says besides its name, as sentences with a blank before each."""
    said = [
        f"To put it right: {ended(details.remedy)}" if details.remedy else "",
        f"Recommendation: {ended(details.recommendation)}" if details.recommendation else "",
        f"With the {details.chair} chair." if details.chair else "",
        f"For {names.label('agencies', details.agency)}." if details.agency else "",
        ended(details.text),
        f"Time for more work: {ended(details.timescale)}" if details.timescale else "",
        f"To sit again on {day(details.further_on)}." if details.further_on else "",
    ]
    return "".join(f" {sentence}" for sentence in said if sentence)


def closed(names: Names, event: Event, data: panels.SittingClosed) -> str:
    return f"The sitting of the {panel(names, data.panel)} ended."


SENTENCES: Mapping[str, Callable[..., str]] = {
    "panelist.appointed": appointed,
    "panelist.removed": removed,
    "sitting.booked": booked,
    "sitting.opened": opened,
    "decision.put": put,
    "sitting.closed": closed,
}
