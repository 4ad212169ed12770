"""
Who may sit, which decisions stand beside each other, and what a vote comes to: every pair, to read.

In: both shipped procedures. Out: tables, played through the core, as one page. `make docs` writes
it; somebody then reads the difference: the page is an expectation, not a picture.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import msgspec

from reconvene.core.access.answer import Denied
from reconvene.core.access.asking import See, Sight, Viewer
from reconvene.core.access.matter import Matter
from reconvene.core.access.reach import reach
from reconvene.core.conduct.answer import Answer, Refused
from reconvene.core.procedure.panels import BAR_KINDS, Panel, Vote
from reconvene.core.record.event import encode
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Person
from tests.support.core import roads
from tests.support.core.acts import appointed, corrected, met_later, put, rose, sat
from tests.support.core.cast import (
    BEA,
    CARYS,
    COLE,
    DEV,
    EWA,
    HUGH,
    INGRID,
    MINA,
    PIOTR,
    QUINN,
    RHYS,
)
from tests.support.days import day
from tests.support.given import OX, SP, Act, Story, act, given, with_rule

ALLOWED = "allowed"
TIE = "tie"
NOT_PLAYED, NOT_ASKED = "not played here", "not asked"
CHAIR_DECIDES = Vote(tie="chair decides", source=("5.9",))
UNANIMOUS = Vote(by="unanimous", source=("5.9",))


@dataclass(frozen=True)
class Setting:
    """A panel of one procedure: the road to it, who sits on it, and who of them is found barred."""

    reference: str
    panel: str
    before: roads.Acts
    seats: tuple[tuple[Person, str], ...]
    late: Person
    ready_on: str
    sits_on: str
    support: str

    def appointing(self, person: Person, seat: str, **details: Any) -> Act:
        return appointed(person, seat, self.ready_on, panel=self.panel, **details)

    @property
    def late_seat(self) -> str:
        return next(seat for person, seat in self.seats if person == self.late)

    def named(self) -> Story:
        """The story once everybody is appointed."""
        acts = (self.appointing(person, seat) for person, seat in self.seats)
        return given(*self.before, *acts, under=self.reference)

    def opening(self, *left_out: Person) -> Act:
        here = (person for person, _seat in self.seats if person not in left_out)
        return sat(*here, on=self.sits_on, panel=self.panel, minute_taker=MINA)

    def putting(self, decision: str, **more: Any) -> Act:
        votes = tuple(person for person, _seat in self.seats)
        return put(decision, votes, self.sits_on, panel=self.panel, details=DETAILS, **more)

    def voted(self) -> Story:
        return self.named().and_then(self.opening(), self.putting(self.support))

    def finished(self) -> Story:
        return self.voted().and_then(rose(self.sits_on, self.panel))


DETAILS = {
    "remedy": "Say sorry.",
    "recommendation": "Think again.",
    "chair": "different",
    "timescale": "Two weeks.",
    "further_on": day("Thu 28 Aug 2025"),
    "agency": "health",
    "text": "Ask the family.",
}
SETTINGS = (
    Setting(
        SP,
        "appeal-panel",
        roads.AT_STAGE_3,
        ((INGRID, "chair"), (CARYS, "member"), (PIOTR, "member"), (HUGH, "member")),
        CARYS,
        "Mon 4 Aug 2025",
        "Thu 14 Aug 2025",
        "support-decision",
    ),
    Setting(
        OX,
        "inter-agency-panel",
        roads.FINAL_REVIEW,
        ((CARYS, "police"), (HUGH, "health"), (COLE, "council")),
        CARYS,
        "Mon 9 Jun 2025",
        "Mon 23 Jun 2025",
        "no-change",
    ),
)


def page() -> str:
    """Return the page, whole."""
    parts = [HEAD]
    for setting in SETTINGS:
        parts += [f"## {setting.reference}: who may sit\n", *_lines(COMPOSING, sitting(setting))]
    parts += [SHOWN, *_lines(SHOWN_WHEN, shown_by_the_record())]
    parts.append(BESIDE)
    for setting in SETTINGS:
        rows = list(beside_each_other(setting))
        heads = ("First", *(second for second, _ in rows[0][1]))
        cells = ((first, *(told for _, told in found)) for first, found in rows)
        parts += [f"### {setting.reference}\n", *_lines(heads, cells)]
    parts += [VOTING, *_lines(VOTES, voting())]
    return "\n".join(parts)


def _lines(heads: tuple[str, ...], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


HEAD = """\
# Panels, every pair

What the core answers about panels, played through both procedures that are shipped.
Each refusal is named as in [the record](record.md), with its clause.

Whoever is found to be barred stands down, with the bar on record; a tie is put on record as what it is.
"Closed" means that from then on the case is not there for them, whatever post they hold; "open", that nothing but the panel is closed to them.
"Void" means that the vote they took part in decides nothing, and the panel votes again.
"Marked" means that the decision stands and says who should not have voted: the family is told, and somebody else looks whether it holds.
"Not played here" is what these tables do not try: who is of the family is known by what the complaint and the meetings name.
"""
COMPOSING = (
    "What is so of somebody",
    "Said before appointing",
    "Not said, but on record before appointing",
    "Found before it sits",
    "Found after they voted, while it sits",
    "Found after it has finished",
)
SHOWN = """\
## What the record shows by itself, and nobody stands down

A meeting about a point that came in later is on record, and somebody who has a seat was there.
Once the panel has met, that they were there is put down by correcting the entry of the meeting; it is the panel's page that says that they have to stand down.
"""
SHOWN_WHEN = (
    "What is so of somebody",
    "Known before it sits",
    "Known while it sits",
    "Put down after it has finished",
    "And then they stand down",
)
BESIDE = """\
## Which decisions stand beside each other

Each was carried first (rows), and then the other is put (columns): in the same sitting, for the same point and child.
For another child, or another agency, nothing here rules anything out.
"""
VOTING = """\
## What a vote comes to

The chair and the members vote once each; whoever abstains counts for neither side.
The first column of answers is both procedures as they are shipped; the others are what an authority can set instead.
"""
VOTES = (
    "For",
    "Against",
    "Abstained",
    "The chair votes",
    "As shipped",
    "Chair decides a tie",
    "Unanimous",
)


# Who may sit


def sitting(setting: Setting) -> Iterator[tuple[str, ...]]:
    """Yield what is so of somebody, and what comes of it by when it became known."""
    rule = setting.named().definition.panel(setting.panel)
    for bar in rule.bars:
        yield _bar(setting, rule, bar.kind)
    yield ("has a tie to the family", *_of_tie(setting))
    family = Person(id=EWA.role, name="Ewa", role="panel-member", agency=setting.late.agency)
    story = given(*setting.before, under=setting.reference)
    told = story.answer_to(setting.appointing(family, setting.late_seat))
    yield ("is of the family", NOT_ASKED, answered(told), *[NOT_PLAYED] * 3)


def _bar(setting: Setting, rule: Panel, bar: str) -> tuple[str, ...]:
    declared = {one.kind: one.kind == bar for one in rule.bars}
    before = given(*setting.before, under=setting.reference)
    act_of_it = setting.appointing(setting.late, setting.late_seat, declared=declared)
    said = answered(before.answer_to(act_of_it))
    return (BAR_KINDS[bar], said, _on_record(setting, bar), *_found(setting, _leaving, bar))


def _on_record(setting: Setting, bar: str) -> str:
    """What appointing somebody comes to who says no to everything, where the record shows the bar."""
    complaint, *rest = setting.before
    assert isinstance(complaint.data, ComplaintReceived)
    shows: dict[str, dict[str, Any]] = {
        "attended-conference": {"attended": (setting.late,)},
        "reported-to-conference": {"reported": (setting.late,)},
        "chaired-conference": {"chair": setting.late},
    }
    shown = shows.get(bar, {})
    handled = {"earlier-stage": (RHYS, "member"), "adjudicated": (QUINN, "council")}.get(bar)
    if not shown and not handled:
        return "no record shows it"
    conference = msgspec.structs.replace(complaint.data.conference, **shown)
    complaint = replace(
        complaint, data=msgspec.structs.replace(complaint.data, conference=conference)
    )
    story = given(complaint, *rest, under=setting.reference)
    person, seat = handled or (setting.late, setting.late_seat)
    as_member = msgspec.structs.replace(person, role="panel-member")
    return answered(story.answer_to(setting.appointing(as_member, seat)))


def _of_tie(setting: Setting) -> tuple[str, ...]:
    before = given(*setting.before, under=setting.reference)
    told = before.and_then(_tie(setting, setting.ready_on))
    refused = told.answer_to(setting.appointing(setting.late, setting.late_seat))
    return (NOT_ASKED, answered(refused), *_found(setting, lambda one, on, _: _tie(one, on), TIE))


def _found(
    setting: Setting, found: Callable[[Setting, str, str], Act], what: str
) -> tuple[str, str, str]:
    """What comes of it before the panel sits, while it sits, and afterwards."""
    named = setting.named().and_then(found(setting, setting.ready_on, what))
    opened = f"sitting with them {answered(named.answer_to(setting.opening()))}"
    voted = setting.voted().and_then(found(setting, setting.sits_on, what))
    finished = setting.finished().and_then(found(setting, setting.sits_on, what))
    return tuple(  # type: ignore[return-value] # three stories, three cells
        f"{said}; {_there(story, setting)}"
        for story, said in (
            (named, opened),
            (voted, _vote(voted, setting)),
            (finished, _vote(finished, setting)),
        )
    )


def _tie(setting: Setting, on: str) -> Act:
    return act(
        "interest.declared", on=on, person=setting.late, tie="friend", reason="They are friends."
    )


def _leaving(setting: Setting, on: str, bar: str) -> Act:
    return act(
        "panelist.removed",
        on=on,
        by=BEA,
        panel=setting.panel,
        person=setting.late.id,
        reason="It came to light.",
        bar=bar,
    )


def _vote(story: Story, setting: Setting) -> str:
    (made,) = story.case.panels[setting.panel].made
    assert made.tainted_by == (setting.late.id,), "whoever voted and was found barred is named"
    return "void" if made.is_void else "marked"


def _there(story: Story, setting: Setting) -> str:
    """Tell whether the case is there for somebody whose wall would be passed by no role."""
    it = Matter("council", story.case, story.events, frozenset)
    everything = frozenset(story.definition.by_id["roles"])
    told = reach(Viewer(setting.late.id, "council", everything), it, See(Sight.CASE))
    return "closed" if isinstance(told, Denied) else "open"


def answered(answer: Answer) -> str:
    """Return an answer in a cell: allowed, or the refusal with its clause."""
    if isinstance(answer, Refused):
        clause = "" if answer.clause == "law" else f" ({answer.clause})"
        return f"refused: {answer.ground.value}{clause}"
    return ALLOWED


def shown_by_the_record() -> Iterator[tuple[str, ...]]:
    """Yield what comes of an entry that shows a bar of somebody who has a seat."""
    (setting, _ox) = SETTINGS
    named, on = setting.named(), setting.sits_on
    before = named.and_then(*met_later(setting.late, on)).answer_to(setting.opening())
    sits = named.and_then(setting.opening(), *met_later(setting.late, on))
    during = sits.answer_to(setting.putting(setting.support))
    finished = named.and_then(
        *met_later(DEV), setting.opening(), setting.putting(setting.support), rose(on)
    )
    there = _there_too(finished, setting)
    after = finished.and_then(there)
    gone = after.and_then(_leaving(setting, on, "earlier-stage"))
    yield (
        BAR_KINDS["earlier-stage"],
        f"sitting with them {answered(before)}",
        f"a vote of theirs {answered(during)}",
        f"{answered(finished.answer_to(there))}; {_marked(after, setting)}",
        _marked(gone, setting),
    )


def _there_too(story: Story, setting: Setting) -> Act:
    """The correction that somebody on the panel was at the last meeting too."""
    held = [event for event in story.events if event.kind == "meeting.held"][-1]
    said = msgspec.json.decode(encode(held.data))
    said["present"].append({"id": setting.late.id, "name": setting.late.name, "role": "witness"})
    return corrected(held.number, setting.sits_on, data=said)


def _marked(story: Story, setting: Setting) -> str:
    (made,) = story.case.panels[setting.panel].made
    return "marked" if setting.late.id in made.tainted_by else "the decision is not marked yet"


# Which decisions stand beside each other


def beside_each_other(setting: Setting) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield each decision of a panel, and what is answered to each that is put after it."""
    story = setting.named().and_then(setting.opening())
    decisions = story.definition.panel(setting.panel).decisions
    for first in decisions:
        after = story.and_then(_of(setting, first.id, first.per))
        yield (
            first.id,
            tuple(
                (one.id, answered(after.answer_to(_of(setting, one.id, one.per))))
                for one in decisions
            ),
        )


def _of(setting: Setting, decision: str, per: str) -> Act:
    return setting.putting(decision, **({} if per == "point" else {"point": ""}))


# What a vote comes to

VOTERS = (INGRID, CARYS, PIOTR, HUGH)
"""The chair first."""


def voting() -> Iterator[tuple[str, ...]]:
    """Yield each way in which a chair and three members can vote, and whether it is carried."""
    seen = set()
    for cast in product(("for", "against", "abstained"), repeat=len(VOTERS)):
        chair = cast[0]
        counts = (*(cast.count(one) for one in ("for", "against", "abstained")), chair)
        if counts in seen:
            continue
        seen.add(counts)
        yield (
            *map(str, counts),
            *(_carried(cast, vote) for vote in (None, CHAIR_DECIDES, UNANIMOUS)),
        )


def _carried(cast: tuple[str, ...], vote: Vote | None) -> str:
    (setting, _ox) = SETTINGS
    story = given(*setting.before, under=setting.reference)
    if vote is not None:
        changed = with_rule(story.definition, "panels", setting.panel, vote=vote)
        story = given(*setting.before, under=changed)
    acts = (setting.appointing(person, seat) for person, seat in setting.seats)
    after = story.and_then(*acts, setting.opening(), _cast(setting, cast))
    (made,) = after.case.panels[setting.panel].made
    return "carried" if made.is_carried else "not carried"


def _cast(setting: Setting, cast: tuple[str, ...]) -> Act:
    by = {
        side: tuple(one.id for one, how in zip(VOTERS, cast, strict=True) if how == side)
        for side in ("for", "against", "abstained")
    }
    asked = setting.putting(setting.support)
    data = msgspec.structs.replace(
        asked.data, votes_for=by["for"], against=by["against"], abstained=by["abstained"]
    )
    return Act(kind=asked.kind, data=data, on=asked.on, by=asked.by)
