"""What is so in a case, as far as its record tells.

In: nothing; `fold` fills these. Out: values to read. Nobody but `fold` writes to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from reconvene.core.casefile.contacts import Contacts
from reconvene.core.casefile.meetings import MeetingState
from reconvene.core.casefile.outgoing import Outgoing
from reconvene.core.casefile.papers import Brought, Bundle, Redaction
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.contact import Kept
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.panels import DecisionPut, PanelistAppointed
from reconvene.core.record.payload import Conference, Person
from reconvene.core.record.points import Action

PointStatus = Literal[
    "live", "waiting", "referred", "withdrawn", "settled", "ended", "not taken on"
]

CHAIR_ROLE = "conference-chair"
PANEL_CHAIR_ROLE = "panel-chair"
RECONVENED_CHAIR_ROLE = "reconvened-chair"
COMPLAINANT_ROLE = "complainant"
_NOTHING: Sequence["Happening"] = ()


class Happening(NamedTuple):
    """
    One thing that happened, as rules see it.

    `on` is the London day it counts from; `number` the entry it stems from. `points` are those it
    concerns; empty means that it concerns none in particular.
    """

    kind: str
    about: str | None
    on: date
    number: int
    points: tuple[str, ...] = ()
    child: str = ""
    agency: str = ""
    person: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class Passage:
    """A point's time at one stage."""

    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer to a point at a stage; `child` empty means for all its children."""

    stage: str
    on: date
    answer: str
    finding: str
    child: str
    actions: tuple[Action, ...]
    number: int
    by: str


@dataclass(frozen=True, slots=True)
class ResultGiven:
    """The end result of a point (for one child, or for all)."""

    result: str
    on: date
    reasons: str
    beside: tuple[str, ...]
    child: str
    number: int


@dataclass(slots=True)
class Referral:
    """Where a point was sent, and whether that body has taken it on or finished."""

    channel: str
    agency: str
    on: date
    state: Literal["sent", "taken on", "closed"] = "sent"
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class CriterionOutcome:
    """A criterion as tested: each limb, whether it is met in all, and why."""

    criterion: str
    limbs: dict[str, bool]
    is_met: bool
    reasons: str


@dataclass(slots=True)
class GateState:
    """What was tested and decided at a gate for one point."""

    outcomes: tuple[CriterionOutcome, ...] = ()
    tested_on: date | None = None
    tested_by: str = ""
    is_met: bool = False
    decision: Literal["open", "decline"] | None = None
    decided_on: date | None = None
    reasons: str = ""


@dataclass(slots=True)
class PointState:
    """One point: where it is, what was answered, how it ended."""

    id: str
    words: str
    matter: str
    ground: str
    children: tuple[str, ...]
    traits: tuple[str, ...]
    raised_on: date
    wrong: str = ""
    evidence: str = ""
    status: PointStatus = "live"
    ended_on: date | None = None
    stage: str | None = None
    stages: dict[str, Passage] = field(default_factory=dict)
    answers: list[AnswerGiven] = field(default_factory=list)
    results: dict[str, ResultGiven] = field(default_factory=dict)
    earlier_results: list[ResultGiven] = field(default_factory=list)
    referral: Referral | None = None
    gates: dict[str, GateState] = field(default_factory=dict)
    raised_late: bool = False
    """It was added after the last day, and nobody has taken it on."""

    @property
    def can_go_on(self) -> bool:
        """Tell whether the complainant may still take it further: live, or answered and ended."""
        return self.status in ("live", "settled", "ended")

    @property
    def is_live(self) -> bool:
        return self.status == "live"

    def answers_at(self, stage: str) -> tuple[AnswerGiven, ...]:
        """Return the answers given at a stage, oldest first; may be empty."""
        return tuple(answer for answer in self.answers if answer.stage == stage)

    def is_answered_at(self, stage: str) -> bool:
        """Tell whether every child the point concerns has an answer at this stage."""
        answered = {answer.child for answer in self.answers_at(stage)}
        return "" in answered or (bool(self.children) and set(self.children) <= answered)

    @property
    def has_result(self) -> bool:
        """Tell whether every child the point concerns has an end result."""
        given = set(self.results)
        return "" in given or (bool(self.children) and set(self.children) <= given)


@dataclass(slots=True)
class Made:
    """
    A decision as it was put: whether it was carried, at which sitting, and by whom.

    `tainted_by` are those who voted and turned out to be barred; `is_void` once that came to light
    before the panel had ended its work, which then has to vote anew.
    """

    put: DecisionPut
    on: date
    sitting: int
    is_carried: bool
    number: int
    tainted_by: tuple[str, ...] = ()
    is_void: bool = False


@dataclass(slots=True)
class Sitting:
    """
    One sitting of a panel. What it came to is settled when it closes.

    `is_quorate` is how it began; `is_broken_off`, that it lost its quorum before it was done.
    """

    opened_on: date
    present: tuple[str, ...]
    is_quorate: bool
    minute_taker: Person | None
    closed_on: date | None = None
    is_adjourned: bool = False
    is_broken_off: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether it has ended with a quorum and put nothing off."""
        was_quorate = self.is_quorate and not self.is_broken_off
        return self.closed_on is not None and was_quorate and not self.is_adjourned


@dataclass(slots=True)
class PanelState:
    """A panel: appointees by person id, those who stood down, its sittings and decisions."""

    appointed: dict[str, PanelistAppointed] = field(default_factory=dict)
    removed: list[tuple[PanelistAppointed, date, str, str]] = field(default_factory=list)
    planned_on: date | None = None
    sittings: list[Sitting] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)

    @property
    def open_sitting(self) -> Sitting | None:
        """The sitting that is open now, if any."""
        last = self.sittings[-1] if self.sittings else None
        return last if last and last.closed_on is None else None

    @property
    def is_concluded(self) -> bool:
        """Tell whether the last sitting ended with a quorum and nothing adjourned."""
        return bool(self.sittings) and self.sittings[-1].is_whole

    def carried(self) -> tuple[Made, ...]:
        """Return the decisions carried, in the order they were put; may be empty."""
        return tuple(made for made in self.made if made.is_carried)

    def standing(self) -> tuple[Made, ...]:
        """Return the decisions carried that count, in the order they were put; may be empty."""
        return tuple(made for made in self.carried() if not made.is_void)


@dataclass(slots=True)
class LaterConference:
    """A reconvened or review conference: its day, chair, who is expected and who is briefed."""

    planned_on: date | None = None
    chair: Person | None = None
    expected: tuple[Person, ...] = ()
    briefed: dict[str, str] = field(default_factory=dict)
    held_on: date | None = None
    decided: str = ""

    @property
    def unbriefed(self) -> tuple[Person, ...]:
        """Those expected who neither read what the panel decided nor were briefed on it."""
        return tuple(person for person in self.expected if person.id not in self.briefed)


@dataclass(slots=True)
class Concern:
    """What an agency was told, and its answer: `does` is what it does about it, in its words."""

    agency: str
    to: Person
    text: str
    theme: str
    on: date
    number: int
    acknowledged_on: date | None = None
    by: str = ""
    does: str = ""


@dataclass(slots=True)
class ActionState:
    """An agreed action and whether it is done."""

    action: Action
    point: str
    agreed_on: date
    done_on: date | None = None
    evidence: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A recorded yes or no by a named person, with reasons."""

    accepted: bool
    on: date
    by: Person
    reasons: str


class LateChoice(NamedTuple):
    """
    A choice about something late: the right it was late for, and the points it names.

    `concerns` are those and, where it names none, every point it was made for; `number` its entry.
    """

    right: str
    points: tuple[str, ...]
    choice: Choice
    concerns: tuple[str, ...]
    number: int


@dataclass(slots=True)
class Case:
    """
    The state of one case under one version of its procedure.

    `happenings` are in the order of the record; `by_kind` finds them by kind, and by kind and what
    they are about. `length` is the number of its last entry, 0 for a case that has not begun.
    """

    definition: Definition
    length: int = 0
    received: ComplaintReceived | None = None
    received_on: date | None = None
    confirmed_on: date | None = None
    points: dict[str, PointState] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    by_kind: dict[tuple[str, str | None], list[Happening]] = field(default_factory=dict)
    roles: dict[str, Person] = field(default_factory=dict)
    standing: Choice | None = None
    lateness: dict[str, Choice] = field(default_factory=dict)
    late_choices: list[LateChoice] = field(default_factory=list)
    pending: list[tuple[str, tuple[str, ...], int]] = field(default_factory=list)
    supporters: dict[str, str] = field(default_factory=dict)
    ties: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, Contacts] = field(default_factory=dict)
    confidential: dict[str, Kept] = field(default_factory=dict)
    outgoing: dict[int, Outgoing] = field(default_factory=dict)
    papers: dict[str, Brought] = field(default_factory=dict)
    redactions: dict[str, Redaction] = field(default_factory=dict)
    bundles: list[Bundle] = field(default_factory=list)
    meetings: dict[str, MeetingState] = field(default_factory=dict)
    panels: dict[str, PanelState] = field(default_factory=dict)
    actions: dict[str, ActionState] = field(default_factory=dict)
    concerns: list[Concern] = field(default_factory=list)
    promised: dict[str, list[tuple[int, date, tuple[str, ...]]]] = field(default_factory=dict)
    senders: dict[str, Person] = field(default_factory=dict)
    took_part: dict[str, set[str]] = field(default_factory=dict)
    withheld: dict[tuple[str, str], str] = field(default_factory=dict)
    conferences: dict[str, LaterConference] = field(default_factory=dict)
    challenges: dict[str, str] = field(default_factory=dict)
    paused: list[tuple[date, date | None]] = field(default_factory=list)
    extended: dict[tuple[str, str], int] = field(default_factory=dict)
    reviewed_on: date | None = None
    closed_on: date | None = None
    closed_by: int = 0
    last_happened_on: date | None = None

    @property
    def has_begun(self) -> bool:
        return self.received is not None

    @property
    def conference(self) -> Conference:
        """The conference complained of; asked only of a case that has begun."""
        assert self.received is not None, "this case has no complaint yet"
        return self.received.conference

    @property
    def is_suspended(self) -> bool:
        return bool(self.paused) and self.paused[-1][1] is None

    @property
    def lodged_on(self) -> date | None:
        """The day that counts for the family's limit: first contact, where that came earlier."""
        if self.received is None or self.received_on is None:
            return None
        return min(self.received.first_contact_on or self.received_on, self.received_on)

    @property
    def is_in_writing(self) -> bool:
        """Tell whether the complaint is in writing: sent so, or taken down and confirmed."""
        return bool(self.received and self.received.form == "written") or bool(self.confirmed_on)

    @property
    def is_refused(self) -> bool:
        """Tell whether the complaint as a whole was not taken on (lateness or standing)."""
        late = self.lateness.get(self.definition.lodging.id)
        return bool((late and not late.accepted) or (self.standing and not self.standing.accepted))

    def live_points(self) -> tuple[PointState, ...]:
        """Return the points still going, in the order they were raised."""
        return tuple(point for point in self.points.values() if point.is_live)

    def waiting_points(self) -> tuple[PointState, ...]:
        """Return the points raised late that nobody has decided on, in the order raised."""
        return tuple(point for point in self.points.values() if point.status == "waiting")

    def waiting_letters(self) -> tuple[Outgoing, ...]:
        """Return the letters that are still to go, in the order they were written."""
        return tuple(letter for letter in self.outgoing.values() if letter.waits)

    def points_at(self, stage: str) -> tuple[PointState, ...]:
        """Return the live points now at a stage, in the order they were raised."""
        return tuple(point for point in self.live_points() if point.stage == stage)

    def matching(self, kind: str, about: str | None) -> Sequence[Happening]:
        """Return what happened of a kind (about one thing, unless None), oldest entry first."""
        return self.by_kind.get((kind, about), _NOTHING)
