"""One complaint through all three stages of SP, each step as plain values: 29 steps in all.

Who acts is a first name of the standing cast. `complaint` opens the case; `STEPS` follow.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from reconvene.core.record.event import payload
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Payload, Person
from tests.support.days import day

CLEAR = dict.fromkeys(
    (
        "line-management",
        "attended-conference",
        "reported-to-conference",
        "chaired-conference",
        "earlier-stage",
    ),
    False,
)
INGRID = {"id": "ingrid", "name": "Ingrid Berg", "role": "panel-chair", "agency": "health"}
PIOTR = {"id": "piotr", "name": "Piotr Lis", "role": "panel-member", "agency": "police"}
EDIE = {"id": "edie", "name": "Edie Shaw", "role": "panel-member", "agency": "education"}
EWA = {"id": "complainant", "name": "Ewa Zielińska", "role": "complainant"}


@dataclass(frozen=True, slots=True)
class Step:
    """One act: who does it, on which day, what."""

    by: str
    on: str
    kind: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def happened_on(self) -> date:
        return day(self.on)

    @property
    def now(self) -> datetime:
        return noon(self.happened_on)

    def data(self, people: dict[str, Person]) -> Payload:
        """Return the payload, with first names put in the place of "@amina"."""
        return payload(self.kind, _filled(self.details, people))


def noon(on: date) -> datetime:
    """Return midday in UTC."""
    return datetime.combine(on, time(12), tzinfo=UTC)


def complaint(chair: Person, *, name: str = "Ewa Zielińska") -> ComplaintReceived:
    """Return the complaint that opens the case; `chair` chaired the conference."""
    data = payload(
        "complaint.received",
        {
            "procedure": "",
            "complainant": {"name": name, "capacity": "parent", "relation": "mother"},
            "conference": {
                "held_on": day("Thu 10 Apr 2025"),
                "kind": "initial",
                "chair": {"id": chair.id, "name": chair.name, "role": "conference-chair"},
                "children": [{"id": "kit", "name": "Kit", "decision": "become"}],
                "review_due_on": day("Thu 10 Jul 2025"),
                "minutes_sent_to": [{"id": "father", "name": "Father"}],
            },
            "points": [
                {
                    "id": "A",
                    "words": "Kit should not be on a plan: what was reported was wrong.",
                    "matter": "decision",
                    "ground": "plan-criteria",
                }
            ],
        },
    )
    assert isinstance(data, ComplaintReceived)
    return data


def appointed(person: dict[str, Any], seat: str) -> Step:
    """Return how somebody takes a seat, having declared that nothing bars them."""
    details = {"panel": "appeal-panel", "seat": seat, "person": person, "is_senior": True}
    return Step("bea", "Mon 4 Aug 2025", "panelist.appointed", {**details, "declared": CLEAR})


RECEIVED_ON = "Tue 22 Apr 2025"
STEPS = (
    Step("amina", "Tue 22 Apr 2025", "notice.given", {"notice": "tell-officer-received"}),
    Step("amina", "Thu 24 Apr 2025", "letter.sent", {"letter": "acknowledgement"}),
    Step(
        "lena",
        "Thu 24 Apr 2025",
        "meeting.offered",
        {"meeting": "stage-1-appointment", "for_on": date(2025, 5, 6)},
    ),
    Step(
        "lena",
        "Tue 6 May 2025",
        "meeting.held",
        {"meeting": "stage-1-appointment", "present": ["@lena", "@amina", EWA]},
    ),
    Step(
        "lena",
        "Fri 9 May 2025",
        "point.answered",
        {
            "stage": "stage-1",
            "point": "A",
            "answer": "The criteria were met on what was known at the time.",
            "finding": "not upheld",
        },
    ),
    Step("lena", "Fri 9 May 2025", "letter.sent", {"letter": "stage-1-outcome"}),
    Step("lena", "Fri 9 May 2025", "notice.given", {"notice": "copy-stage-1-officer"}),
    Step("lena", "Fri 9 May 2025", "notice.given", {"notice": "copy-stage-1-manager"}),
    Step("ben", "Fri 6 Jun 2025", "stage.requested", {"stage": "stage-2", "points": ["A"]}),
    Step("rhys", "Mon 9 Jun 2025", "notice.given", {"notice": "stage-2-progress"}),
    Step(
        "rhys",
        "Thu 26 Jun 2025",
        "meeting.held",
        {
            "meeting": "stage-2-meeting",
            "present": ["@rhys", EWA],
            "considered": ["conference-minutes", "conference-reports", "stage-1-correspondence"],
        },
    ),
    Step("rhys", "Thu 26 Jun 2025", "notice.given", {"notice": "stage-2-progress"}),
    Step(
        "rhys",
        "Wed 2 Jul 2025",
        "point.answered",
        {
            "stage": "stage-2",
            "point": "A",
            "answer": "We looked at all of it again and agree with the first answer.",
            "finding": "not upheld",
        },
    ),
    Step("rhys", "Wed 2 Jul 2025", "letter.sent", {"letter": "stage-2-outcome"}),
    Step("rhys", "Wed 2 Jul 2025", "notice.given", {"notice": "stage-2-outcome-notice"}),
    Step("ben", "Tue 29 Jul 2025", "stage.requested", {"stage": "stage-3", "points": ["A"]}),
    Step("ben", "Tue 29 Jul 2025", "notice.given", {"notice": "tell-business-manager"}),
    Step("bea", "Wed 30 Jul 2025", "task.done", {"task": "minute-taker-found"}),
    appointed(INGRID, "chair"),
    appointed(PIOTR, "member"),
    appointed(EDIE, "member"),
    Step(
        "bea",
        "Thu 14 Aug 2025",
        "sitting.opened",
        {
            "panel": "appeal-panel",
            "present": ["ingrid", "piotr", "edie"],
            "minute_taker": {"id": "mina", "name": "Mina Das"},
        },
    ),
    Step(
        "bea",
        "Thu 14 Aug 2025",
        "decision.put",
        {
            "panel": "appeal-panel",
            "decision": "support-decision",
            "point": "A",
            "votes_for": ["ingrid", "piotr"],
            "against": ["edie"],
        },
    ),
    Step("bea", "Thu 14 Aug 2025", "sitting.closed", {"panel": "appeal-panel"}),
    Step(
        "bea",
        "Wed 20 Aug 2025",
        "letter.sent",
        {"letter": "panel-decision-letter", "sender": INGRID},
    ),
    *(
        Step(
            "ben",
            "Wed 20 Aug 2025",
            "confidentiality.decided",
            {"who": who, "kept": "no", "reason": "They live together."},
        )
        for who in ("complainant", "kit", "father")
    ),
    Step(
        "bea",
        "Wed 20 Aug 2025",
        "document.sent",
        {"document": "panel-decision", "recipient": "complainant"},
    ),
    Step(
        "bea",
        "Wed 20 Aug 2025",
        "document.sent",
        {"document": "panel-decision", "recipient": "father"},
    ),
    Step(
        "bea",
        "Wed 27 Aug 2025",
        "document.sent",
        {"document": "panel-minutes", "recipient": "complainant"},
    ),
)

KNOWN_OF_OLD = next(at for at, one in enumerate(STEPS) if one.kind == "confidentiality.decided")
"""So many steps at the beginning are of kinds that there were before anything was sealed."""


def _filled(value: Any, people: dict[str, Person]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, people) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, people) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        found = people[value[1:]]
        return {"id": found.id, "name": found.name, "role": found.role}
    return value
