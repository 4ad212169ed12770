"""Who has a part in a case, and what that part lets them see.

In: a matter. Out: whom it is open to, by role and by person; whether it is there for one of them,
and the sights of one of them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reconvene.core.access.asking import Sight, Viewer
from reconvene.core.access.matter import Matter, worked_out_once
from reconvene.core.access.subject import is_told, subject_of
from reconvene.core.access.walls import barred_from, kept_from, ties
from reconvene.core.casefile.case import PANEL_CHAIR_ROLE
from reconvene.core.casefile.panels import CHAIR
from reconvene.core.procedure.people import Role, Sees


class Openings(NamedTuple):
    """
    Whom a case is open to.

    `roles` held by post, and `people` named in it. `answering` see only the points put to them.
    `shut` have a tie, or are complained of and not told: whatever they hold, it is closed to them.
    `reading` are those who sit on a panel that has its points before it, each with the panel.
    """

    roles: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()
    shut: frozenset[str] = frozenset()
    reading: frozenset[tuple[str, str]] = frozenset()


class _Named(NamedTuple):
    """Whom a case is open and shut to by what it says of themselves, whatever roles they hold."""

    people: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()
    shut: frozenset[str] = frozenset()


@worked_out_once
def openings(matter: Matter) -> Openings:
    """Return whom a case is open to; nobody before it has begun."""
    roles = (role.id for role in matter.definition.roles if _is_open_to(matter, role))
    return Openings(frozenset(roles), *_by_name(matter), reading=frozenset(_reading(matter)))


def is_there(viewer: Viewer, matter: Matter) -> bool:
    """Tell whether a case is there for somebody of its authority, asking of their own roles alone."""
    named = _by_name(matter)
    if viewer.id in named.shut:
        return False
    is_theirs = viewer.id in named.people or viewer.id in named.answering
    return is_theirs or any(_opened(viewer, matter))


def _opened(viewer: Viewer, matter: Matter) -> Iterator[Role]:
    """Yield the roles that somebody holds by post to which a case is open."""
    for role in matter.definition.roles:
        if role.id in viewer.roles and _is_open_to(matter, role):
            yield role


@worked_out_once
def _by_name(matter: Matter) -> _Named:
    """Return whom a case names; nobody before it has begun."""
    if not matter.case.has_begun:
        return _Named()
    shut = set(ties(matter))
    answering: set[str] = set()
    subject = subject_of(matter)
    if subject is not None and subject.id not in shut:
        (answering if is_told(matter, subject) else shut).add(subject.id)
    people = frozenset(_named(matter)) - shut - answering
    return _Named(people, frozenset(answering), frozenset(shut))


def _is_open_to(matter: Matter, role: Role) -> bool:
    if not matter.case.has_begun:
        return False
    if role.reaches == "with work":
        return has_work(matter, role.id)
    return role.reaches == "every case"


def has_work(matter: Matter, role: str) -> bool:
    """Tell whether a role has a part in a case by now: it owes, did or was told something there."""
    work, case = matter.definition.work_of[role], matter.case
    if any(case.by_kind.get(happened) for happened in work.shown_by):  # some were taken back
        return True
    if any(not work.stages.isdisjoint(point.stages) for point in case.points.values()):
        return True
    return role in matter.owing()


def _named(matter: Matter) -> Iterator[str]:
    """Yield the people a case names for a part, unless the panel they name it for bars them."""
    for role, holder in matter.case.roles.items():
        if role != PANEL_CHAIR_ROLE or not _is_barred_chair(matter, holder.id):
            yield holder.id
    for panel in matter.case.panels:
        yield from at_panel(matter, panel)


def _is_barred_chair(matter: Matter, person: str) -> bool:
    return any(barred_from(matter, person, panel) for panel in matter.case.panels)


def at_panel(matter: Matter, panel: str) -> frozenset[str]:
    """Return who sits on a panel or minutes it, while it has its points before it."""
    state = matter.case.panels.get(panel)
    if state is None or not _is_before(matter, panel):
        return frozenset()
    minuting = {one.minute_taker.id for one in state.sittings if one.minute_taker}
    people = {*state.appointed, *minuting}
    return frozenset(one for one in people if barred_from(matter, one, panel) is None)


def _reading(matter: Matter) -> Iterator[tuple[str, str]]:
    for panel in matter.case.panels:
        there = at_panel(matter, panel) & _by_name(matter).people
        yield from ((panel, person) for person in there)


def _is_before(matter: Matter, panel: str) -> bool:
    """Tell whether a panel has points before it: its own stage is not closed for all of them."""
    stage = matter.definition.stage_of_panel(panel)
    return stage is not None and any(
        point.stages[stage.id].closed_on is None
        for point in matter.case.live_points()
        if stage.id in point.stages
    )


def parts(viewer: Viewer, matter: Matter) -> frozenset[Sight]:
    """Return which of story and contact somebody sees by all their parts together; may be empty."""
    seen = [sees.parts for sees in _seeing(viewer, matter)]
    return frozenset(Sight(part) for these in seen for part in these)


def _seeing(viewer: Viewer, matter: Matter) -> Iterator[Sees]:
    held = {role for role, holder in matter.case.roles.items() if holder.id == viewer.id}
    if viewer.id in _by_name(matter).people:
        if any(viewer.id in at_panel(matter, panel) for panel in matter.case.panels):
            yield Sees(parts=("story",))
        yield from (rule.sees if (rule := matter.role(role)) else Sees() for role in held)
    yield from (role.sees for role in _opened(viewer, matter))


def sees_by_role(viewer: Viewer, matter: Matter) -> bool:
    """Tell whether a role of somebody shows them what a case says; that of a panel's chair does not count."""
    held = (role for role, holder in matter.case.roles.items() if holder.id == viewer.id)
    bound = (matter.role(role) for role in held if role != PANEL_CHAIR_ROLE)
    return any(role and "story" in role.sees.parts for role in (*bound, *_opened(viewer, matter)))


def weighs(viewer: Viewer, matter: Matter, about: str) -> bool:
    """Tell whether somebody is among those who weigh a gate or a panel, and nothing bars them."""
    if about in matter.definition.by_id["panels"]:
        return viewer.id in at_panel(matter, about) or _chairs(viewer, matter, about)
    if about not in matter.definition.by_id["gates"]:
        return False
    gate = matter.definition.gate(about)
    holder = matter.case.roles.get(gate.tested_by)
    holds = holder.id == viewer.id if holder else gate.tested_by in viewer.roles
    return holds and kept_from(matter, viewer.id, gate.stage) is None


def _chairs(viewer: Viewer, matter: Matter, panel: str) -> bool:
    """Tell whether somebody chairs a panel, who has its minutes and letters to see to afterwards."""
    state = matter.case.panels.get(panel)
    seat = state.appointed.get(viewer.id) if state else None
    return bool(seat and seat.seat == CHAIR) and barred_from(matter, viewer.id, panel) is None
