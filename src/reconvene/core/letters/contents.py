"""What a letter must say, proven from the facts of its case, before it may be sent.

In: a case, a letter's rule, the day it is issued. Out: each demanded content with its facts, or
what is missing. One small function per content, in a table; the words are the library's. It is long
because letters say many things, each on its own; none of the functions knows another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reconvene.core.casefile.case import Case, Happening, PointState
from reconvene.core.duties.anchors import matches
from reconvene.core.duties.held import rights, runs_until
from reconvene.core.kinds.office import Office
from reconvene.core.procedure.duties import RightRule
from reconvene.core.procedure.letters import CONTENTS, Letter
from reconvene.core.workdays import CalendarHistory

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A content that the letter carries, with the facts its words are filled from."""

    content: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Missing:
    """A content the letter must carry and cannot yet: `needs` is a stable code for what."""

    content: str
    needs: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter about to be issued on a day: its rule, the points it covers, words written for it."""

    case: Case
    letter: Letter
    on: date
    points: tuple[str, ...]
    days: CalendarHistory
    office: Office
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def covered(self) -> tuple[PointState, ...]:
        return tuple(self.case.points[name] for name in self.points)


def compose(draft: Draft) -> tuple[tuple[Said, ...], tuple[Missing, ...]]:
    """Return what the letter says, in the order its rule demands, and what it lacks."""
    parts = [SAY[content](draft, content) for content in draft.letter.says]
    said = tuple(part for part in parts if isinstance(part, Said))
    return said, tuple(part for part in parts if isinstance(part, Missing))


def covered_points(case: Case, letter: Letter, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the points a letter speaks for: those chosen, where its rule leaves the choice, or
    the live ones at its stage, or all.
    """
    if letter.covers == "none":
        return ()
    if letter.covers == "chosen":
        return chosen
    if letter.covers == "stage" and letter.stage:
        return _at_stage(case, letter, chosen)
    return tuple(
        p.id for p in case.points.values() if p.status not in ("withdrawn", "not taken on")
    )


def _at_stage(case: Case, letter: Letter, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """
    The points at a letter's stage; where none are there any more, those that came through it.

    A point that went further by a right this very letter gave is past it: the letter would give
    that right again.
    """
    stage = letter.stage or ""
    came_through = tuple(
        p.id
        for p in case.points.values()
        if stage in p.stages and p.can_go_on and not _went_on_from(case, letter, p)
    )
    if chosen:
        return tuple(name for name in came_through if name in chosen)
    here = tuple(point.id for point in case.points_at(stage) if point.id in came_through)
    return here or came_through


def _went_on_from(case: Case, letter: Letter, point: PointState) -> bool:
    """Tell whether a point has used a right that this letter gives."""
    given = {
        rule.opens
        for rule in case.definition.rights
        if any((r.kind, r.about) == ("letter.sent", letter.id) for r in rule.arises_from)
    }
    return any(
        point.id in moved.points
        for kind in ("stage.requested", "stage.passed-on")
        for moved in case.matching(kind, None)
        if moved.about in given
    )


def rights_raised(draft: Draft) -> tuple[tuple[RightRule, date | None], ...]:
    """
    Return the rights that issuing this letter gives, each with its last day.

    The day is None only where the procedure states no limit.
    """
    issued = Happening(
        "letter.sent", draft.letter.id, draft.on, draft.case.length + 1, draft.points
    )
    found = []
    for rule in draft.case.definition.rights:
        if matches(rule.arises_from, issued):
            counted = runs_until(draft.case, rule, issued, draft.days, draft.on)
            found.append((rule, counted.last_on if counted else None))
    return tuple(found)


def _decision_stands(draft: Draft, content: str) -> Said:
    case = draft.case
    return Said(
        content,
        {
            "held_on": case.conference.held_on,
            "reviewed_on": case.reviewed_on,
            "review_due_on": case.conference.review_due_on,
        },
    )


def _points(draft: Draft, content: str) -> Said | Missing:
    if not draft.points:
        return Missing(content, "points")
    listed = [
        {"id": p.id, "words": p.words, "matter": draft.case.definition.matter(p.matter).label}
        for p in draft.covered
    ]
    return Said(content, {"points": listed})


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


def _next_right(draft: Draft, content: str) -> Said | Missing:
    raised = rights_raised(draft)
    if not raised:
        return Missing(content, "right")
    if any(last_on is None and rule.limit.is_stated for rule, last_on in raised):
        return Missing(content, "last-day")
    definition = draft.case.definition
    listed = [
        {
            "right": rule.id,
            "label": rule.label,
            "stage": definition.stage(rule.opens).said if rule.opens else "",
            "last_on": last_on,
            "form": rule.form,
        }
        for rule, last_on in raised
    ]
    return Said(content, {"rights": listed})


def _challenge(draft: Draft, content: str) -> Said | Missing:
    body = draft.office.ombudsman
    if body is None or not body.website or not body.phone:
        return Missing(content, "ombudsman-contact")
    return Said(content, {"name": body.name, "website": body.website, "phone": body.phone})


def _advocate(draft: Draft, content: str) -> Said:
    received = draft.case.received
    capacity = received.complainant.capacity if received else ""
    rule = draft.case.definition.by_id["complainants"].get(capacity)
    is_child = bool(rule and rule.is_child)
    return Said(content, {"is_child": is_child, "advocacy": draft.office.advocacy})


def _write_to(draft: Draft, content: str) -> Said | Missing:
    office = draft.office
    if not (office.address or office.email):
        return Missing(content, "office-contact")
    role = draft.letter.who_to_write_to or draft.letter.sent_by[0]
    return Said(
        content,
        {
            "role": draft.case.definition.role(role).label,
            "office": office.name,
            "address": office.address,
            "email": office.email,
            "phone": office.phone,
            "hours": office.hours,
        },
    )


def _appointment(draft: Draft, content: str) -> Said | Missing:
    meeting = draft.letter.meeting or ""
    state = draft.case.meetings.get(meeting)
    if state is None or state.planned_on is None:
        return Missing(content, f"meeting-date:{meeting}")
    label = draft.case.definition.meeting(meeting).label
    return Said(content, {"meeting": label, "for_on": state.planned_on})


def _meeting(draft: Draft, content: str) -> Said | Missing:
    meeting = draft.letter.meeting or ""
    state = draft.case.meetings.get(meeting)
    if state is None or state.held_on is None:
        return Missing(content, f"meeting-held:{meeting}")
    present = [{"name": p.name or p.id, "role": p.role} for p in state.present]
    return Said(content, {"held_on": state.held_on, "present": present})


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
        {
            "words": p.words,
            "channel": definition.by_id["channels"][p.referral.channel].label,
            "agency": p.referral.agency,
            "on": p.referral.on,
        }
        for p in draft.case.points.values()
        if p.referral
    ]
    return Said(content, {"referred": sent})


def _criteria(draft: Draft, content: str) -> Said | Missing:
    gates = [g for g in draft.case.definition.gates if g.stage == draft.letter.stage]
    untested = [
        p.id
        for p in draft.covered
        for g in gates
        if p.gates.get(g.id) is None or p.gates[g.id].tested_on is None
    ]
    if untested or not gates:
        return Missing(content, f"criteria:{','.join(untested)}")
    listed = [
        {
            "words": p.words,
            "is_met": p.gates[g.id].is_met,
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
        for g in gates
    ]
    return Said(content, {"points": listed})


def _gate(draft: Draft, content: str) -> Said | Missing:
    listed = [
        {"words": p.words, "gate": g, "decision": s.decision, "reasons": s.reasons}
        for p in draft.covered
        for g, s in p.gates.items()
        if s.tested_on
    ]
    if any(s.is_met and s.decision is None for p in draft.covered for s in p.gates.values()):
        return Missing(content, "gate-decision")
    return Said(content, {"points": listed})


def _decisions(draft: Draft, content: str) -> Said | Missing:
    panel = draft.case.panels.get(_panel_of(draft))
    if panel is None or not panel.made or not panel.is_concluded:
        return Missing(content, "panel-decision")
    listed = [
        {
            "label": draft.case.definition.decision(m.put.decision).label,
            "point": draft.case.points[m.put.point].words if m.put.point else "",
            "child": m.put.child,
            "is_carried": m.is_carried,
            "dissent": m.put.dissent,
        }
        for m in panel.made
    ]
    return Said(content, {"decisions": listed})


def _panel_of(draft: Draft) -> str:
    stage = draft.letter.stage
    return (draft.case.definition.stage(stage).panel or "") if stage else ""


def _recommendations(draft: Draft, content: str) -> Said:
    panel = draft.case.panels.get(_panel_of(draft))
    carried = panel.carried() if panel else ()
    given = [
        text
        for made in carried
        for text in (made.put.details.remedy, made.put.details.recommendation)
        if text
    ]
    return Said(content, {"recommendations": given})


def _adjournment(draft: Draft, content: str) -> Said | Missing:
    panel = draft.case.panels.get(_panel_of(draft))
    adjourning = [
        made
        for made in (panel.carried() if panel else ())
        if draft.case.definition.decision(made.put.decision).adjourns
    ]
    if not adjourning:
        return Missing(content, "adjournment")
    details = adjourning[-1].put.details
    return Said(
        content,
        {"timescale": details.timescale, "further_on": details.further_on, "why": details.text},
    )


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


def _lateness(draft: Draft, content: str) -> Said | Missing:
    """The newest decision on something late, with the last day of the right it was about."""
    decided = next(reversed(draft.case.lateness.items()), None)
    if decided is None:
        return Missing(content, "lateness-decision")
    name, choice = decided
    last_days = [
        right.last_on
        for right in rights(draft.case, draft.days, draft.on)
        if right.rule.id == name and right.last_on
    ]
    return Said(
        content,
        {
            "accepted": choice.accepted,
            "reasons": choice.reasons,
            "last_on": max(last_days, default=None),
        },
    )


def _standing(draft: Draft, content: str) -> Said | Missing:
    choice = draft.case.standing
    if choice is None:
        return Missing(content, "standing-decision")
    return Said(content, {"accepted": choice.accepted, "reasons": choice.reasons})


def _conference(draft: Draft, content: str) -> Said | Missing:
    planned = [
        {
            "label": draft.case.definition.by_id["conferences"][name].label,
            "for_on": state.planned_on,
            "chair": (state.chair.name or state.chair.id) if state.chair else "",
        }
        for name, state in draft.case.conferences.items()
        if state.planned_on
    ]
    if not planned:
        return Missing(content, "conference-date")
    return Said(content, {"conferences": planned})


def _supporters(draft: Draft, content: str) -> Said:
    return Said(content, {"supporters": tuple(draft.case.supporters)})


def _no_local_step(draft: Draft, content: str) -> Said | Missing:
    """It is no last step where the letter's own stage has opened the way on for a point."""
    gates = [gate.id for gate in draft.case.definition.gates if gate.stage == draft.letter.stage]
    opened = [
        point.id
        for point in draft.covered
        for gate in gates
        if gate in point.gates and point.gates[gate].decision == "open"
    ]
    return Missing(content, f"last-step:{','.join(opened)}") if opened else Said(content, {})


def _goes_on(draft: Draft, content: str) -> Said | Missing:
    """It goes on only where the letter's own stage has opened the way for each point."""
    definition = draft.case.definition
    gates = [gate for gate in definition.gates if gate.stage == draft.letter.stage]
    opened = {
        (point.id, gate.opens)
        for point in draft.covered
        for gate in gates
        if gate.id in point.gates and point.gates[gate.id].decision == "open"
    }
    staying = set(draft.points) - {point for point, _ in opened}
    if staying or not opened:
        return Missing(content, f"not-going-on:{','.join(sorted(staying))}")
    stages = sorted({stage for _, stage in opened})
    return Said(content, {"stages": tuple(definition.stage(stage).said for stage in stages)})


def _written(draft: Draft, content: str) -> Said | Missing:
    text = draft.words.get(content, "").strip()
    return Said(content, {"text": text}) if text else Missing(content, f"words:{content}")


SAY: dict[str, Callable[[Draft, str], Said | Missing]] = {
    "decision-stands": _decision_stands,
    "points": _points,
    "answers": _answers,
    "agreed-actions": _actions,
    "next-right": _next_right,
    "no-local-step": _no_local_step,
    "goes-on": _goes_on,
    "further-challenge": _challenge,
    "advocate": _advocate,
    "who-to-write-to": _write_to,
    "appointment": _appointment,
    "meeting": _meeting,
    "referred": _referred,
    "criteria": _criteria,
    "gate": _gate,
    "panel-decisions": _decisions,
    "recommendations": _recommendations,
    "adjournment": _adjournment,
    "results": _results,
    "reasons": _written,
    "lateness": _lateness,
    "standing": _standing,
    "conference": _conference,
    "supporters": _supporters,
    "delay": _written,
    "words": _written,
}

assert set(SAY) == set(CONTENTS), "every content can be said"
