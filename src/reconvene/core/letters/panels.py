"""What a letter says of the way to a panel, and of what the panel decided.

In: a draft. Out: each content with its facts, or what is missing.
"""

from collections.abc import Iterator
from typing import Any

from reconvene.core.casefile.case import Made, PanelState
from reconvene.core.letters.draft import Draft, Missing, Said, Say
from reconvene.core.procedure.stages import Gate


def _criteria(draft: Draft, content: str) -> Said | Missing:
    untested = _untested(draft, content)
    if untested is not None:
        return untested
    listed = [
        {
            "words": p.words,
            "outcomes": [
                {
                    "label": next(c.label for c in g.criteria if c.id == o.criterion),
                    "is_met": o.is_met,
                    "reasons": o.reasons,
                }
                for o in p.gates[g.id].outcomes
            ],
        }
        for p in draft.covered
        for g in _gates(draft)
    ]
    return Said(content, {"points": listed})


def _gates(draft: Draft) -> tuple[Gate, ...]:
    """Return the gates of the letter's own stage; may be none."""
    gates = draft.case.definition.gates
    return tuple(gate for gate in gates if gate.stage == draft.letter.stage)


def _untested(draft: Draft, content: str) -> Missing | None:
    """Return what is missing where a point is untested, or nothing is there to test; else None."""
    gates = _gates(draft)
    untested = [
        p.id
        for p in draft.covered
        for g in gates
        if p.gates.get(g.id) is None or p.gates[g.id].tested_on is None
    ]
    if untested or not gates or not draft.points:
        return Missing(content, f"criteria:{','.join(untested)}")
    return None


def _gate(draft: Draft, content: str) -> Said | Missing:
    untested = _untested(draft, content)
    if untested is not None:
        return untested
    states = [(p, p.gates[g.id]) for p in draft.covered for g in _gates(draft)]
    if any(s.is_met and s.decision is None for _, s in states):
        return Missing(content, "gate-decision")
    listed = [
        {
            "words": p.words,
            "is_open": s.decision == "open",
            "is_declined": s.decision == "decline",
            "reasons": s.reasons,
        }
        for p, s in states
    ]
    return Said(content, {"points": listed})


def _goes_on(draft: Draft, content: str) -> Said | Missing:
    """It goes on only where the letter's own stage has opened the way for each point."""
    definition = draft.case.definition
    opened = {
        (point.id, gate.opens)
        for point in draft.covered
        for gate in _gates(draft)
        if gate.id in point.gates and point.gates[gate.id].decision == "open"
    }
    staying = set(draft.points) - {point for point, _ in opened}
    if staying or not opened:
        return Missing(content, f"not-going-on:{','.join(sorted(staying))}")
    stages = sorted({stage for _, stage in opened})
    return Said(content, {"stages": tuple(definition.stage(stage).said for stage in stages)})


def _decisions(draft: Draft, content: str) -> Said | Missing:
    panel = draft.case.panels.get(_panel_of(draft))
    if panel is None or not panel.made or not panel.is_concluded:
        return Missing(content, "panel-decision")
    return Said(
        content,
        {
            "is_unanimous": draft.case.definition.panel(_panel_of(draft)).vote.by == "unanimous",
            "subjects": _by_subject(draft, panel),
        },
    )


def _by_subject(draft: Draft, panel: PanelState) -> list[dict[str, Any]]:
    """Gather decisions under what they are about: a point, a point for one child, or the whole."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for made in _told(draft, panel):
        put = made.put
        label = draft.case.definition.decision(put.decision).label
        one = {"label": label, "is_carried": made.is_carried, "dissent": put.dissent}
        found.setdefault((put.point, put.child), []).append(one)
    return [
        {
            "point": draft.case.points[point].words if point else "",
            "child": draft.child(child),
            "decisions": decisions,
        }
        for (point, child), decisions in found.items()
    ]


def _told(draft: Draft, panel: PanelState) -> Iterator[Made]:
    """Yield what a panel decided, and what it voted down and left so, in the order it was put."""
    standing = [made for made in panel.standing() if not _adjourns(draft, made)]
    settled = {_what(made) for made in standing}
    for made in panel.made:
        is_lost = not made.is_carried and not made.is_void and _what(made) not in settled
        if made in standing or is_lost:
            yield made


def _what(made: Made) -> tuple[str, str, str, str]:
    return made.put.decision, made.put.point, made.put.child, made.put.details.agency


def _adjourns(draft: Draft, made: Made) -> bool:
    return draft.case.definition.decision(made.put.decision).adjourns


def _panel_of(draft: Draft) -> str:
    stage = draft.letter.stage
    return (draft.case.definition.stage(stage).panel or "") if stage else ""


def _recommendations(draft: Draft, content: str) -> Said:
    panel = draft.case.panels.get(_panel_of(draft))
    standing = panel.standing() if panel else ()
    given = [
        {"text": text}
        for made in standing
        for text in (made.put.details.remedy, made.put.details.recommendation)
        if text
    ]
    return Said(content, {"recommendations": given})


def _adjournment(draft: Draft, content: str) -> Said | Missing:
    panel = draft.case.panels.get(_panel_of(draft))
    adjourning = [made for made in (panel.standing() if panel else ()) if _adjourns(draft, made)]
    if not adjourning:
        return Missing(content, "adjournment")
    details = adjourning[-1].put.details
    return Said(
        content,
        {"timescale": details.timescale, "further_on": details.further_on, "why": details.text},
    )


SAY: dict[str, Say] = {
    "criteria": _criteria,
    "gate": _gate,
    "goes-on": _goes_on,
    "panel-decisions": _decisions,
    "recommendations": _recommendations,
    "adjournment": _adjournment,
}
