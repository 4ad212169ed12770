"""
What stands under a case's heading: whether the decision stands, and anything unusual, in sentences.

In: a context and the names of its case. Out: sentences, most weighty first; none where all is usual.
"""

from collections.abc import Iterator

from reconvene.core.access.late import FoundLate, found_late
from reconvene.core.access.lifting import taken_back
from reconvene.core.access.matter import Matter
from reconvene.core.casefile.case import Case, PanelState, PointState
from reconvene.core.conduct.context import Context, needs_standing
from reconvene.core.conduct.opening import late_rights
from reconvene.core.procedure.panels import BAR_KINDS
from reconvene.core.record.after import CaseClosed, CaseSuspended
from reconvene.core.workdays import london_day
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.names import Names, because, ended, listed, sentence_case, within
from reconvene.web.components.wording import day, plural


def stands(case: Case) -> str:
    """Return the line that is part of every case's heading."""
    held = day(case.conference.held_on)
    if case.reviewed_on is None:
        return f"The conference’s decision of {held} stands until a conference reviews it."
    kinds = [
        within(case.definition.by_id["conferences"][name].label)
        for name, later in case.conferences.items()
        if later.held_on == case.reviewed_on and name in case.definition.by_id["conferences"]
    ]
    who = kinds[0] if kinds else "conference"
    return f"A {who} looked at the decision of {held} again on {day(case.reviewed_on)}."


def notices(ctx: Context, names: Names) -> tuple[str, ...]:
    """Return everything about the case that changes how the rest of the page is read."""
    return (
        *_closed(ctx),
        *_suspended(ctx),
        *_taken_on(ctx, names),
        *_overtaken(ctx),
        *(one for name, state in ctx.case.panels.items() for one in _panel(names, name, state)),
        *_tied(ctx, names),
        *_let_in_again(ctx, names),
    )


def has_late_ties(ctx: Context) -> bool:
    """Tell whether somebody was found barred since the case began, taken back since or not."""
    return bool(_late(ctx) or taken_back(ctx.events))


def _late(ctx: Context) -> tuple[FoundLate, ...]:
    return found_late(Matter("", ctx.case, ctx.events, frozenset))


def _tied(ctx: Context, names: Names) -> Iterator[str]:
    """Say who turned out to have a tie, and what they had decided; panels are told of apart."""
    for late in _late(ctx):
        told_apart = {bar for state in ctx.case.panels.values() for bar in _stood_down(state)}
        if late.person in told_apart:
            continue
        who, when = names.person(late.person), day(london_day(late.found_at))
        found = f"{who} turned out on {when} to have a tie to this family or this case, which is closed to them since."
        kinds = read_names("kind")
        decided = dict.fromkeys(within(kinds[one.kind]) for one in late.tainted)
        if not decided:
            yield f"{found} They had decided nothing in it."
        else:
            yield f"{found} What they decided before is marked: {'; '.join(decided)}. Somebody has to look at that again."


def _let_in_again(ctx: Context, names: Names) -> Iterator[str]:
    """Say who was kept from the case for a time, and who said that they need not be."""
    for one in taken_back(ctx.events):
        if one.kept.panel:
            continue
        who, when = names.person(one.kept.person), day(london_day(one.since.recorded_at))
        by, again = names.person(one.ended.actor), day(london_day(one.ended.recorded_at))
        if one.kept.chaired:
            yield f"{who} was named on {when} as who chaired the conference. {by} put that right on {again}."
        else:
            yield f"{who} was said on {when} to have a tie to this family or this case. {by} took that back on {again}."


def _stood_down(state: PanelState) -> Iterator[str]:
    return (gone.person.id for gone, _on, _reason, bar in state.removed if bar)


def _closed(ctx: Context) -> Iterator[str]:
    if ctx.case.closed_on is None:
        return
    said = [event.data for event in ctx.events if isinstance(event.data, CaseClosed)]
    reason = said[-1].reason if said else ""
    yield f"This case was closed on {day(ctx.case.closed_on)}{because(reason)}"


def _suspended(ctx: Context) -> Iterator[str]:
    if not ctx.case.is_suspended:
        return
    found = [event.data for event in ctx.events if isinstance(event.data, CaseSuspended)]
    since = day(ctx.case.paused[-1][0])
    if not found:
        yield f"Work on this case is paused since {since}."
        return
    said = found[-1]
    goes_on = ended(within(said.ends_when))
    yield f"Work on this case is paused since {since}{because(said.reason)} It goes on when: {goes_on}"


def _taken_on(ctx: Context, names: Names) -> Iterator[str]:
    """A complaint that is not taken on, or not yet: its lateness, or who may complain."""
    case, choice = ctx.case, ctx.case.standing
    if choice and not choice.accepted:
        who = names.with_role(choice.by)
        yield f"{sentence_case(who)} decided that {names.complainant} cannot use this procedure{because(choice.reasons)}"
    elif choice is None and needs_standing(ctx):
        yield f"It is not decided yet whether {names.complainant} can use this procedure."
    for right in late_rights(ctx):
        step = within(names.label("rights", right))
        yield f"Something came late ({step}). Somebody has to decide whether it is taken on."
    late = case.lateness.get(case.definition.lodging.id)
    if late and not late.accepted:
        yield f"The complaint came late and was not taken on{because(late.reasons)}"


def _overtaken(ctx: Context) -> Iterator[str]:
    case = ctx.case
    going_on = [point for point in case.live_points() if _goes_on(ctx, point)]
    if case.reviewed_on and going_on and not case.closed_on:
        live = plural(len(going_on), "point is", "points are")
        yield (
            "A conference has looked at the decision again while this complaint was going on. "
            f"{live} still to be seen through here."
        )


def _goes_on(ctx: Context, point: PointState) -> bool:
    """Tell whether a point still waits for an answer here, or the family may take it further."""
    if point.stage is None or point.stages[point.stage].closed_on is None:
        return True
    return any(right.is_open and right.point == point.id for right in ctx.rights)


def _panel(names: Names, name: str, state: PanelState) -> Iterator[str]:
    panel = within(names.label("panels", name))
    last = state.sittings[-1] if state.sittings else None
    if last and last.is_adjourned:
        again = f" It sits again on {day(state.planned_on)}." if state.planned_on else ""
        since = last.closed_on or last.opened_on
        yield f"The {panel} adjourned on {day(since)}: it did not know enough to decide.{again}"
    elif last and not last.is_quorate:
        yield f"The {panel} met on {day(last.opened_on)} without a quorum, so it could decide nothing."
    for gone, on, reason, bar in state.removed:
        if bar:
            yield _conflict(names, state, gone.person.id, f"{day(on)}{because(reason)}", bar)


def _conflict(names: Names, state: PanelState, person: str, when: str, bar: str) -> str:
    who = names.person(person)
    found = f"{who} stood down from the panel on {when} It had come to light that this person {BAR_KINDS.get(bar, bar)}."
    touched = [
        within(names.label("decisions", made.put.decision))
        for made in state.made
        if person in made.tainted_by
    ]
    if not touched:
        return f"{found} They had voted on nothing."
    return f"{found} They had voted on: {listed(touched)}. Somebody has to look at that again."
