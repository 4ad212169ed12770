"""Everything that can ever happen in a case under a definition, and the stages it can reach.

In: a definition. Out: a `World`. One small question per kind of happening; kinds that are not
in the table can always happen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import RightRule
from reconvene.core.procedure.happenings import HAPPENINGS, TAKING_UP
from reconvene.core.procedure.panels import Panel
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.stages import Stage


@dataclass(slots=True)
class World:
    """A definition, with what has so far been found to be possible under it."""

    definition: Definition
    happens: set[tuple[str, str | None]] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)

    def can(self, refs: Iterable[Ref]) -> bool:
        """Tell whether any of these can happen; naming nothing in particular means any of a kind."""
        return any(self._is_possible(ref) for ref in refs)

    def _is_possible(self, ref: Ref) -> bool:
        if ref.about is not None:
            return (ref.kind, ref.about) in self.happens
        return any(kind == ref.kind for kind, _ in self.happens)

    def rights_to(self, stage: str | None) -> list[RightRule]:
        """Return the rights that lead to a stage and can arise."""
        rights = (right for right in self.definition.rights if right.opens == stage)
        return [right for right in rights if self.can(right.arises_from)]


def world_of(definition: Definition) -> World:
    """Return everything possible under a definition, found by letting happenings bring on others."""
    world = World(definition)
    before = -1
    while before != len(world.happens) + len(world.reached):
        before = len(world.happens) + len(world.reached)
        world.happens |= {
            (kind, about)
            for kind, known in HAPPENINGS.items()
            for about in (definition.by_id[known.about] if known.about else (None,))
            if _NEEDS.get(kind, _nothing)(world, about or "")
        }
        world.reached |= {stage.id for stage in definition.stages if _is_reached(world, stage)}
    return world


def _is_reached(world: World, stage: Stage) -> bool:
    routes = {matter.route for matter in world.definition.matters}
    begun = {route.begins for route in world.definition.routes if route.id in routes}
    arrivals = [ref for ref in stage.opens_on if ref.kind in TAKING_UP]
    others = [ref for ref in stage.opens_on if ref.kind not in TAKING_UP]
    return world.can(others) or (stage.id in begun and world.can(arrivals))


def _nothing(_world: World, _about: str) -> bool:
    return True


def _judged(world: World, _about: str) -> bool:
    return any(rule.needs != "nothing" for rule in world.definition.complainants)


def _late(world: World, about: str) -> bool:
    right = world.definition.by_id["rights"][about]
    return bool(right.late.rule != "accept" and right.limit.is_stated)


def _settled(world: World, _about: str) -> bool:
    results = world.definition.results
    return not (results and results.required)


def _channels(world: World) -> set[str]:
    used = {matter.route for matter in world.definition.matters}
    sent = {name for r in world.definition.routes if r.id in used for name in r.refers_to}
    handed = {
        stage.hands_over_to
        for stage in world.definition.stages
        if stage.id in world.reached and stage.hands_over_to
    }
    return sent | handed


def _answered(world: World, about: str) -> bool:
    stage = world.definition.stage(about)
    return about in world.reached and stage.form not in ("panel", "handover")


def _any_answered(world: World, _about: str) -> bool:
    return any(_answered(world, stage.id) for stage in world.definition.stages)


def _sent(world: World, about: str) -> bool:
    letter = world.definition.letter(about)
    return bool(letter.sent_by) and letter.stage in (None, *world.reached)


def _told(world: World, about: str) -> bool:
    encloses = world.definition.by_id["notices"][about].encloses
    return encloses is None or ("letter.sent", encloses) in world.happens


def _meets(world: World, about: str) -> bool:
    return any(
        stage.meeting is not None and stage.meeting.id == about
        for stage in world.definition.stages
        if stage.id in world.reached
    )


def _passed_on(world: World, about: str) -> bool:
    return any(right.also_by for right in world.rights_to(about))


def _closed(world: World, about: str) -> bool:
    closes_on = world.definition.stage(about).closes_on
    return about in world.reached and closes_on is not None and world.can(closes_on)


def _tested(world: World, about: str) -> bool:
    return world.definition.gate(about).stage in world.reached


def _panel(world: World, about: str) -> bool:
    stage = world.definition.stage_of_panel(about)
    return stage is not None and stage.id in world.reached


def _adjourned(world: World, about: str) -> bool:
    panel = world.definition.panel(about)
    return _panel(world, about) and any(decision.adjourns for decision in panel.decisions)


def _home(world: World, decision: str) -> Panel | None:
    panels = world.definition.panels
    return next((p for p in panels if any(d.id == decision for d in p.decisions)), None)


def _decided(world: World, about: str) -> bool:
    panel = _home(world, about)
    return panel is not None and _panel(world, panel.id)


def _called(world: World, about: str) -> bool:
    called_by = world.definition.by_id["conferences"][about].called_by
    return called_by is None or world.can(called_by)


def _suspended(world: World, _about: str) -> bool:
    return world.definition.suspension is not None


_NEEDS: Mapping[str, Callable[[World, str], bool]] = {
    "standing.accepted": _judged,
    "standing.refused": _judged,
    "lateness.accepted": _late,
    "lateness.refused": _late,
    "point.settled": _settled,
    "point.referred": lambda world, about: about in _channels(world),
    "referral.taken-on": lambda world, _: bool(_channels(world)),
    "referral.closed": lambda world, _: bool(_channels(world)),
    "point.answered": _answered,
    "stage.answered": _answered,
    "action.agreed": _any_answered,
    "action.done": _any_answered,
    "letter.sent": _sent,
    "notice.given": _told,
    "meeting.offered": _meets,
    "meeting.planned": _meets,
    "meeting.declined": _meets,
    "meeting.cancelled": _meets,
    "meeting.held": _meets,
    "stage.requested": lambda world, about: bool(world.rights_to(about)),
    "stage.passed-on": _passed_on,
    "stage.opened": lambda world, about: about in world.reached,
    "stage.closed": _closed,
    "criteria.tested": _tested,
    "criteria.met": _tested,
    "criteria.not-met": _tested,
    "gate.opened": _tested,
    "gate.declined": _tested,
    "panelist.appointed": _panel,
    "panelist.removed": _panel,
    "sitting.booked": _panel,
    "sitting.planned": _panel,
    "sitting.quorate": _panel,
    "sitting.inquorate": _panel,
    "sitting.concluded": _panel,
    "sitting.adjourned": _adjourned,
    "further-sitting.set": _adjourned,
    "decision.made": _decided,
    "decision.lost": _decided,
    "concern.communicated": lambda world, _: bool(world.definition.agencies),
    "learning.acknowledged": lambda world, _: bool(world.definition.agencies),
    "conference.arranged": _called,
    "conference.planned": _called,
    "attendee.expected": _called,
    "attendee.briefed": _called,
    "conference.held": _called,
    "case.suspended": _suspended,
    "case.resumed": _suspended,
    "limit.extended": lambda world, about: (
        world.definition.by_id["duties"][about].extension is not None
    ),
}
