"""Every stage can be reached and left, and every way on leads where it says.

In: an outline. Out: problems about stages, gates, rights, routes.
"""

from collections.abc import Iterator

from reconvene.core.procedure.checks.found import advice, wrong
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.happenings import TAKING_UP
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.problem import Problem
from reconvene.core.procedure.stages import Stage


def unreachable_stages(outline: Outline) -> Iterator[Problem]:
    """Yield a stage that no route, right, gate or happening ever leads to."""
    for stage in outline.definition.stages:
        if stage.id not in outline.world.reached:
            message = (
                f"no point can ever reach stage '{stage.id}': nothing that opens it can happen"
            )
            yield wrong("unreachable-stage", message, "stages", stage.id, "opens_on")


def stages_without_exit(outline: Outline) -> Iterator[Problem]:
    """Yield a stage where points would stay for ever."""
    definition = outline.definition
    for stage in definition.stages:
        ends = stage.closes_on or stage.hands_over_to or definition.results
        if not ends and not _leads_on(definition, stage):
            message = (
                f"points cannot leave stage '{stage.id}': say what closes it (closes_on), "
                "or give a right, a gate or a result that ends it"
            )
            yield wrong("no-way-out", message, "stages", stage.id)


def _leads_on(definition: Definition, stage: Stage) -> bool:
    raised = [ref for right in definition.rights for ref in right.arises_from]
    opening = [ref for other in definition.stages if other is not stage for ref in other.opens_on]
    has_gate = any(gate.stage == stage.id for gate in definition.gates)
    return has_gate or any(_is_from(definition, ref, stage) for ref in raised + opening)


def _is_from(definition: Definition, ref: Ref, stage: Stage) -> bool:
    """Tell whether a reference is to something that happens at a stage."""
    if ref.kind == "letter.sent":
        letters = {one.id for one in definition.letters if one.stage == stage.id}
        return ref.about in letters
    own = {stage.id, stage.panel, stage.meeting.id if stage.meeting else None} - {None}
    return ref.about in own and ref.kind not in ("stage.requested", "stage.passed-on")


def rights_to_nowhere(outline: Outline) -> Iterator[Problem]:
    """Yield a right that leads to no stage, or to one that does not answer it."""
    definition = outline.definition
    for right in definition.rights:
        home = ("rights", right.id)
        if right.opens is None:
            message = f"the right '{right.id}' leads nowhere: say which stage it opens"
            yield wrong("right-to-nowhere", message, *home)
        else:
            stage = definition.stage(right.opens)
            for kind, is_used in (
                ("stage.requested", True),
                ("stage.passed-on", bool(right.also_by)),
            ):
                if is_used and not _answers(stage, kind, stage.id):
                    message = f"stage '{stage.id}' does not open on '{kind}: {stage.id}', so the right '{right.id}' leads nowhere"
                    yield wrong("right-to-nowhere", message, *home, "opens")


def _answers(stage: Stage, kind: str, about: str) -> bool:
    return any(ref.kind == kind and ref.about in (None, about) for ref in stage.opens_on)


def gates_to_nowhere(outline: Outline) -> Iterator[Problem]:
    """Yield a gate whose stage beyond does not open when the gate does."""
    stages = outline.definition.by_id["stages"]
    for gate in outline.definition.gates:
        if gate.opens in stages and not _answers(stages[gate.opens], "gate.opened", gate.id):
            message = (
                f"stage '{gate.opens}' does not open on 'gate.opened: {gate.id}', "
                f"so the gate '{gate.id}' leads nowhere"
            )
            yield wrong("gate-to-nowhere", message, "gates", gate.id, "opens")
        if not gate.criteria:
            message = f"the gate '{gate.id}' has no criteria, so it can never open"
            yield wrong("no-criteria", message, "gates", gate.id, "criteria")
        for criterion in gate.criteria:
            if not criterion.limbs:
                message = (
                    f"the criterion '{criterion.id}' has no limbs; a plain one has a single limb"
                )
                yield wrong(
                    "no-limbs", message, "gates", gate.id, "criteria", criterion.id, "limbs"
                )


def routes_to_nowhere(outline: Outline) -> Iterator[Problem]:
    """Yield a route that neither begins a stage here nor refers to another process."""
    for route in outline.definition.routes:
        if route.begins is None and not route.refers_to:
            message = f"the route '{route.id}' goes nowhere: give it 'begins' or 'refers_to'"
            yield wrong("route-to-nowhere", message, "routes", route.id)


# What brings in only points that are under way already.
_ONLY_LATER = frozenset({"stage.requested", "stage.passed-on", "gate.opened"})


def routes_that_do_not_begin(outline: Outline) -> Iterator[Problem]:
    """Yield a first stage that does not open for points as they come with the complaint."""
    stages = outline.definition.by_id["stages"]
    for route in outline.definition.routes:
        stage = stages.get(route.begins or "")
        opened = {ref.kind for ref in stage.opens_on} if stage else set()
        is_shut = opened <= TAKING_UP | _ONLY_LATER and "complaint.received" not in opened
        if stage and is_shut:
            message = (
                f"stage '{stage.id}' begins the route '{route.id}' but does not open on "
                "complaint.received: a point that comes with the complaint would stand at no stage"
            )
            yield wrong("first-stage-shut", message, "stages", stage.id, "opens_on")


def forms_that_do_not_fit(outline: Outline) -> Iterator[Problem]:
    """Yield a stage whose form lacks what it is named for, or that has what its form cannot use."""
    for stage in outline.definition.stages:
        needed = (
            ("meeting", "meeting", stage.meeting),
            ("panel", "panel", stage.panel),
            ("handover", "hands_over_to", stage.hands_over_to),
        )
        for form, key, value in needed:
            if stage.form == form and value is None:
                message = f"a stage of form '{form}' needs '{key}'"
                yield wrong("form-lacks-part", message, "stages", stage.id, "form")
            if stage.form != form and value is not None and form != "meeting":
                message = f"'{key}' has no effect at a stage of form '{stage.form}'"
                yield wrong("form-has-no-use", message, "stages", stage.id, key)


def answers_by_nobody(outline: Outline) -> Iterator[Problem]:
    """Yield a stage that nobody may answer, or anybody at all."""
    for stage in outline.definition.stages:
        home = ("stages", stage.id, "answered_by")
        if stage.form in ("panel", "handover"):
            continue
        if not stage.answered_by:
            message = (
                f"nobody in particular answers stage '{stage.id}'; name the roles in answered_by"
            )
            yield advice("answered-by-anybody", message, *home[:-1])
        elif set(stage.answered_by) <= set(stage.not_answered_by):
            message = f"nobody may answer stage '{stage.id}': not_answered_by takes them all away"
            yield wrong("answered-by-nobody", message, *home)
