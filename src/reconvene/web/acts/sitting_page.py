"""
A panel's sitting on one page: who is here, whether they may decide, and what is decided so far.

In: the case as somebody meets it, and a panel. Out: the page's rows, in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reconvene.core.casefile.case import Made, PanelState, PointState
from reconvene.core.conduct.composing import Weighed, composed, missing_now
from reconvene.core.procedure.panels import BAR_KINDS, Decision, Panel
from reconvene.desk.building import may_build
from reconvene.desk.look import Look
from reconvene.library.words.naming import missing_words, said_once
from reconvene.library.words.plain import listed, quoted, said_day
from reconvene.web.acts.forms.panels import seat_names
from reconvene.web.acts.offered_now import offered_now
from reconvene.web.acts.situation import Situation
from reconvene.web.browse.links import act_link, building_link
from reconvene.web.components.shown import Act


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody on the panel: their seat, whether they are here, and anything that bars them."""

    name: str
    seat: str
    agency: str
    is_here: str
    ties: str


@dataclass(frozen=True, slots=True)
class Before:
    """One point before the panel, for one child or for all: what was decided, what can be put."""

    words: str
    child: str
    decided: tuple[str, ...]
    can_put: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class SittingPage:
    """Everything on the page. `quorum` is one sentence; `lacking` says what it takes."""

    panel: str
    state: str
    seated: tuple[Seated, ...]
    quorum: str
    lacking: tuple[str, ...]
    points: tuple[Before, ...]
    wide: tuple[Act, ...]
    others: tuple[str, ...]
    acts: tuple[Act, ...]
    not_now: tuple[tuple[str, str], ...]
    powerless: str


def sitting_page(look: Look, at: Situation, panel: Panel) -> SittingPage:
    """Return a panel as it now stands."""
    ctx = look.context
    state = ctx.case.panels.get(panel.id) or PanelState()
    sitting = state.open_sitting
    missing = missing_now(ctx, panel.id)
    is_over = state.is_concluded and sitting is None
    acts, not_now = _acts(look, panel) if look.open_until is None else ((), ())
    return SittingPage(
        panel=panel.label,
        state=_state(state),
        seated=tuple(_seated(at, panel, state)),
        quorum=OVER if is_over else _quorum(is_sitting=bool(sitting), can_decide=not missing),
        lacking=() if is_over else tuple(missing_words(ctx, code) for code in said_once(missing)),
        points=tuple(_points(look, at, panel, state)),
        wide=tuple(_put(look, decision) for decision in panel.decisions if decision.per != "point")
        if sitting and look.open_until is None
        else (),
        others=tuple(_made(at, made) for made in state.made if not made.put.point),
        acts=acts,
        not_now=not_now,
        powerless=f"Nothing it decides changes the conference’s decision ({ctx.cite(panel.powerless_to)}).",
    )


OVER = "The panel had everybody it needed when it sat, and has finished."


def _state(state: PanelState) -> str:
    sitting = state.open_sitting
    if sitting:
        return f"The panel is sitting. It met on {said_day(sitting.opened_on)}."
    if state.is_concluded:
        ended_on = state.sittings[-1].closed_on
        return f"The panel finished on {said_day(ended_on)}." if ended_on else "The panel finished."
    if state.planned_on:
        return f"The panel is to sit on {said_day(state.planned_on)}."
    return "No day is set for the panel."


def _quorum(*, is_sitting: bool, can_decide: bool) -> str:
    if is_sitting:
        return (
            "The people here can decide."
            if can_decide
            else "The people here cannot decide. Still missing:"
        )
    return (
        "If everybody appointed comes, the panel can decide."
        if can_decide
        else "Even if everybody appointed comes, the panel cannot decide. Still missing:"
    )


def _seated(at: Situation, panel: Panel, state: PanelState) -> Iterator[Seated]:
    seats = seat_names(panel)
    sitting = state.open_sitting
    for weighed in composed(at.context, panel.id).people:
        one, name = weighed.appointed, weighed.appointed.person.id
        here = ("Here" if name in sitting.present else "Not here") if sitting else ""
        yield Seated(
            name=one.person.name or name,
            seat=seats[one.seat],
            agency=at.label(one.person.agency),
            is_here=here,
            ties=_ties(weighed),
        )


def _ties(one: Weighed) -> str:
    """Say whether somebody is independent; which tie they have to a family is not said here."""
    if not one.against:
        return "Independent"
    bars = [BAR_KINDS[bar.bar] for bar in one.bars if bar.standing == "found"]
    return f"This is somebody who {listed(bars)}." if bars else TIED


TIED = "This is somebody with a tie to the case. They cannot sit."


def _points(look: Look, at: Situation, panel: Panel, state: PanelState) -> Iterator[Before]:
    stage = at.context.definition.stage_of_panel(panel.id)
    for point in look.case.points_at(stage.id) if stage else ():
        for child in point.children if len(point.children) > 1 else ("",):
            made = [
                one
                for one in state.made
                if one.put.point == point.id and one.put.child in ("", child)
            ]
            yield Before(
                quoted(point.words),
                at.child_name(child) if child else "",
                tuple(_made(at, one) for one in made),
                tuple(_putting(look, panel, point, child))
                if state.open_sitting and look.open_until is None
                else (),
            )


def _putting(look: Look, panel: Panel, point: PointState, child: str) -> Iterator[Act]:
    tag = look.definition.matter(point.matter).tag
    for decision in panel.decisions:
        if decision.per == "point" and (not decision.tags or tag in decision.tags):
            yield _put(look, decision, f"?point={point.id}" + (f"&child={child}" if child else ""))


def _put(look: Look, decision: Decision, query: str = "") -> Act:
    return Act(decision.label, act_link(look.reference, "decision.put", decision.id) + query)


def _made(at: Situation, made: Made) -> str:
    label = at.label(made.put.decision)
    counts = f"{len(made.put.votes_for)} for, {len(made.put.against)} against"
    if made.put.abstained:
        counts += f", {len(made.put.abstained)} abstained"
    agency = f", {at.label(made.put.details.agency)}" if made.put.details.agency else ""
    how = "carried" if made.is_carried else "not carried"
    tainted = (
        f" Somebody with a conflict voted on it: {listed([at.name(one) for one in made.tainted_by])}."
        if made.tainted_by
        else ""
    )
    return f"{label}{agency}: {how}, {counts}, on {said_day(made.on)}.{tainted}"


ACTS = (
    ("panelist.appointed", "Appoint somebody"),
    ("sitting.booked", "Set a day for the panel"),
    ("sitting.opened", "Open a sitting"),
    ("panelist.removed", "Record that somebody stands down"),
    ("sitting.closed", "Close the sitting"),
)


def _acts(look: Look, panel: Panel) -> tuple[tuple[Act, ...], tuple[tuple[str, str], ...]]:
    """Return what can be done with the panel now, and what cannot and why."""
    acts, not_now = offered_now(look, panel.id, ACTS)
    if may_build(look, panel.id):
        acts = (Act("Build the panel", building_link(look.reference, panel.id)), *acts)
    return acts, not_now
