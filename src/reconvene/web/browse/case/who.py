"""
Who is who in a case: how to reach the family safely, who complains, the children, the panel.

In: a context and names. Out: rows of a heading and its lines, and panels with their seats.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from reconvene.core.casefile.panels import ADVISER, CHAIR, MEMBER
from reconvene.core.conduct.composing import Composition, composed, missing_now, quorum_now
from reconvene.core.conduct.context import Context
from reconvene.core.duties.anchors import matches
from reconvene.core.procedure.definition import LaterConference
from reconvene.core.procedure.panels import BAR_KINDS, Panel
from reconvene.core.procedure.parts import Ref
from reconvene.library.words.naming import missing_words, said_once
from reconvene.web.browse.links import conference_link, panel_link
from reconvene.web.browse.names import Names, ended, from_where, sentence_case, within
from reconvene.web.components.shown import Act
from reconvene.web.components.wording import day


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One heading of who is who, and what stands under it, a line each."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a panel and who fills it; `name` is empty while nobody does."""

    label: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PanelShown:
    """A panel: its seats, and whether it could decide as it now is, with the reasons why not."""

    label: str
    seats: tuple[Seat, ...]
    verdict: str
    reasons: tuple[str, ...]
    gone: tuple[str, ...]
    when: str
    href: str


def who(ctx: Context, names: Names) -> tuple[WhoRow, ...]:
    """Return everybody with a part in the case; the family first."""
    return tuple(row for row in _rows(ctx, names) if row.lines)


def safe_contact(ctx: Context) -> str:
    """Return what to heed before anybody contacts the family; empty where nothing was said."""
    received = ctx.case.received
    return received.safe_contact if received else ""


def _rows(ctx: Context, names: Names) -> Iterator[WhoRow]:
    received, conference = ctx.case.received, ctx.case.conference
    if received is None:
        return
    complainant = received.complainant
    capacity = within(ctx.definition.complainant(complainant.capacity).label)
    relation = f"{complainant.relation}, " if complainant.relation else ""
    wishes = (
        f"Interpreter: {received.interpreter}" if received.interpreter else "",
        f"Needs: {received.adjustments}" if received.adjustments else "",
        f"Acts by authority: {complainant.authority}" if complainant.authority else "",
    )
    first = f"{complainant.name} ({relation}complains as {capacity})"
    yield WhoRow("Who complains", (first, *filter(None, wishes)))
    kinds = {"other": "supporter"}
    supporters = tuple(f"{n} ({kinds.get(k, k)})" for n, k in ctx.case.supporters.items())
    yield WhoRow("Who helps them", supporters)
    yield WhoRow(
        "Children",
        tuple(
            _child(child.name or child.id, child.decision, child.category)
            for child in conference.children
        ),
    )
    chair = (f"Chair: {names.person(conference.chair)}",) if conference.chair else ()
    held = f"{sentence_case(conference.kind)} conference, {day(conference.held_on)}"
    due = (
        (f"Next review due by {day(conference.review_due_on)}",) if conference.review_due_on else ()
    )
    yield WhoRow("Conference", (held, *chair, *due))
    roles = tuple(
        f"{names.label('roles', role)}: {names.person(person)}"
        for role, person in ctx.case.roles.items()
        if not (conference.chair and person.id == conference.chair.id)
    )
    yield WhoRow("Roles in this case", roles)


_DECIDED = {
    "become": "a plan was made",
    "not become": "no plan was made",
    "continue": "the plan goes on",
    "end": "the plan ended",
}


def _child(name: str, decision: str | None, category: str) -> str:
    decided = _DECIDED.get(decision or "", "")
    said = ", ".join(part for part in (decided, within(category)) if part)
    return f"{name}: {said}" if said else name


def panels(ctx: Context, names: Names, reference: str) -> tuple[PanelShown, ...]:
    """Return the panels whose stage points have reached, seats first; none before that."""
    reached = {stage for point in ctx.case.points.values() for stage in point.stages}
    return tuple(
        _panel(ctx, names, panel, panel_link(reference, panel.id))
        for panel in ctx.definition.panels
        if (stage := ctx.definition.stage_of_panel(panel.id)) and stage.id in reached
    )


def conferences(ctx: Context, reference: str) -> tuple[Act, ...]:
    """Return the way to each later conference that something calls for, or that was arranged."""
    return tuple(
        Act(rule.label, conference_link(reference, rule.id))
        for rule in ctx.definition.conferences
        if rule.id in ctx.case.conferences
        or any(matches(_calling(ctx, rule), one) for one in ctx.case.happenings)
    )


def _calling(ctx: Context, rule: LaterConference) -> tuple[Ref, ...]:
    """Return what calls for a later conference: its own rule, or a duty to arrange it."""
    arranging = (
        duty.arises_from
        for duty in ctx.definition.duties
        if any(ref.kind == "conference.arranged" and ref.about == rule.id for ref in duty.met_by)
    )
    return (*(rule.called_by or ()), *chain.from_iterable(arranging))


def _panel(ctx: Context, names: Names, panel: Panel, href: str) -> PanelShown:
    state = ctx.case.panels.get(panel.id)
    found, missing = composed(ctx, panel.id), missing_now(ctx, panel.id)
    warnings = quorum_now(ctx, panel.id).warnings
    reasons = [f"It still needs {missing_words(ctx, code)}" for code in said_once(missing)]
    reasons += list(_ties(names, found))
    reasons += ["Everybody on it works for the council"] * bool(warnings)
    is_sitting = bool(state and state.open_sitting)
    return PanelShown(
        names.label("panels", panel.id),
        _seats(names, panel, ctx),
        _verdict(
            can_decide=not missing, is_sitting=is_sitting, is_independent=found.is_independent
        ),
        tuple(ended(reason) for reason in reasons),
        tuple(
            f"{names.person(gone.person)} stood down on {day(on)}: {ended(reason)}"
            for gone, on, reason, _ in (state.removed if state else ())
        ),
        f"It is to sit on {day(state.planned_on)}." if state and state.planned_on else "",
        href,
    )


def _verdict(*, can_decide: bool, is_sitting: bool, is_independent: bool) -> str:
    """Say whether a panel could decide; the same that its own page says."""
    if not can_decide:
        return "As it now is, it could not decide."
    if not is_independent:
        return "Whoever on it can sit could decide. Somebody on it has to stand down."
    if is_sitting:
        return "It is sitting, and the people here can decide."
    return "With everybody appointed there, it could decide, and it is independent."


def _ties(names: Names, found: Composition) -> Iterator[str]:
    """Say who on the panel is not independent, as far as the record tells."""
    for one in found.people:
        name = names.person(one.appointed.person)
        bars = [bar.bar for bar in one.bars if bar.standing == "found"]
        yield from (f"{name} {BAR_KINDS[bar]}" for bar in bars)
        if one.against and not bars:
            yield f"{name} has a tie to the case"


def _seats(names: Names, panel: Panel, ctx: Context) -> tuple[Seat, ...]:
    """Every seat the panel needs, in order, filled where somebody is appointed."""
    state = ctx.case.panels.get(panel.id)
    filled: dict[str, list[str]] = {}
    for one in state.appointed.values() if state else ():
        agency = names.label("agencies", one.person.agency) if one.person.agency else ""
        who = from_where(names.person(one.person), agency)
        filled.setdefault(one.seat, []).append(who)
    wanted = [(CHAIR, "Chair", 1)] if panel.chair else []
    wanted += [(seat.id, seat.label, 1) for seat in panel.seats]
    wanted += [(MEMBER, "Member", panel.members.at_least)] if panel.members else []
    seats = []
    for seat, label, count in wanted:
        people = filled.get(seat, [])
        seats += [Seat(label, name) for name in people]
        seats += [Seat(label)] * max(0, count - len(people))
    return (*seats, *(Seat("Adviser, without a vote", name) for name in filled.get(ADVISER, [])))
