"""
The window in which whoever sits on a panel reads its papers.

It opens when they are appointed and a bundle is there, and ends with the panel's work: as its stage
closes, and at the latest two weeks after its last sitting. Whoever sees what the case says by a role
of their own needs no window.

In: who asks, a matter, a bundle, an instant. Out: yes, or no with its ground.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from reconvene.core.access.answer import Denied, Granted, Reach, Reason
from reconvene.core.access.asking import See, Sight, Viewer
from reconvene.core.access.matter import Matter
from reconvene.core.access.parts import at_panel, sees_by_role
from reconvene.core.access.reach import reach
from reconvene.core.casefile.case import Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.papers import Bundle
from reconvene.core.conduct.bundling import met_for, newest_for
from reconvene.core.record.panels import PanelistAppointed, SittingOpened
from reconvene.core.record.payload import Person
from reconvene.core.workdays import end_of

READ_AFTER = timedelta(days=14)
"""How long after its last sitting a panel may still read: minutes and letters are to be checked."""


def may_read(viewer: Viewer, matter: Matter, bundle: Bundle, at: datetime) -> Reach:
    """
    Return whether somebody may be given a bundle at an instant.

    Whoever sits on the panel it is for is given the newest one, and that in their window alone.
    Source: SP 5.4 (a panel is independent, and its people have no other part in the case).
    """
    asked = See(Sight.STORY)
    answer = reach(viewer, matter, asked)
    if isinstance(answer, Denied) or sees_by_role(viewer, matter):
        return answer
    meets = bundle.data.meets
    is_newest = newest_for(matter.case, meets) == bundle
    if is_newest and viewer.id in at_panel(matter, meets) and _is_open(viewer, matter, bundle, at):
        return Granted(asked)
    rule = met_for(matter.definition)[meets]
    return Denied(Reason.NOT_NOW, matter.definition.cite(rule.source))


def readers(matter: Matter, bundle: Bundle, at: datetime) -> frozenset[str]:
    """Return who of a bundle's panel may be given it at an instant, whoever takes it for them."""
    there = at_panel(matter, bundle.data.meets)
    seen_as = (Viewer(one, matter.authority, frozenset()) for one in there)
    return frozenset(one.id for one in seen_as if may_read(one, matter, bundle, at))


def reads_by_panel_alone(viewer: Viewer, matter: Matter) -> bool:
    """Tell whether somebody sees what a case says for sitting on its panel, and not otherwise."""
    is_seen = bool(reach(viewer, matter, See(Sight.STORY)))
    return is_seen and not sees_by_role(viewer, matter)


def last_day(case: Case, panel: str) -> date | None:
    """Return the last day on which a panel may read; None while it has not ended its work."""
    state = case.panels.get(panel)
    if state is None or not state.is_concluded:
        return None
    ended_on = state.sittings[-1].closed_on
    return ended_on + READ_AFTER if ended_on else None


def _is_open(viewer: Viewer, matter: Matter, bundle: Bundle, at: datetime) -> bool:
    last_on = last_day(matter.case, bundle.data.meets)
    has_ended = last_on is not None and at >= end_of(last_on)
    return not has_ended and max(_opened_at(viewer, matter, bundle)) <= at


def _opened_at(viewer: Viewer, matter: Matter, bundle: Bundle) -> Iterator[datetime]:
    """Yield when the bundle came on the record, and when whoever reads it came to the panel."""
    for event in effective(matter.events):
        is_bundle = event.number == bundle.number
        if is_bundle or _seats(event.data, viewer.id, bundle.data.meets):
            yield event.recorded_at


def _seats(data: object, person: str, panel: str) -> bool:
    match data:
        case PanelistAppointed():
            return (data.person.id, data.panel) == (person, panel)
        case SittingOpened(minute_taker=Person() as taker):
            return (taker.id, data.panel) == (person, panel)
        case _:
            return False
