"""Quorum, votes and independence: what a panel's own rules say of the people in the room.

In: the panel's rule and who is there. Out: plain answers with what is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reconvene.core.casefile.case import Case, Made, PanelState, PointState
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.panels import Fit, Panel
from reconvene.core.record.panels import DecisionPut, PanelistAppointed

CHAIR = "chair"
MEMBER = "member"
ADVISER = "adviser"


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether those present may decide, and otherwise what is missing, as stable codes."""

    is_quorate: bool
    missing: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def votes(appointee: PanelistAppointed, panel: Panel) -> bool:
    """Tell whether an appointee has a vote: members and seats do, advisers never."""
    if appointee.seat == ADVISER:
        return False
    return appointee.seat != CHAIR or panel.vote.chair_votes


def quorum(panel: Panel, present: Iterable[PanelistAppointed], definition: Definition) -> Quorum:
    """
    Return whether these appointees, being present, make a quorum.

    Source: SP 5.7 (advisers and minute-taker never count), OX 1b.5 (every named seat).
    """
    sitting = [one for one in present if one.seat != ADVISER]
    rule = panel.quorum
    missing: list[str] = []
    if rule.chair and not any(one.seat == CHAIR for one in sitting):
        missing.append(CHAIR)
    if rule.all_seats:
        filled = {one.seat for one in sitting}
        missing += [f"seat:{seat.id}" for seat in panel.seats if seat.id not in filled]
    counted = sum(
        1
        for one in sitting
        if one.seat != CHAIR or (panel.chair is not None and panel.chair.counts_as_member)
    )
    if counted < rule.members:
        missing.append(f"members:{rule.members - counted}")
    agencies = {one.person.agency for one in sitting}
    if len(agencies) < rule.agencies:
        missing.append(f"agencies:{rule.agencies - len(agencies)}")
    council = {agency.id for agency in definition.agencies if agency.is_council}
    warned = rule.warn_all_council and bool(sitting) and agencies <= council
    return Quorum(not missing, tuple(missing), ("all-council",) if warned else ())


def is_carried(put: DecisionPut, panel: Panel, chair: str | None) -> bool:
    """
    Tell whether a decision is carried: more votes for than against, among those voting.

    A tie carries nothing, unless the authority gave the chair the casting vote.
    Source: SP 5.9.
    """
    votes_for, against = len(put.votes_for), len(put.against)
    if panel.vote.by == "unanimous":
        return votes_for > 0 and against == 0
    if votes_for == against and votes_for and panel.vote.tie == "chair decides":
        return chair in put.votes_for
    return votes_for > against


def misfit(fit: Fit, appointee: PanelistAppointed, definition: Definition) -> str | None:
    """Return what an appointee lacks for a seat ("senior", "partner", "agency"), or None."""
    agency = definition.by_id["agencies"].get(appointee.person.agency)
    if agency is None or (fit.agencies and agency.id not in fit.agencies):
        return "agency"
    if fit.partner and not agency.is_partner:
        return "partner"
    if fit.senior and not appointee.is_senior:
        return "senior"
    return None


def is_decided(
    state: PanelState, point: PointState, definition: Definition, *, sitting: int | None = None
) -> bool:
    """
    Tell whether a panel has disposed of a point, for every child it concerns.

    A final decision counts if it stands and came after the last sitting that put the point off; a
    vote that was tied or lost decides nothing. With `sitting`, what that sitting puts off counts
    too.
    Source: SP 5.9 (per point and child), 5.9.e.
    """
    put = [made for made in state.standing() if made.put.point == point.id]
    for child in point.children or ("",):
        here = [made for made in put if made.put.child in ("", child)]
        put_off = max((made.sitting for made in here if _puts_off(made, definition)), default=0)
        if put_off and put_off == sitting:
            continue
        if not any(
            definition.decision(made.put.decision).is_final and made.sitting > put_off
            for made in here
        ):
            return False
    return True


def _puts_off(made: Made, definition: Definition) -> bool:
    return definition.decision(made.put.decision).adjourns


def undecided(case: Case, panel: str) -> tuple[str, ...]:
    """
    Return the points a panel's last sitting neither decides nor puts off, in the order raised.

    A vote that is tied or lost does neither. Source: SP 5.9.
    """
    stage, state = case.definition.stage_of_panel(panel), case.panels[panel]
    at_it = case.points_at(stage.id) if stage else ()
    now = len(state.sittings)
    return tuple(
        point.id for point in at_it if not is_decided(state, point, case.definition, sitting=now)
    )


def has_quorum(case: Case, panel: str) -> bool:
    """
    Tell whether those who came to a panel's last sitting, and still sit on it, are a quorum.

    Source: SP 5.7.
    """
    state = case.panels[panel]
    here = (state.appointed[name] for name in state.sittings[-1].present if name in state.appointed)
    return quorum(case.definition.panel(panel), here, case.definition).is_quorate


def minutes_tasks(definition: Definition, panel: Panel) -> tuple[str, ...]:
    """
    Return the tasks that are done once somebody is found to take a panel's minutes; may be empty.

    They are those of the clause that asks for a minute-taker. Source: SP 5.5.
    """
    asked = set(panel.minute_taker or ())
    return tuple(task.id for task in definition.tasks if asked & set(task.source))


def has_minute_taker(case: Case, panel: str) -> bool:
    """
    Tell whether a panel has somebody to take its minutes, or needs nobody.

    It has whoever was found beforehand, or named when it sat. Source: SP 5.5.
    """
    rule = case.definition.panel(panel)
    sittings = case.panels[panel].sittings if panel in case.panels else ()
    found = (case.matching("task.done", task) for task in minutes_tasks(case.definition, rule))
    return not rule.minute_taker or any(one.minute_taker for one in sittings) or any(found)
