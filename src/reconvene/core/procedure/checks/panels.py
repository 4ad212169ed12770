"""Every panel can be filled, be quorate and decide, and its decisions do not contradict themselves.

In: an outline. Out: problems about panels.
"""

from collections.abc import Iterator

from reconvene.core.procedure.checks.found import wrong
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.panels import Fit, Panel
from reconvene.core.procedure.problem import Problem

RESERVED_SEATS = frozenset({"chair", "member", "adviser"})


def quorums_that_cannot_be(outline: Outline) -> Iterator[Problem]:
    """Yield a quorum of more people, or more agencies, than can ever sit."""
    for panel in outline.definition.panels:
        if not _has_people(panel):
            continue
        for message, key in _short_of(outline.definition, panel):
            yield wrong("quorum-impossible", message, "panels", panel.id, "quorum", key)
        members = panel.members
        if members and members.at_most is not None and members.at_most < members.at_least:
            message = f"at least {members.at_least} members and at most {members.at_most} cannot be"
            yield wrong("members-impossible", message, "panels", panel.id, "members", "at_most")


def _short_of(definition: Definition, panel: Panel) -> Iterator[tuple[str, str]]:
    quorum, chair = panel.quorum, panel.chair
    counted = _most_members(panel) + (1 if chair and chair.counts_as_member else 0)
    sitting = _most_members(panel) + (1 if chair else 0)
    agencies = len(definition.agencies)
    if quorum.chair and chair is None:
        yield "a quorum needs the chair, and this panel has none; write 'chair: false'", "chair"
    if quorum.all_seats and not panel.seats:
        yield "a quorum needs every seat, and this panel names none", "all_seats"
    if quorum.members > counted:
        yield f"a quorum of {quorum.members} members, and at most {counted:g} can sit", "members"
    if quorum.agencies > min(sitting, agencies):
        most = f"{min(sitting, agencies):g}"
        yield f"a quorum of {quorum.agencies} agencies, and there can be {most} at most", "agencies"


def _has_people(panel: Panel) -> bool:
    return bool(panel.chair or panel.members or panel.seats)


def _most_members(panel: Panel) -> float:
    pool = panel.members
    from_pool = 0 if pool is None else float("inf") if pool.at_most is None else pool.at_most
    return len(panel.seats) + from_pool


def seats_that_nobody_fits(outline: Outline) -> Iterator[Problem]:
    """Yield a seat that no agency of the procedure may fill, or whose name is taken."""
    for panel in outline.definition.panels:
        home = ("panels", panel.id)
        fits: list[tuple[Fit, tuple[str | int, ...]]] = [
            (seat.fit, (*home, "seats", seat.id, "fit")) for seat in panel.seats
        ]
        fits += [(panel.chair.fit, (*home, "chair", "fit"))] if panel.chair else []
        fits += [(panel.members.fit, (*home, "members", "fit"))] if panel.members else []
        for fit, path in fits:
            if not _can_be_filled(outline, fit):
                message = "nobody fits this seat: none of the agencies it allows is a partner"
                yield wrong("seat-for-nobody", message, *path)
        for seat in panel.seats:
            if seat.id in RESERVED_SEATS:
                message = f"'{seat.id}' is kept for the panel's {seat.id}; give the seat another id"
                yield wrong("seat-name-kept", message, *home, "seats", seat.id, "id")


def _can_be_filled(outline: Outline, fit: Fit) -> bool:
    allowed = [
        agency
        for agency in outline.definition.agencies
        if not fit.agencies or agency.id in fit.agencies
    ]
    return not allowed or any(agency.is_partner or not fit.partner for agency in allowed)


def panels_without_people(outline: Outline) -> Iterator[Problem]:
    """Yield a panel that nobody sits on, or whose tie waits for a chair it does not have."""
    for panel in outline.definition.panels:
        home = ("panels", panel.id)
        if not _has_people(panel):
            message = f"nobody sits on the panel '{panel.id}': give it a chair, members or seats"
            yield wrong("nobody-sits", message, *home)
        if panel.vote.tie == "chair decides" and not (panel.chair and panel.vote.chair_votes):
            message = "a tie waits for the chair, and there is no chair who votes"
            yield wrong("tie-for-nobody", message, *home, "vote", "tie")
        if panel.vote.tie == "chair decides" and panel.vote.by == "unanimous":
            message = "a unanimous vote knows no tie, so there is nothing for the chair to decide"
            yield wrong("tie-without-majority", message, *home, "vote", "tie")


def decisions_that_contradict(outline: Outline) -> Iterator[Problem]:
    """Yield a decision that is both final and not, excludes itself, or adjourns for no time."""
    for panel in outline.definition.panels:
        for decision in panel.decisions:
            home = ("panels", panel.id, "decisions", decision.id)
            if decision.id in decision.excludes:
                message = f"the decision '{decision.id}' excludes itself"
                yield wrong("excludes-itself", message, *home, "excludes")
            if not decision.adjourns:
                continue
            if decision.is_final:
                message = f"the decision '{decision.id}' adjourns: write is_final: false"
                yield wrong("adjourns-for-good", message, *home, "adjourns")
            if not {"timescale", "further_on"} <= set(decision.needs):
                message = (
                    f"the decision '{decision.id}' adjourns: it needs a timescale and the day of "
                    "the further sitting (needs: [timescale, further_on])"
                )
                yield wrong("adjourns-without-day", message, *home, "adjourns")
        if not any(decision.is_final for decision in panel.decisions):
            message = f"the panel '{panel.id}' has no final decision, so it can never finish"
            yield wrong("never-decides", message, "panels", panel.id, "decisions")


def decisions_and_results(outline: Outline) -> Iterator[Problem]:
    """Yield a decision that calls for an end result although it does not dispose of the point."""
    for panel in outline.definition.panels:
        for decision in panel.decisions:
            if decision.result and not decision.is_final:
                message = f"the decision '{decision.id}' is not final, so it gives no end result"
                home = ("panels", panel.id, "decisions", decision.id, "result")
                yield wrong("result-too-early", message, *home)


def panels_without_stage(outline: Outline) -> Iterator[Problem]:
    """Yield a panel that sits at no stage, or at two."""
    for panel in outline.definition.panels:
        homes = [stage for stage in outline.definition.stages if stage.panel == panel.id]
        if not homes:
            message = f"the panel '{panel.id}' sits at no stage"
            yield wrong("panel-at-no-stage", message, "panels", panel.id)
        for stage in homes[1:]:
            message = f"the panel '{panel.id}' already sits at stage '{homes[0].id}'"
            yield wrong("panel-at-two-stages", message, "stages", stage.id, "panel")
