"""What people do, as plain functions with the details a test seldom cares about filled in."""

from typing import Any

from reconvene.core.record.payload import Person
from tests.support.core.cast import (
    A_PARENT,
    AMINA,
    BEA,
    BEN,
    EWA,
    FATHER,
    INGRID,
    KIT,
    LENA,
    MINA,
    QUINN,
    RHYS,
    SCHOOL,
)
from tests.support.days import day
from tests.support.given import OX, SP, Act, act

ON_THE_PLAN = {"id": "A", "words": "Kit should not be on a plan.", "matter": "decision",
               "ground": "plan-criteria"}  # fmt: skip
HOW_IT_WAS_RUN = {"id": "A", "words": "I was not let in.", "matter": "process"}
THE_SCHOOL = {"id": "S", "words": "The school got it wrong.", "matter": "agency-service"}
THE_WORKER = {"id": "S", "words": "The worker got it wrong.", "matter": "professional"}
AN_OX_DECISION = {"id": "A", "words": "Kit should not be on a plan.", "matter": "decision"}

CLEAR = {
    "line-management": False,
    "attended-conference": False,
    "reported-to-conference": False,
    "chaired-conference": False,
    "earlier-stage": False,
    "adjudicated": False,
}
ALL_PAPERS = ("conference-minutes", "conference-reports", "stage-1-correspondence")


def a_conference(**details: Any) -> dict[str, Any]:
    """Return the conference of Thu 10 Apr 2025, at which a plan was made for Kit."""
    return {
        "held_on": day("Thu 10 Apr 2025"),
        "chair": _person(AMINA),
        "children": [{"id": KIT.id, "name": KIT.name, "decision": "become"}],
        "minutes_sent_to": [_person(FATHER), _person(SCHOOL)],
    } | details


def _person(person: Person) -> dict[str, str]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "agency": person.agency,
    }


def received(on: str = "Tue 22 Apr 2025", **details: Any) -> Act:
    """A complaint about the decision to make a plan, on the sixth working day."""
    settled: dict[str, Any] = {
        "procedure": SP,
        "complainant": A_PARENT,
        "conference": a_conference(),
        "points": [ON_THE_PLAN],
    }
    beside = {name: details.pop(name) for name in ("by", "at", "recorded") if name in details}
    return act("complaint.received", on=on, **beside, **(settled | details))


def received_in_oxfordshire(on: str = "Tue 22 Apr 2025", **details: Any) -> Act:
    """The same, under the procedure without limits."""
    return received(on, **({"procedure": OX, "points": [AN_OX_DECISION]} | details))


def letter(name: str, on: str, by: Person, **details: Any) -> Act:
    return act("letter.sent", on=on, by=by, letter=name, **details)


def noted_safe(on: str, **details: Any) -> Act:
    """Where the complainant's letters go becomes known, and that it is safe."""
    said: dict[str, Any] = {
        "who": "complainant",
        "way": "post",
        "where": "12 High Street\nExampleton",
        "safe": "safe",
        "known_by": "She said so.",
        "letters": True,
    }
    return act("contact.noted", on=on, **(said | details))


def notice(name: str, on: str, by: Person = LENA) -> Act:
    return act("notice.given", on=on, by=by, notice=name)


def offered(
    for_on: str, on: str, meeting: str = "stage-1-appointment", by: Person = LENA, **details: Any
) -> Act:
    return act("meeting.offered", on=on, by=by, meeting=meeting, for_on=day(for_on), **details)


def declined(on: str, meeting: str = "stage-1-appointment", **details: Any) -> Act:
    return act("meeting.declined", on=on, meeting=meeting, **details)


def met(
    on: str = "Tue 6 May 2025", present: tuple[Person, ...] = (LENA, AMINA, EWA), **details: Any
) -> Act:
    """The stage 1 appointment takes place."""
    return act(
        "meeting.held", on=on, by=LENA, meeting="stage-1-appointment", present=present, **details
    )


def met_again(
    on: str = "Thu 26 Jun 2025", present: tuple[Person, ...] = (RHYS, EWA), **details: Any
) -> Act:
    """The stage 2 complaint meeting takes place, with all its papers."""
    papers: dict[str, Any] = {"considered": ALL_PAPERS} | details
    return act("meeting.held", on=on, by=RHYS, meeting="stage-2-meeting", present=present, **papers)


def answered(
    stage: str = "stage-1", on: str = "Fri 9 May 2025", by: Person = LENA, **details: Any
) -> Act:
    said: dict[str, Any] = {
        "point": "A",
        "answer": "We looked, and it was right.",
        "finding": "not upheld",
    }
    return act("point.answered", on=on, by=by, stage=stage, **(said | details))


def asked_for(stage: str, on: str, **details: Any) -> Act:
    return act("stage.requested", on=on, **({"stage": stage, "points": ["A"]} | details))


def appointed(
    person: Person, seat: str = "member", on: str = "Mon 4 Aug 2025", **details: Any
) -> Act:
    settled: dict[str, Any] = {"panel": "appeal-panel", "is_senior": True, "declared": CLEAR}
    return act("panelist.appointed", on=on, by=BEA, seat=seat, person=person, **(settled | details))


def sat(*present: Person, on: str = "Thu 14 Aug 2025", **details: Any) -> Act:
    settled: dict[str, Any] = {"panel": "appeal-panel", "minute_taker": MINA}
    return act(
        "sitting.opened", on=on, by=BEA, present=[one.id for one in present], **(settled | details)
    )


def put(
    decision: str, in_favour: tuple[Person, ...], on: str = "Thu 14 Aug 2025", **details: Any
) -> Act:
    """A decision is put to the vote for point A."""
    against = [one.id for one in details.pop("against", ())]
    settled: dict[str, Any] = {"panel": "appeal-panel", "point": "A", "against": against}
    votes = [one.id for one in in_favour]
    return act(
        "decision.put", on=on, by=INGRID, decision=decision, votes_for=votes, **(settled | details)
    )


def rose(on: str = "Thu 14 Aug 2025", panel: str = "appeal-panel") -> Act:
    """The sitting ends."""
    return act("sitting.closed", on=on, by=INGRID, panel=panel)


def confidentiality(on: str, *others: str, by: Person = BEN, **kept: str) -> tuple[Act, ...]:
    """It is decided of the complainant, and of others of the family, whether details are kept."""
    decided = {"complainant": "no", **dict.fromkeys(others, "no"), **kept}
    return tuple(
        act("confidentiality.decided", on=on, by=by, who=who, kept=how, reason="They said so.")
        for who, how in decided.items()
    )


def sent(document: str, to: str, on: str, by: Person = INGRID) -> Act:
    return act("document.sent", on=on, by=by, document=document, recipient=to)


def weighed(on: str = "Mon 2 Jun 2025", by: Person = QUINN, **met: bool) -> Act:
    """The three criteria are tested for point A; those named true have every limb so."""
    limbs = {
        "no-consensus": ("not-agreed", "chair-directed"),
        "parents-unheard": ("absent", "views-not-weighed"),
        "facts-wrong": ("material", "resolvable"),
    }
    tests = [
        {
            "criterion": criterion,
            "limbs": dict.fromkeys(named, met.get(criterion.replace("-", "_"), False)),
            "reasons": "As the minutes show.",
        }
        for criterion, named in limbs.items()
    ]
    return act(
        "criteria.tested", on=on, by=by, gate="final-review", point="A", tests=tests, decided_by=by
    )


def gate(decision: str, on: str = "Tue 3 Jun 2025", by: Person = QUINN, reasons: str = "") -> Act:
    return act(
        "gate.decided",
        on=on,
        by=by,
        gate="final-review",
        point="A",
        decision=decision,
        decided_by=by,
        reasons=reasons,
    )


def result(named: str, on: str, by: Person = QUINN, **details: Any) -> Act:
    said: dict[str, Any] = {"point": "A", "reasons": "For the reasons in the letter."}
    return act("result.recorded", on=on, by=by, result=named, **(said | details))


def judged(
    kind: str, on: str, by: Person, *, accepted: bool, reasons: str = "As I found.", **details: Any
) -> Act:
    """A named person decides on standing or lateness."""
    return act(kind, on=on, by=by, accepted=accepted, decided_by=by, reasons=reasons, **details)


def suspended(on: str, **details: Any) -> Act:
    said: dict[str, Any] = {
        "reason": "The police are investigating.",
        "ends_when": "They have finished.",
    }
    return act("case.suspended", on=on, **(said | details))


def resumed(on: str) -> Act:
    return act("case.resumed", on=on)


def closed(on: str) -> Act:
    return act("case.closed", on=on, reason="Nothing more is owed.")


def corrected(entry: int, on: str, by: Person = BEN, **details: Any) -> Act:
    said: dict[str, Any] = {"entry": entry, "reason": "It was written down wrongly."}
    return act("entry.corrected", on=on, by=by, **(said | details))


def met_later(who: Person, on: str = "Tue 12 Aug 2025") -> tuple[Act, ...]:
    """A point comes in once the panel is named, and somebody is at the meeting about it besides."""
    later = {
        "id": "B",
        "words": "Kit was not heard.",
        "matter": "decision",
        "ground": "plan-criteria",
    }
    return (
        act("point.added", on=on, named={"point": later}),
        judged("lateness.decided", on, BEN, accepted=True, right="complain", points=["B"]),
        met(on, present=(LENA, AMINA, who, EWA)),
    )
