"""What entries change about a case: what is so with them, against what was so without.

In: a case as somebody meets it. Out: what follows, as far as they see the case.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import takewhile
from typing import Any

from reconvene.core.conduct.context import Context
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.desk.foreseen import as_it_was
from reconvene.desk.look import Look, seen


@dataclass(frozen=True, slots=True)
class Effects:
    """
    What follows from one or more entries, each in the order of the definition.

    `arising` are duties then owed, `met` those met, `dropped` those ended otherwise, `moved` those
    whose last day is another. `opening` are rights the family then has, `lapsed` rights that they
    can then only ask for late, and did not have so before, `lost` rights they had and then have no
    more, `untold` rights of which nobody can tell the last day any more, and could, `shifted` other
    rights whose last day is another, `judged` rights they used that then count as late and did not,
    or the other way round, `timed` duties that were met and then count as met late and did not, or
    the other way round. `reopens` is the day on which the case that is opened again was closed.
    """

    arising: tuple[Duty, ...] = ()
    met: tuple[Duty, ...] = ()
    dropped: tuple[Duty, ...] = ()
    moved: tuple[Duty, ...] = ()
    opening: tuple[Right, ...] = ()
    lapsed: tuple[Right, ...] = ()
    lost: tuple[Right, ...] = ()
    untold: tuple[Right, ...] = ()
    shifted: tuple[Right, ...] = ()
    judged: tuple[Right, ...] = ()
    timed: tuple[Duty, ...] = ()
    reopens: date | None = None


_OF_A_CASE = tuple(field.name for field in fields(Effects) if field.name != "reopens")
"""What of it are duties and rights, each with a key."""


def caused(look: Look, number: int) -> Effects:
    """Return what an entry on the record made another, with an entry that it brought along."""
    return _between(look, number - 1, _last_of(look.whole, number))


def caused_at_once(look: Look, number: int) -> Effects:
    """Return what an entry made another, with all its actor put on the record at that instant."""
    first, *rest = look.whole.events[number - 1 :]
    at_once = (first.actor, first.recorded_at)
    others = takewhile(lambda one: (one.actor, one.recorded_at) == at_once, rest)
    return _between(look, number - 1, number + len(list(others)))


def causing(look: Look, then: Look) -> Effects:
    """Return what would be another in a case, as somebody sees it now and would see it then."""
    return _as_shown(seen(look), seen(then))


def _as_shown(before: Look, after: Look) -> Effects:
    """
    Return what is another in a case as somebody sees it.

    Whoever is complained of sees it cut down, where what others did looks undone: to them, only
    what is another in the whole of it too.
    """
    shown = effects(before.context, after.context)
    if not (before.is_answering or after.is_answering):
        return shown
    whole = effects(before.whole, after.whole)
    kept: dict[str, Any] = {name: _also_in(whole, shown, name) for name in _OF_A_CASE}
    return replace(shown, reopens=shown.reopens if whole.reopens else None, **kept)


def _also_in(whole: Effects, shown: Effects, name: str) -> tuple[Any, ...]:
    truly = {one.key for one in getattr(whole, name)}
    return tuple(one for one in getattr(shown, name) if one.key in truly)


def _between(look: Look, before: int, after: int) -> Effects:
    """Return what somebody sees as another, with so many entries of a case and with so many more."""
    return _as_shown(as_it_was(look, before), as_it_was(look, after))


def _last_of(ctx: Context, number: int) -> int:
    """Return the number of the last entry of an act: a request may bring a reopening along."""
    kinds = [event.kind for event in ctx.events[number - 1 : number + 1]]
    return number + 1 if kinds == ["stage.requested", "case.reopened"] else number


def effects(before: Context, after: Context) -> Effects:
    """Return what makes a case after some entries another than it was before them."""
    all_before = {duty.key: duty for duty in before.duties}
    was = {key: duty for key, duty in all_before.items() if duty.is_open}
    now = {duty.key: duty for duty in after.duties}
    open_now = [duty for duty in after.duties if duty.is_open]
    was_held = {right.key: right for right in before.rights}
    was_open = {key for key, right in was_held.items() if right.is_open}
    was_lapsed = {key for key, right in was_held.items() if _is_lapsed(right)}
    lapsed = tuple(one for one in after.rights if _is_lapsed(one) and one.key not in was_lapsed)
    was_of = {(one.rule.id, one.point): one for one in before.rights}
    untold = tuple(
        one for one in after.rights if _is_untold(one, was_of.get((one.rule.id, one.point)))
    )
    told = [one for one in after.rights if one not in untold]
    ended = [now.get(key, duty) for key, duty in was.items() if not _is_owed(now.get(key))]
    return Effects(
        arising=tuple(duty for duty in open_now if duty.key not in was),
        met=tuple(duty for duty in ended if _is_met(duty)),
        dropped=tuple(duty for duty in ended if not _is_met(duty)),
        moved=tuple(
            duty for duty in open_now if duty.key in was and duty.last_on != was[duty.key].last_on
        ),
        opening=tuple(one for one in told if one.is_open and one.key not in was_open),
        lapsed=lapsed,
        lost=tuple(one for one in before.rights if one.is_open and not _is_kept(one, after)),
        untold=untold,
        shifted=tuple(
            one
            for one in told
            if one.key in was_held
            and one.status != "gone"
            and one not in lapsed
            and one.last_on != was_held[one.key].last_on
        ),
        judged=tuple(
            one
            for one in after.rights
            if one.key in was_held and {one.status, was_held[one.key].status} == _USED
        ),
        timed=tuple(
            one
            for one in after.duties
            if one.key in all_before and {one.status, all_before[one.key].status} == _MET
        ),
        reopens=before.case.closed_on if after.case.closed_on is None else None,
    )


_USED = {"used", "used late"}
_MET = {"met", "met late"}
_UNUSED = {"open", "lapsed"}


def _is_lapsed(right: Right) -> bool:
    return right.status == "lapsed"


def _is_untold(right: Right, was: Right | None) -> bool:
    """
    Tell whether nobody can say any more until when a right runs, and they could; or, of the right
    to complain at all, whether it was used in time.
    """
    if was is None or right.status != "not determined":
        return False
    return was.status in _UNUSED or (right.used_on is not None and was.status in _USED)


def _is_kept(right: Right, after: Context) -> bool:
    """Tell whether a right is left to the family, late or used as it may be, or arisen anew."""
    return any(
        one.status != "gone"
        for one in after.rights
        if (one.rule.id, one.point) == (right.rule.id, right.point)
    )


def _is_owed(duty: Duty | None) -> bool:
    return duty is not None and duty.is_open


def _is_met(duty: Duty) -> bool:
    return duty.status.startswith("met")
