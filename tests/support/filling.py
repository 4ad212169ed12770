"""
How a person would fill in an act's page so that a given entry goes on the record.

One small function for each kind of entry, in a table: payload in, what is typed out.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from reconvene.core.procedure.definition import Definition
from reconvene.core.record.payload import Absence, Payload, Person
from reconvene.core.record.points import Action

Typed = dict[str, Any]
Fill = Callable[[Any, Definition], Typed]


def filled(kind: str, data: Payload, definition: Definition, happened_on: date) -> Typed:
    """Return everything typed on an act's page, its day included."""
    return {**day("happened_on", happened_on), **FILL[kind](data, definition)}


def day(name: str, on: date | None) -> Typed:
    """Return a day as it is typed into three boxes; nothing for none."""
    if on is None:
        return {}
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def holder(name: str, person: Person) -> Typed:
    return {name: f"{person.id}|{person.role}"}


def anybody(name: str, person: Person) -> Typed:
    """Return somebody taken from a list of people without their roles."""
    return {name: f"{person.id}|"}


def yes(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _same(*names: str) -> Fill:
    """Return a way to fill what is typed exactly as it is recorded."""
    return lambda data, _: {name: getattr(data, name) for name in names}


def _point_added(data: Any, _: Definition) -> Typed:
    point = data.point
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name in ("words", "matter", "ground", "children", "wrong", "evidence")
        if (value := getattr(point, name))
    }


_WHERE = {"post": "address", "email": "email", "text": "mobile", "telephone": "number"}


def _contact_noted(data: Any, _: Definition) -> Typed:
    asked = ("who", "way", "safe", "known_by", "ask", "earliest", "latest")
    return {
        **{name: getattr(data, name) for name in asked},
        _WHERE[data.way]: data.where,
        "letters": yes(is_so=data.letters),
        **day("until", data.until),
    }


def _answered(data: Any, _: Definition) -> Typed:
    typed = {
        "point": data.point,
        "answer": data.answer,
        "finding": data.finding,
        "child": data.child or "all",
    }
    for number, action in enumerate(data.actions, start=1):
        typed |= _action(number, action)
    return typed


def _action(number: int, action: Action) -> Typed:
    return {
        f"action-{number}": action.what,
        f"action-{number}-owner": action.owner,
        **day(f"action-{number}-by", action.by_on),
    }


def _result(data: Any, _: Definition) -> Typed:
    return {
        "point": data.point,
        "result": data.result,
        "reasons": data.reasons,
        "child": data.child or "all",
        "beside": "\n".join(data.beside),
    }


def _decided_by(*names: str) -> Fill:
    def fill(data: Any, _: Definition) -> Typed:
        return {
            **{name: getattr(data, name) for name in names},
            "accepted": yes(is_so=data.accepted),
            **holder("decided_by", data.decided_by),
        }

    return fill


def _letter(data: Any, _: Definition) -> Typed:
    added = {f"add-{content}": text for content, text in data.added.items()}
    return {
        "points": list(data.points),
        "gone": "no" if data.waits else "yes",
        **data.words,
        **added,
        **holder("sender", data.sender),
    }


def _held(data: Any, definition: Definition) -> Typed:
    meeting = definition.meeting(data.meeting)
    expected = [role for rule in meeting.attended_by for role in (*rule.all, *rule.any)]
    there = [person for person in data.present if person.role != "complainant"]
    absent = {one.what: one.reason for one in data.absent}
    typed: Typed = {"came": yes(is_so=len(there) < len(data.present))}
    typed["why_away"] = data.without_complainant
    for role in expected:
        ids = [person.id for person in there if person.role == role]
        typed[f"there-{role}"] = ids or ["nobody"]
        typed[f"absent-{role}"] = absent.get(role, "")
    others = [person.name or person.id for person in there if person.role not in expected]
    typed["others"] = "\n".join(others)
    return typed | _papers(meeting.papers, data.considered, data.papers_missing)


def _papers(papers: Any, considered: tuple[str, ...], missing: tuple[Absence, ...]) -> Typed:
    reasons = {one.what: one.reason for one in missing}
    typed = {}
    for paper in papers:
        typed[f"paper-{paper.id}"] = yes(is_so=paper.id in considered)
        typed[f"missing-{paper.id}"] = reasons.get(paper.id, "")
    return typed


def _requested(data: Any, _: Definition) -> Typed:
    return {
        "points": list(data.points),
        "form": data.form,
        **day("first_contact_on", data.first_contact_on),
        **day("forwarded_on", data.forwarded_on),
    }


def _passed_on(data: Any, _: Definition) -> Typed:
    return {"points": list(data.points), "reason": data.reason, **holder("by", data.by)}


def _tested(data: Any, _: Definition) -> Typed:
    typed: Typed = {"point": data.point, **holder("decided_by", data.decided_by)}
    for test in data.tests:
        typed[f"{test.criterion}.reasons"] = test.reasons
        for limb, is_so in test.limbs.items():
            typed[f"{test.criterion}.{limb}"] = yes(is_so=is_so)
    return typed


def _gate(data: Any, _: Definition) -> Typed:
    return {
        "point": data.point,
        "decision": data.decision,
        "reasons": data.reasons,
        **holder("decided_by", data.decided_by),
    }


def _appointed(data: Any, _: Definition) -> Typed:
    return {
        "seat": data.seat,
        **anybody("who", data.person),
        "agency": data.person.agency,
        "is_senior": yes(is_so=data.is_senior),
        **{f"bar-{bar}": yes(is_so=is_so) for bar, is_so in data.declared.items()},
    }


def _opened(data: Any, definition: Definition) -> Typed:
    taker = data.minute_taker
    papers = definition.panel(data.panel).papers
    return {
        "present": list(data.present),
        "minute_taker": (taker.name or taker.id) if taker else "",
        "others": "\n".join(one.name for one in data.others),
        **_papers(papers, data.considered, data.papers_missing),
    }


def _put(data: Any, definition: Definition) -> Typed:
    cast = {
        **dict.fromkeys(data.votes_for, "for"),
        **dict.fromkeys(data.against, "against"),
        **dict.fromkeys(data.abstained, "abstained"),
    }
    typed: Typed = {f"vote-{name}": vote for name, vote in cast.items()}
    typed |= {"point": data.point, "child": data.child or "all", "dissent": data.dissent}
    typed["others_present"] = [f"{one.id}|{one.role}" for one in data.others_present]
    for need in definition.decision(data.decision).needs:
        value = getattr(data.details, need)
        typed |= day(f"detail-{need}", value) if need == "further_on" else {f"detail-{need}": value}
    return typed


def _arranged(data: Any, _: Definition) -> Typed:
    return {
        **day("for_on", data.for_on),
        **anybody("chair", data.chair),
        "more": "\n".join(person.name for person in data.expected),
    }


def _withheld(data: Any, _: Definition) -> Typed:
    return {
        "recipient": data.recipient,
        "reason": data.reason,
        **anybody("decided_by", data.decided_by),
    }


FILL: dict[str, Fill] = {
    "complaint.confirmed": _same("confirmed_by"),
    "standing.decided": _decided_by("reasons"),
    "lateness.decided": _decided_by("reasons", "excuse", "points"),
    "assistance.given": _same("how"),
    "supporter.named": _same("name", "kind"),
    "supporter.ended": _same("name"),
    "advocate.offered": _same("response", "note"),
    "role.assigned": lambda data, _: {"role": data.role, **anybody("who", data.person)},
    "date.noted": lambda _data, _: {},
    "interest.declared": lambda data, _: {
        **anybody("who", data.person),
        "tie": data.tie,
        "reason": data.reason,
    },
    "home.noted": _same("who", "postcode", "house"),
    "contact.noted": _contact_noted,
    "contact.confirmed": lambda data, _: {"which": f"{data.way}:{data.who}", "how": data.how},
    "contact.ended": lambda data, _: {
        "which": f"{data.way}:{data.who}",
        "reason": data.reason,
        "note": data.note,
    },
    "confidentiality.decided": _same("who", "kept", "reason"),
    "point.added": _point_added,
    "point.rerouted": _same("point", "matter", "reason"),
    "point.withdrawn": _same("point", "words"),
    "point.settled": _same("point", "words"),
    "point.referred": _same("point", "channel", "agency", "reference"),
    "referral.answered": _same("point", "state", "outcome"),
    "point.answered": _answered,
    "action.done": _same("action", "evidence", "paper"),
    "result.recorded": _result,
    "letter.sent": _letter,
    "letter.passed": lambda data, _: {
        "sent": data.sent,
        "reason": data.reason,
        "tells_nothing": "yes" if data.tells_nothing else "no",
    },
    "letter.left": _same("sent", "how", "note"),
    "letter.came-back": _same("sent", "note"),
    "notice.given": lambda data, _: {"to": data.to or "Somebody", "note": data.note},
    "paper.added": lambda data, _: {
        "paper": data.paper,
        "called": data.called,
        "kind": data.kind or "another",
        "given_by": data.given_by,
    },
    "redaction.made": lambda data, _: {
        "paper": data.paper,
        "of": data.of,
        "why": [one.why for one in data.taken_out],
        "what": next((one.what for one in data.taken_out if one.what), ""),
        "gone": "\n".join(data.gone),
        "by": data.by,
        "readers": list(data.readers),
    },
    "redaction.checked": lambda data, _: {
        "paper": data.paper,
        "agreed": "yes" if data.agreed else "no",
        "reason": data.reason,
    },
    "pack.made": lambda data, _: {
        **{f"file_{one.number}": str(one.number) for one in data.files},
        **{f"file_{one.number}": f"out:{one.why}" for one in data.left_out},
    },
    "bundle.made": lambda data, _: {
        "meets": data.meets,
        "chosen": [str(part.entry) for part in data.parts],
        **{f"missing-{one.what}": one.reason for one in data.missing},
    },
    "document.sent": _same("recipient", "how"),
    "document.withheld": _withheld,
    "task.done": lambda data, _: {
        "note": data.note,
        "who": data.person.name if data.person else "",
    },
    "meeting.offered": lambda data, _: {
        **day("for_on", data.for_on),
        "at": data.at,
        **{name: getattr(data, name) for name in ("place", "link", "avoid")},
        **{name: getattr(data, name) for name in ("adjustments", "interpreter")},
    },
    "meeting.declined": _same("declined", "reason"),
    "meeting.cancelled": _same("reason"),
    "meeting.held": _held,
    "stage.requested": _requested,
    "stage.passed-on": _passed_on,
    "criteria.tested": _tested,
    "gate.decided": _gate,
    "panelist.appointed": _appointed,
    "panelist.removed": lambda data, _: {
        "person": data.person,
        "reason": data.reason,
        "bar": data.bar or "none",
    },
    "sitting.booked": lambda data, _: {**day("for_on", data.for_on), "place": data.place},
    "sitting.opened": _opened,
    "decision.put": _put,
    "sitting.closed": lambda _data, _: {},
    "concern.communicated": lambda data, _: {
        "to": data.to.name,
        "text": data.text,
        "theme": data.theme,
    },
    "learning.acknowledged": _same("by", "does"),
    "conference.arranged": _arranged,
    "attendee.briefed": lambda data, _: {"person": list(data.everybody), "how": data.how},
    "conference.held": lambda data, _: {"present": list(data.present), "decided": data.decided},
    "challenge.raised": _same("reference"),
    "challenge.decided": _same("outcome"),
    "case.suspended": _same("reason", "ends_when"),
    "case.resumed": _same("note"),
    "limit.extended": _same("reason"),
    "case.closed": _same("reason"),
    "case.reopened": _same("reason"),
    "case.moved": lambda data, _: {
        "to": data.to,
        "reason": data.reason,
        **anybody("agreed_by", data.agreed_by),
    },
    "entry.corrected": lambda data, _: {
        "how_wrong": "struck" if data.struck else "changed",
        "reason": data.reason,
        **day("right_day", data.happened_on),
    },
}
