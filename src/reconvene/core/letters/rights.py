"""What a letter says of what the family may do: next, elsewhere, or not here any more.

In: a draft. Out: each content with its facts, or what is missing.
"""

from datetime import date

from reconvene.core.casefile.case import Happening
from reconvene.core.duties.anchors import matches
from reconvene.core.duties.held import Right, rights, runs_until
from reconvene.core.letters.covered import choice_to_tell
from reconvene.core.letters.draft import Draft, Missing, Said, Say
from reconvene.core.procedure.duties import RightRule


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


def _next_right(draft: Draft, content: str) -> Said | Missing:
    raised = rights_raised(draft)
    if not raised:
        return Missing(content, "right")
    if any(last_on is None and rule.limit.is_stated for rule, last_on in raised):
        return Missing(content, "last-day")
    listed = [
        {
            "right": rule.id,
            "label": rule.label,
            "last_on": last_on,
            "is_written": rule.form == "written",
        }
        for rule, last_on in raised
    ]
    return Said(content, {"rights": listed})


def _no_local_step(draft: Draft, content: str) -> Said | Missing:
    """It is no last step where the letter's own stage has opened the way on for a point."""
    gates = [gate.id for gate in draft.case.definition.gates if gate.stage == draft.letter.stage]
    opened = [
        point.id
        for point in draft.covered
        for gate in gates
        if gate in point.gates and point.gates[gate].decision == "open"
    ]
    if opened:
        return Missing(content, f"last-step:{','.join(opened)}")
    return Said(content, {"office": draft.office.name})


def _challenge(draft: Draft, content: str) -> Said | Missing:
    body = draft.office.ombudsman
    if body is None or not body.website or not body.phone:
        return Missing(content, "ombudsman-contact")
    return Said(
        content,
        {
            "name": body.name,
            "website": body.website,
            "phone": body.phone,
            "has_next_right": "next-right" in draft.letter.says,
        },
    )


def _lateness(draft: Draft, content: str) -> Said | Missing:
    """A decision on something late, with the last day of the right for the points it concerns."""
    late = choice_to_tell(draft.case)
    if late is None:
        return Missing(content, "lateness-decision")
    name, points, choice, concerns, _ = late
    definition = draft.case.definition
    is_complaint = name == definition.lodging.id
    opens = definition.right(name).opens
    last_days = [
        right.last_on
        for right in rights(draft.case, draft.days, draft.on)
        if right.rule.id == name and right.last_on and _is_about(right, concerns)
    ]
    return Said(
        content,
        {
            "what": ("points" if points else "complaint") if is_complaint else "request",
            "points": [{"words": draft.case.points[point].words} for point in points],
            "stage": definition.stage(opens).said if opens else "",
            "accepted": choice.accepted,
            "reasons": choice.reasons,
            "last_on": max(last_days, default=None),
        },
    )


def _is_about(right: Right, points: tuple[str, ...]) -> bool:
    """The right to complain at all has no point, and is about each."""
    return not right.point or right.point in points


def _standing(draft: Draft, content: str) -> Said | Missing:
    choice = draft.case.standing
    if choice is None:
        return Missing(content, "standing-decision")
    return Said(content, {"accepted": choice.accepted, "reasons": choice.reasons})


SAY: dict[str, Say] = {
    "next-right": _next_right,
    "no-local-step": _no_local_step,
    "further-challenge": _challenge,
    "lateness": _lateness,
    "standing": _standing,
}
