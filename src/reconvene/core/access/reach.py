"""The one question of access: may this person see or do this, in this case, for this purpose?

Steps are taken in a fixed order, and the first that says no is the answer: authority, walls, part in
the case, role, compartment, time. So no role and no purpose ever passes a wall.

In: who asks, a matter, what they ask, why. Out: `Granted`, or `Denied` with its ground and clause.
"""

from collections.abc import Callable
from typing import NamedTuple

from reconvene.core.access.answer import Denied, Granted, Reach, Reason, Wall
from reconvene.core.access.asking import Asked, Do, Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter, roles_here
from reconvene.core.access.parts import is_there, parts, weighs
from reconvene.core.access.places import AT_PANEL, panel_of, stage_of
from reconvene.core.access.subject import (
    Subject,
    is_their_time,
    is_told,
    may_answer_with,
    subject_of,
)
from reconvene.core.access.walls import Closed, barred_from, closed_to, kept_from
from reconvene.core.conduct.context import LAW
from reconvene.core.record.compartments import OF_CONTACT, WITH_CONTACT

THROUGH_GLASS = frozenset({Sight.CASE, Sight.HEADERS, Sight.STORY, Sight.POINTS})
"""What can be seen for a stated reason by somebody without a part in the case."""

PUT_TO_THEM = frozenset({Sight.CASE, Sight.POINTS, Sight.OWN})
"""What somebody complained of can see, once they are told."""

OF_ANYBODY = frozenset({"interest.declared"})
"""Acts that need no role in the case: whoever sees it may say that they should not."""


class Question(NamedTuple):
    """Everything a step looks at."""

    viewer: Viewer
    matter: Matter
    asked: Asked
    purpose: Purpose

    @property
    def told(self) -> Subject | None:
        """The person asking, where they are complained of and have been told."""
        subject = subject_of(self.matter)
        is_them = subject is not None and subject.id == self.viewer.id
        return subject if subject and is_them and is_told(self.matter, subject) else None


def reach(viewer: Viewer, matter: Matter, asked: Asked, purpose: Purpose = Purpose.WORK) -> Reach:
    """
    Return whether somebody may see or do something in a case; where nothing says yes, it is no.

    Args:
        viewer: Who asks, with the roles they hold by post on the day.
        matter: The case, begun.
        asked: What they would see or do.
        purpose: Why; breaking the glass needs no part in the case, and passes no wall.
    """
    question = Question(viewer, matter, asked, purpose)
    for step in STEPS:
        denied = step(question)
        if denied is not None:
            return denied
    return Granted(asked)


def _authority(q: Question) -> Denied | None:
    if q.viewer.authority == q.matter.authority:
        return None
    return Denied(Reason.OTHER_AUTHORITY, LAW, Wall.OTHER_AUTHORITY)


def _walls(q: Question) -> Denied | None:
    closed = closed_to(q.matter, q.viewer.id)
    if closed is not None and not _is_put_to_them(q, closed):
        return _behind(closed)
    closed = _scoped_wall(q)
    return _behind(closed) if closed else None


def _behind(closed: Closed) -> Denied:
    return Denied(Reason.WALL, closed.clause, closed.wall)


def _is_put_to_them(q: Question, closed: Closed) -> bool:
    """Tell whether this is what somebody complained of sees and does by way of answer."""
    told = q.told
    if closed.wall is not Wall.SUBJECT or told is None or q.purpose is not Purpose.WORK:
        return False
    if isinstance(q.asked, See):
        return q.asked.sight in PUT_TO_THEM
    return may_answer_with(q.matter, told, q.asked)


def _scoped_wall(q: Question) -> Closed | None:
    """Return what closes the stage or the panel that is asked for."""
    definition = q.matter.definition
    if isinstance(q.asked, See):
        about = q.asked.about
        if about in definition.by_id["panels"]:
            return barred_from(q.matter, q.viewer.id, about)
        gate = definition.by_id["gates"].get(about)
        return kept_from(q.matter, q.viewer.id, gate.stage) if gate else None
    panel, stage = panel_of(definition, q.asked), stage_of(definition, q.asked)
    if panel and q.asked.kind in AT_PANEL:
        return barred_from(q.matter, q.viewer.id, panel)
    return kept_from(q.matter, q.viewer.id, stage) if stage else None


def _part(q: Question) -> Denied | None:
    if is_there(q.viewer, q.matter):
        return None
    if q.purpose is Purpose.BREAK_GLASS and q.viewer.roles and isinstance(q.asked, See):
        return None
    return Denied(Reason.NO_PART, LAW)


def _role(q: Question) -> Denied | None:
    if isinstance(q.asked, See) or q.asked.kind in OF_ANYBODY:
        return None
    if q.purpose is not Purpose.WORK or not roles_here(q.viewer, q.matter.case):
        return Denied(Reason.NO_ROLE, LAW)
    panel = panel_of(q.matter.definition, q.asked)
    if q.asked.kind in AT_PANEL and panel:
        clause = q.matter.definition.cite(q.matter.definition.panel(panel).source)
        return None if _serves(q, panel) else Denied(Reason.NO_ROLE, clause)
    return Denied(Reason.NO_ROLE, LAW) if q.told is None and _is_only_outside(q) else None


def _is_only_outside(q: Question) -> bool:
    """Tell whether all roles somebody has here are held from outside: they serve panels alone."""
    rules = (q.matter.role(role) for role in roles_here(q.viewer, q.matter.case))
    return all(rule is not None and rule.held == "outside" for rule in rules)


def _serves(q: Question, panel: str) -> bool:
    """Tell whether somebody sits on a panel, or has a role that its stage is for."""
    stage = q.matter.definition.stage_of_panel(panel)
    serving = set(stage.people) if stage else set()
    return weighs(q.viewer, q.matter, panel) or bool(
        serving & set(roles_here(q.viewer, q.matter.case))
    )


def _compartment(q: Question) -> Denied | None:
    if q.told is not None:
        return None
    if isinstance(q.asked, Do):
        may = q.asked.kind in OF_ANYBODY or _may_add(q, q.asked)
        return None if may else Denied(Reason.NOT_THEIR_COMPARTMENT, LAW)
    sight, about = q.asked
    if sight is Sight.DELIBERATION:
        may = q.purpose is Purpose.WORK and weighs(q.viewer, q.matter, about)
    elif q.purpose is Purpose.BREAK_GLASS:
        may = sight in THROUGH_GLASS
    elif sight in (Sight.CASE, Sight.HEADERS, Sight.OWN):
        may = True
    else:
        wanted = Sight.STORY if sight is Sight.POINTS else sight
        may = wanted in parts(q.viewer, q.matter)
    return None if may else Denied(Reason.NOT_THEIR_COMPARTMENT, LAW)


def _may_add(q: Question, act: Do) -> bool:
    """
    Tell whether somebody sees what an act adds to: nobody adds to a story they cannot read.

    Nor to how a family is reached: a new address takes the place of one that they are not shown.
    Nor do they have a file searched for addresses that they are not shown.
    """
    if act.kind in AT_PANEL:
        return True
    with_contact = act.kind in OF_CONTACT | WITH_CONTACT
    adds_to = {Sight.STORY, Sight.CONTACT} if with_contact else {Sight.STORY}
    return adds_to <= parts(q.viewer, q.matter)


def _time(q: Question) -> Denied | None:
    told = q.told
    if told is None or isinstance(q.asked, See) or q.asked.kind in OF_ANYBODY:
        return None
    if is_their_time(q.matter, told, q.asked):
        return None
    return Denied(Reason.NOT_NOW, q.matter.clause_of(told.role), Wall.SUBJECT)


STEPS: tuple[Callable[[Question], Denied | None], ...] = (
    _authority,
    _walls,
    _part,
    _role,
    _compartment,
    _time,
)
