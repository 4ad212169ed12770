"""A telling as plain values, for machines. The form is described in docs/reference/stories.md.

In: a telling. Out: what `json.dumps` takes; keys and codes in it are never renamed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reconvene.core.casefile.case import Case
from reconvene.core.conduct.answer import Fact, Refused, Warned
from reconvene.core.conduct.decide import offers
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.core.procedure.definition import Definition
from reconvene.stories.telling import Telling, Told


def as_plain(telling: Telling) -> dict[str, Any]:
    """Return the whole telling: each step, then points, duties, rights and acts as they stand."""
    today = telling.today
    if today is None:
        return {"story": telling.story.title, "holds": telling.holds, "steps": []}
    ctx = telling.context(today)
    answers = offers(ctx)
    return {
        "story": telling.story.title,
        "procedure": telling.definition.reference,
        "on": today.isoformat(),
        "holds": telling.holds,
        "steps": [_step(told) for told in telling.told],
        "points": _points(ctx.case),
        "duties": [_duty(telling.definition, duty) for duty in ctx.duties],
        "rights": [_right(telling.definition, right) for right in ctx.rights],
        "open": [
            {"act": kind, "about": about}
            for (kind, about), answer in answers.items()
            if not isinstance(answer, Refused)
        ],
        "refused": [
            {"act": kind, "about": about, **_refused(answer)}
            for (kind, about), answer in answers.items()
            if isinstance(answer, Refused)
        ],
        "reviewed_on": _day(ctx.case.reviewed_on),
        "closed_on": _day(ctx.case.closed_on),
    }


def _step(told: Told) -> dict[str, Any]:
    step, answer = told.step, told.answer
    outcome = "looked" if step.kind is None else "faulty"
    if answer is not None:
        outcome = "refused" if isinstance(answer, Refused) else "allowed"
    return {
        "line": step.line,
        "on": step.on.isoformat(),
        "recorded_on": (step.recorded_on or step.on).isoformat(),
        "kind": step.kind,
        "outcome": outcome,
        "refused": _refused(answer) if isinstance(answer, Refused) else None,
        "warnings": [_warned(one) for one in getattr(answer, "warnings", ())],
        "failures": list(told.failures),
    }


def _refused(answer: Refused) -> dict[str, Any]:
    return {
        "ground": answer.ground.value,
        "clause": answer.clause,
        "facts": _facts(answer.facts),
    }


def _warned(warning: Warned) -> dict[str, Any]:
    return {"code": warning.code, "clause": warning.clause, "facts": _facts(warning.facts)}


def _facts(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return {key: list(one) if isinstance(one, tuple) else one for key, one in facts.items()}


def _points(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "point": point.id,
            "matter": point.matter,
            "status": point.status,
            "stage": point.stage,
            "children": list(point.children),
            "answers": [
                {"stage": a.stage, "on": a.on.isoformat(), "finding": a.finding, "child": a.child}
                for a in point.answers
            ],
            "results": [
                {"result": r.result, "child": r.child, "beside": list(r.beside)}
                for r in point.results.values()
            ],
        }
        for point in case.points.values()
    ]


def _duty(definition: Definition, duty: Duty) -> dict[str, Any]:
    return {
        "duty": duty.rule.id,
        "label": duty.rule.label,
        "owners": list(duty.owners),
        "clause": definition.cite(duty.rule.source),
        "status": duty.status,
        "limit": str(duty.rule.limit),
        "arose_on": duty.arose.on.isoformat(),
        "last_on": _day(duty.last_on),
        "last_at": duty.last_at.isoformat() if duty.last_at else None,
        "act_on": _day(duty.act_on),
        "target_on": _day(duty.target_on),
        "met_on": _day(duty.met_on),
        "needs": duty.needs or None,
        "why_not": duty.why_not or None,
        "points": list(duty.points),
        "child": duty.child or None,
        "agency": duty.agency or None,
        "person": duty.person or None,
    }


def _right(definition: Definition, right: Right) -> dict[str, Any]:
    return {
        "right": right.rule.id,
        "label": right.rule.label,
        "opens": right.rule.opens,
        "point": right.point or None,
        "clause": definition.cite(right.rule.source),
        "status": right.status,
        "limit": str(right.rule.limit),
        "last_on": _day(right.last_on),
        "promised_on": _day(right.promised_on),
        "used_on": _day(right.used_on),
        "needs": right.needs or None,
    }


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
