"""
A later conference on one page: its day and chair, what they must have, and who knows of the decision.

In: the case as somebody meets it, and a conference of its procedure. Out: the page's rows, in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reconvene.core.casefile.case import LaterConference
from reconvene.core.conduct.answer import Refused
from reconvene.core.duties.owed import Duty
from reconvene.core.procedure.definition import LaterConference as Rule
from reconvene.desk.look import Look
from reconvene.library.words.answers import refusal_words
from reconvene.library.words.plain import listed, said_day
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.links import act_link
from reconvene.web.browse.names import Names
from reconvene.web.components.shown import Act

ACTS = (
    ("conference.arranged", "Set its day and chair"),
    ("attendee.briefed", "Record who knows what the panel decided"),
    ("conference.held", "Record that it was held"),
)
ARRANGE_ANEW = "Change its day, its chair or who is expected"
_CHAIR = {
    "same": "The panel asked that the same chair holds it.",
    "different": "The panel asked for a different chair.",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """A paper that the chair must have, and whether they had it; `act` records that it was sent."""

    words: str
    stands: str
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody expected, and how they know what the panel decided."""

    name: str
    knows: str


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """Everything on the page. `held_up` says what still keeps it from being recorded as held."""

    label: str
    state: str
    asked: tuple[str, ...]
    held_up: str
    papers: tuple[Owed, ...]
    expected: tuple[Expected, ...]
    is_briefed: bool
    acts: tuple[Act, ...]
    not_now: tuple[tuple[str, str], ...]


def conference_page(look: Look, names: Names, rule: Rule) -> ConferencePage:
    """Return a later conference as it now stands."""
    state = look.case.conferences.get(rule.id) or LaterConference()
    acts, not_now = _acts(look, rule, state) if look.open_until is None else ((), ())
    return ConferencePage(
        label=rule.label,
        state=_state(names, state),
        asked=tuple(_asked(look, rule)),
        held_up=_held_up(look, names, rule, state),
        papers=tuple(_papers(look, state)),
        expected=tuple(_expected(names, state)),
        is_briefed=rule.briefing is not None,
        acts=acts,
        not_now=not_now,
    )


def _state(names: Names, state: LaterConference) -> str:
    if state.held_on:
        return f"It was held on {said_day(state.held_on)}."
    if state.planned_on is None or state.chair is None:
        return "No day is set for it."
    return (
        f"It is to be held on {said_day(state.planned_on)}. {names.person(state.chair)} chairs it."
    )


def _asked(look: Look, rule: Rule) -> Iterator[str]:
    """Yield what panels recommended for it, with whom they asked to chair it."""
    if rule.kind != "reconvened":
        return
    for panel in look.case.panels.values():
        for made in panel.standing():
            details = made.put.details
            if details.chair:
                yield " ".join(filter(None, (details.recommendation, _CHAIR[details.chair])))


def _held_up(look: Look, names: Names, rule: Rule, state: LaterConference) -> str:
    if state.held_on or state.planned_on is None or rule.briefing is None:
        return ""
    waiting = [names.person(one) for one in state.unbriefed]
    if not waiting:
        return "Everybody expected knows what the panel decided."
    clause = look.context.cite(rule.briefing)
    return (
        "It cannot be recorded as held with somebody there who does not know what the panel decided"
        f" ({clause}). Not yet: {listed(waiting)}."
    )


def _papers(look: Look, state: LaterConference) -> Iterator[Owed]:
    """Yield each paper that the chair must have, once, with whether they had it."""
    if state.chair is None:
        return
    for document, duties in _of_chair(look, state.chair.id).items():
        label = look.definition.by_id["documents"][document].label
        met = next((duty for duty in duties if duty.met_on), None)
        if met and met.met_on:
            yield Owed(label, f"Sent on {said_day(met.met_on)}")
            continue
        last_on = min((duty.last_on for duty in duties if duty.last_on), default=None)
        by = f", to go by {said_day(last_on)}" if last_on else ""
        may = look.open_until is None and look.may("document.sent", document)
        href = act_link(look.reference, "document.sent", document)
        yield Owed(
            label, f"Not sent yet{by}", Act("Record that it was sent", href) if may else None
        )


def _of_chair(look: Look, chair: str) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in look.duties:
        ref = duty.rule.met_by[0]
        if ref.kind == "document.sent" and ref.about and duty.person == chair:
            found.setdefault(ref.about, []).append(duty)
    return found


def _expected(names: Names, state: LaterConference) -> Iterator[Expected]:
    known = read_names("briefed")
    for person in state.expected:
        how = state.briefed.get(person.id, "")
        yield Expected(names.person(person), known[how] if how else "Not yet")


def _acts(
    look: Look, rule: Rule, state: LaterConference
) -> tuple[tuple[Act, ...], tuple[tuple[str, str], ...]]:
    """Return what can be recorded of it now, and what cannot and why."""
    acts, not_now = [], []
    for kind, words in ACTS:
        if kind == "attendee.briefed" and rule.briefing is None:
            continue  # its procedure asks nobody to be briefed for it
        is_arranged = kind == "conference.arranged" and state.planned_on
        said = ARRANGE_ANEW if is_arranged else words
        answer = look.may(kind, rule.id)
        if isinstance(answer, Refused):
            not_now.append((said, refusal_words(look.context, answer).reason))
        elif kind == "attendee.briefed" and not state.unbriefed:
            continue
        else:
            acts.append(Act(said, act_link(look.reference, kind, rule.id)))
    return tuple(acts), tuple(not_now)
