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
    definition = draft.case.definition
    received = draft.case.received
    is_spoken = bool(received and received.form == "spoken" and not draft.case.confirmed_on)
    ours = [point for point in draft.covered if not _goes_to(definition, point)]
    return Said(
        content,
        {
            "are_answered": "answers" in draft.letter.says,
            "asks_whether_right": is_spoken and not draft.letter.stage,
            "ours": [_told(definition, point) for point in ours],
            "outside": [
                _told(definition, point)
                | {"goes_to": _goes_to(definition, point), "sent": point.referral is not None}
                | _went(definition, point)
                for point in draft.covered
                if point not in ours
            ],
        },
    )


def _told(definition: Definition, point: PointState) -> dict[str, Any]:
    return {"words": point.words, "matter": definition.matter(point.matter).label}


def _goes_to(definition: Definition, point: PointState) -> str:
    """Return the process outside this one that answers a point; empty where this one does."""
    route = definition.route_of(point.matter)
    return route.label if route.refers_to else ""


def _went(definition: Definition, point: PointState) -> dict[str, Any]:
    """Return to which process a point was sent, whose, and when; empty values while it was not."""
    sent = point.referral
    if sent is None:
        return {"channel": "", "agency": "", "on": None}
    agency = definition.by_id["agencies"].get(sent.agency)
    return {
        "channel": definition.by_id["channels"][sent.channel].label,
        "agency": agency.label if agency else sent.agency,
        "on": sent.on,
    }


def _answers(draft: Draft, content: str) -> Said | Missing:
    stage = draft.letter.stage or ""
    unanswered = [p.id for p in draft.covered if not p.is_answered_at(stage)]
    if unanswered or not draft.points:
        return Missing(content, f"answer:{','.join(unanswered)}")
    listed = [
        {
            "words": p.words,
            "answers": [
                {"child": draft.child(a.child), "answer": a.answer, "finding": a.finding}
                for a in p.answers_at(stage)
            ],
        }
        for p in draft.covered
    ]
    return Said(content, {"points": listed})


def _actions(draft: Draft, content: str) -> Said:
    stage = draft.letter.stage
    agreed = [
        {
            "what": action.what,
            "by_on": action.by_on,
            **_owner(draft.case.definition, action.owner),
        }
        for point in draft.covered
        for answer in point.answers
        if stage is None or answer.stage == stage
        for action in answer.actions
    ]
    return Said(content, {"actions": agreed})


def _owner(definition: Definition, owner: str) -> dict[str, str]:
    """Return who will do something: a role by its label, or a person as they were named."""
    role = definition.by_id["roles"].get(owner)
    return {"role": role.label if role else "", "owner": "" if role else owner}


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
                    "child": draft.child(r.child),
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
    sent = [
        {"words": point.words} | _went(definition, point)
        for point in draft.case.points.values()
        if point.referral
    ]
    return Said(content, {"referred": sent})


SAY: dict[str, Say] = {
    "points": _points,
    "answers": _answers,
    "agreed-actions": _actions,
    "results": _results,
    "referred": _referred,
}
