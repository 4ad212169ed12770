"""A telling in words, for people.

In: a telling. Out: lines of text, in the order they happened; then how things stand.
"""

from collections.abc import Iterator
from datetime import date

from reconvene.core.conduct.answer import Refused
from reconvene.core.conduct.context import Context
from reconvene.core.duties.owed import Duty
from reconvene.core.kinds.written_days import written
from reconvene.stories.story import Expected
from reconvene.stories.telling import Telling, Told


def in_words(telling: Telling) -> list[str]:
    """Return the telling: each step with anything that did not hold, then how things stand."""
    lines = [telling.story.title, f"Procedure {telling.definition.reference}.", ""]
    for told in telling.told:
        lines += _step(told)
    if telling.today is not None:
        lines += ["", *_standing(telling.context(telling.today), telling.today)]
    failures = sum(len(told.failures) for told in telling.told)
    lines += ["", _verdict(failures)]
    return lines


def _verdict(failures: int) -> str:
    if not failures:
        return "All of it holds."
    return "1 thing does not hold." if failures == 1 else f"{failures} things do not hold."


def _step(told: Told) -> Iterator[str]:
    step = told.step
    what = step.kind or "look"
    about = next((str(v) for v in step.details.values() if isinstance(v, str)), "")
    line = f"{written(step.on)}  {step.by.id}: {what} {about}".rstrip()
    if isinstance(told.answer, Refused):
        line += f"  refused: {told.answer.ground.value} ({told.answer.clause})"
    yield line
    for warning in getattr(told.answer, "warnings", ()):
        yield f"    warning: {warning.code} ({warning.clause})"
    if step.expected is not None:
        yield from (f"    then {line}" for line in _expected(step.expected))
    for failure in told.failures:
        yield f"    line {step.line} does not hold: {failure}"


def _expected(then: Expected) -> Iterator[str]:
    """What the story says is so after a step, a line for each thing."""
    for rule, last_on in then.owed.items():
        yield f"owed: {rule}, {_until('by the end of', last_on)}"
    for rule, target_on in then.targets.items():
        yield f"aimed for: {rule}, by {written(target_on)}"
    for rule, last_on in then.may.items():
        yield f"the family may: {rule}, {_until('until the end of', last_on)}"
    for what, rules in (
        ("met", then.met),
        ("met late", then.met_late),
        ("overdue", then.overdue),
        ("no longer owed", then.not_owed),
        ("lapsed", then.lapsed),
    ):
        if rules:
            yield f"{what}: {', '.join(rules)}"
    for rule, needs in then.not_determined.items():
        yield f"not yet determined: {rule}, which needs {needs}"
    for kind, about, ground in then.cannot:
        yield f"not possible: {kind} {about or ''}".rstrip() + (f" ({ground})" if ground else "")
    for name, where in then.points.items():
        yield f"point {name}: {where}"


def _until(words: str, last_on: date | None) -> str:
    return f"{words} {written(last_on)}" if last_on else "no limit stated"


def _standing(ctx: Context, today: date) -> Iterator[str]:
    yield f"At the end of {written(today)}:"
    owed = [duty for duty in ctx.duties if duty.is_open]
    yield "  Owed:" if owed else "  Nothing is owed."
    for duty in owed:
        yield f"    {duty.rule.label}: {', '.join(duty.owners)}, {_by(duty)}."
    rights = [right for right in ctx.rights if right.is_open]
    if rights:
        yield "  The family may:"
    for right in rights:
        until = f"until the end of {written(right.last_on)}" if right.last_on else "no limit stated"
        yield f"    {right.rule.label} (point {right.point}): {until}."
    for point in ctx.case.points.values():
        where = point.stage if point.is_live else point.status
        yield f"  Point {point.id}: {where}."
    if ctx.case.reviewed_on:
        yield f"  A conference reviewed the decision on {written(ctx.case.reviewed_on)}."
    elif ctx.case.has_begun:
        yield "  The conference's decision stands."


def _by(duty: Duty) -> str:
    if duty.needs:
        return f"not yet determined (needs {duty.needs})"
    if duty.last_on is None:
        aim = f", local target {written(duty.target_on)}" if duty.target_on else ""
        return f"no limit stated{aim}"
    late = ", overdue" if duty.status == "overdue" else ""
    return f"by the end of {written(duty.last_on)}{late}"
