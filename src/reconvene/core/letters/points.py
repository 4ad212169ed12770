"""What a letter says of points: what they are, their answers, their ends, where they went.

In: a draft. Out: each content with its facts, or what is missing.
"""

from typing import Any

from reconvene.core.casefile.case import PointState
from reconvene.core.letters.draft import Draft, Missing, Said, Say
from reconvene.core.procedure.definition import Definition


def _points(draft: Draft, content: str) -> Said | Missing:
    if not draft.points:
        return Missing(content, "points")
    listed = [
        {
            "id": p.id,
            "words": p.words,
            "matter": draft.case.definition.matter(p.matter).label,
            "goes_to": _goes_to(draft.case.definition, p),
            "sent": _sent(draft.case.definition, p),
        }
        for p in draft.covered
    ]
    received = draft.case.received
    is_spoken = bool(received and received.form == "spoken" and not draft.case.confirmed_on)
    return Said(
        content, {"points": listed, "asks_whether_right": is_spoken and not draft.letter.stage}
    )


def _goes_to(definition: Definition, point: PointState) -> str:
    """Return the process outside this one that answers a point; empty where this one does."""
    route = definition.route_of(point.matter)
    return route.label if route.refers_to else ""


def _sent(definition: Definition, point: PointState) -> dict[str, Any] | None:
    """Return where a point was sent, and when; None while it was not."""
    if point.referral is None:
        return None
    return {
        "words": point.words,
        "channel": definition.by_id["channels"][point.referral.channel].label,
        "agency": point.referral.agency,
        "on": point.referral.on,
    }


def _answers(draft: Draft, content: str) -> Said | Missing:
    stage = draft.letter.stage or ""
    unanswered = [p.id for p in draft.covered if not p.is_answered_at(stage)]
    if unanswered or not draft.points:
        return Missing(content, f"answer:{','.join(unanswered)}")
    listed = [
        {
            "id": p.id,
            "words": p.words,
            "answers": [
                {"child": a.child, "answer": a.answer, "finding": a.finding}
                for a in p.answers_at(stage)
            ],
        }
        for p in draft.covered
    ]
    return Said(content, {"points": listed})


def _actions(draft: Draft, content: str) -> Said:
    stage = draft.letter.stage
    agreed = [
        {"what": action.what, "owner": action.owner, "by_on": action.by_on}
        for point in draft.covered
        for answer in point.answers
        if stage is None or answer.stage == stage
        for action in answer.actions
    ]
    return Said(content, {"actions": agreed})


def _results(draft: Draft, content: str) -> Said | Missing:
    lacking = [p.id for p in draft.covered if not p.has_result]
    if lacking or not draft.points:
        return Missing(content, f"result:{','.join(lacking)}")
    known = draft.case.definition.by_id["results"]
    listed = [
        {
            "words": p.words,
            "results": [
                {
                    "label": known[r.result].label,
                    "child": r.child,
                    "reasons": r.reasons,
                    "beside": r.beside,
                }
                for r in p.results.values()
            ],
        }
        for p in draft.covered
    ]
    return Said(content, {"points": listed})


def _referred(draft: Draft, content: str) -> Said | Missing:
    definition = draft.case.definition
    waiting = [
        p.id
        for p in draft.case.live_points()
        if definition.route_of(p.matter).refers_to and p.referral is None
    ]
    if waiting:
        return Missing(content, f"referral:{','.join(waiting)}")
    sent = [_sent(definition, p) for p in draft.case.points.values() if p.referral]
    return Said(content, {"referred": sent})


SAY: dict[str, Say] = {
    "points": _points,
    "answers": _answers,
    "agreed-actions": _actions,
    "results": _results,
    "referred": _referred,
}
