"""
What must happen next in a case, and what the family may do: each with its last day and its reason.

In: a context, names, and the acts open now. Out: items in the order they fall due.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reconvene.core.conduct.context import Context
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.web.browse.act_words import BUTTONS, Act, acts_meeting, first_open
from reconvene.web.browse.names import Names, listed
from reconvene.web.browse.owed import Days, duty_days, right_day
from reconvene.web.components.shown import Act as Link
from reconvene.web.components.shown import LastDay, Standing
from reconvene.web.components.wording import day

ALL_DONE = "Nothing is owed. Everything that had to be done is done."
DROPPED = (
    "Nothing is owed now. What was not done is no longer owed: “What was done, and when it was due” "
    "says why."
)
FAR = date.max
To = Callable[[str, str | None], str]


@dataclass(frozen=True, slots=True)
class DutyItem:
    """
    One thing owed: what, by whom, for which points or people, by when, and how to do it.

    `keys` are those of the duties it stands for, as rows of the worklist name them.
    """

    words: str
    by: str
    concerns: str
    days: Days
    act: Link | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RightItem:
    """One thing the family may do, or might have done; `keys` are those of its rights."""

    words: str
    concerns: str
    last_day: LastDay
    act: Link | None = None
    keys: tuple[str, ...] = ()


def next_duties(
    duties: Iterable[Duty], ctx: Context, names: Names, to: To | None, is_open: Collection[Act]
) -> tuple[DutyItem, ...]:
    """
    Return what is owed now, soonest first; what has no last day stands at its target.

    Without `to` they lead nowhere, for whoever can only read.
    """
    found = [duty for duty in duties if duty.is_open]
    return _items(sorted(found, key=_soonest), ctx, names, to, is_open)


def past_duties(duties: Iterable[Duty], ctx: Context, names: Names) -> tuple[DutyItem, ...]:
    """Return what was owed and is no more: met, or no longer owed; the latest first."""
    found = [duty for duty in duties if not duty.is_open]
    found.sort(key=lambda duty: duty.met_on or duty.arose.on, reverse=True)
    return _items(found, ctx, names, None, ())


def nothing_owed(past: Iterable[DutyItem]) -> str:
    """Say that nothing is owed any more; that all of it was done only where nothing was dropped."""
    stands = {item.days.last.standing for item in past}
    return DROPPED if Standing.NO_LONGER_OWED in stands else ALL_DONE


def _soonest(duty: Duty) -> tuple[date, date]:
    return duty.last_on or duty.target_on or FAR, duty.arose.on


def _items(
    duties: list[Duty], ctx: Context, names: Names, to: To | None, is_open: Collection[Act]
) -> tuple[DutyItem, ...]:
    """Make one item of neighbours that differ only in the person they are owed to."""
    return tuple(
        _item(list(alike), ctx, names, to, is_open)
        for _, alike in groupby(
            duties,
            key=lambda one: (
                *(one.rule.id, one.last_on, one.met_on, one.status, one.points),
                *(one.owners, one.what),
            ),
        )
    )


def _item(
    alike: list[Duty], ctx: Context, names: Names, to: To | None, is_open: Collection[Act]
) -> DutyItem:
    duty = alike[0]
    calendar = ctx.days.as_known_on(ctx.today)
    act = first_open(acts_meeting(ctx.definition, duty.rule.id), is_open) if to else None
    link = Link(BUTTONS[act[0]], to(*act), duty.rule.label) if to and act else None
    return DutyItem(
        words=f"{duty.rule.label}: {duty.what}" if duty.what else duty.rule.label,
        by=_owner(duty, names),
        concerns=_concerns(alike, names),
        days=duty_days(duty, ctx.definition, ctx.today, calendar),
        act=link,
        keys=tuple(one.key for one in alike),
    )


def _owner(duty: Duty, names: Names) -> str:
    roles = listed([names.role(role) for role in duty.owners]).replace(" and ", " or ")
    return f"{names.person(duty.owner)} ({roles})" if duty.owner else f"The {roles}"


def _concerns(alike: list[Duty], names: Names) -> str:
    """Say whom or what a duty is about, where that is not the whole case."""
    duty = alike[0]
    people = [names.person(one.person) for one in alike if one.person]
    agencies = [names.label("agencies", one.agency) for one in alike if one.agency]
    children = [names.child(one.child) for one in alike if one.child]
    said = [listed(list(dict.fromkeys(some))) for some in (people, agencies, children) if some]
    if duty.points and 0 < len(duty.points) < len(names.case.points):
        said.append(names.points(duty.points))
    return f"For {'; '.join(said)}" if said else ""


def family_rights(
    ctx: Context, names: Names, to: To, is_open: Collection[Act]
) -> tuple[RightItem, ...]:
    """Return what the family may do now, soonest end first; alike ones for several points as one."""
    found = [right for right in ctx.rights if right.is_open]
    found.sort(key=lambda right: (right.last_on or FAR, right.rule.id))
    return _rights(found, ctx, names, to, is_open)


def lapsed_rights(
    ctx: Context, names: Names, to: To, is_open: Collection[Act]
) -> tuple[RightItem, ...]:
    """Return what the family let go by; asking late is still possible, and somebody decides."""
    found = [right for right in ctx.rights if right.status == "lapsed"]
    return _rights(found, ctx, names, to, is_open)


def _rights(
    found: list[Right], ctx: Context, names: Names, to: To, is_open: Collection[Act]
) -> tuple[RightItem, ...]:
    calendar = ctx.days.as_known_on(ctx.today)
    items = []
    for _, group in groupby(found, key=lambda one: (one.rule.id, one.last_on, one.needs)):
        alike = list(group)
        right = alike[0]
        points = [one.point for one in alike if one.point]
        is_whole = len(points) == len(names.case.points)
        act = ("stage.requested", right.rule.opens)
        link = Link("Record that they ask", to(*act), right.rule.label) if act in is_open else None
        items.append(
            RightItem(
                right.rule.label,
                "" if is_whole else f"For {names.points(points)}",
                right_day(right, ctx.definition, ctx.today, calendar),
                link,
                tuple(one.key for one in alike),
            )
        )
    return tuple(items)


def lodging_words(ctx: Context) -> str:
    """Return whether the complaint came in time, in a sentence; empty where there is no limit."""
    right = ctx.lodging
    if right.last_on is None or right.used_on is None:
        return ""
    how = "late" if right.status == "used late" else "in time"
    return (
        f"The complaint came {how}: on {day(right.used_on)}; the last day was {day(right.last_on)}."
    )


def lodging_day(ctx: Context) -> LastDay | None:
    """Return the last day for complaining, to be explained; None where it was not counted."""
    right = ctx.lodging
    if not lodging_words(ctx) or right.count is None:
        return None
    calendar = ctx.days.as_known_on(ctx.today)
    day_shown = right_day(right, ctx.definition, ctx.today, calendar)
    return day_shown if day_shown.reached or day_shown.strip else None
