"""Would this panel be quorate and independent, and if not, why: asked before anybody is appointed.

In: a context, a panel, and who is thought of for it. Out: each of them weighed, and the whole.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from reconvene.core.casefile.case import PanelState
from reconvene.core.casefile.panels import ADVISER, Quorum, quorum
from reconvene.core.casefile.panels import has_minute_taker as is_minuted
from reconvene.core.conduct.answer import Ground, Refused, Warned
from reconvene.core.conduct.appointing import found_since, is_found, stands_against
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.interests import tied_refusal
from reconvene.core.conduct.panels import state_of
from reconvene.core.procedure.panels import Bar, Panel
from reconvene.core.record.event import Entry
from reconvene.core.record.panels import PanelistAppointed
from reconvene.core.record.payload import plain_name

KnownAs: TypeAlias = Mapping[str, Collection[str]]
"""The ids of everybody the record names, by their `plain_name`."""
MINUTE_TAKER = "minute-taker"
Standing: TypeAlias = Literal["free", "declared", "found", "not asked"]
"""How somebody stands to a bar: they said no, said yes, the record shows it, nobody asked."""


@dataclass(frozen=True, slots=True)
class BarWeighed:
    """A bar of the panel and how somebody stands to it, with its clause."""

    bar: str
    standing: Standing
    clause: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """
    Somebody on a panel or thought of for it, and everything for which they cannot sit.

    `against` leaves out what they were not asked yet: that is in `unasked`, and can still be good.
    `act` is the kind of entry that would be refused; the first of `against` is what it would say,
    but for somebody whose name is on the panel already under another id. `perhaps` is what the
    record shows of others of their name: whether it means them, only people can tell.
    """

    appointed: PanelistAppointed
    has_seat: bool
    against: tuple[Refused, ...]
    bars: tuple[BarWeighed, ...]
    perhaps: tuple[Refused, ...] = ()

    @property
    def act(self) -> str:
        return "sitting.opened" if self.has_seat else "panelist.appointed"

    @property
    def unasked(self) -> tuple[BarWeighed, ...]:
        return tuple(bar for bar in self.bars if bar.standing == "not asked")


@dataclass(frozen=True, slots=True)
class Composition:
    """
    A panel as it would be, if everybody in it who can sit came.

    `people` are those who have a seat, then those thought of, each in the order given. `missing`
    is what stands between it and a decision: a code as `Quorum` has it, or "minute-taker", with
    its clause. Both may be empty.
    """

    people: tuple[Weighed, ...]
    quorum: Quorum
    missing: tuple[tuple[str, str], ...]
    warnings: tuple[Warned, ...]

    @property
    def is_independent(self) -> bool:
        """Tell whether nothing stands against anybody, as far as it is known."""
        return not any(one.against for one in self.people)

    @property
    def is_certain(self) -> bool:
        """Tell whether nobody has the name of somebody who is barred or tied under another id."""
        return not any(one.perhaps for one in self.people)

    @property
    def is_asked(self) -> bool:
        """Tell whether everybody has answered every bar."""
        return not any(one.unasked for one in self.people)

    @property
    def is_good(self) -> bool:
        """Tell whether it can be appointed as it is, and would be a quorum when it sits."""
        return self.is_independent and self.is_certain and self.is_asked and not self.missing


def composed(
    ctx: Context,
    panel: str,
    thought_of: Sequence[PanelistAppointed] = (),
    *,
    has_minute_taker: bool = False,
    known_as: KnownAs = MappingProxyType({}),
) -> Composition:
    """
    Return what a panel would be with these people on it besides those who have a seat.

    Each is weighed by what would refuse the act of appointing them, as if those before had been
    appointed. Whoever is not asked yet counts as if they would say that no bar applies.

    Args:
        ctx: The case and who asks.
        panel: Which panel.
        thought_of: Entries as they would be made, `declared` holding only what was asked.
        has_minute_taker: Somebody is thought of to take the minutes, whom the record does not name.
        known_as: Under which ids the record knows whom; without it nobody is looked up by name.

    Source: SP 5.2 to 5.7, OX 1b.5, 1b.6.
    """
    rule, state = ctx.definition.panel(panel), state_of(ctx, panel)
    people = [_seated(ctx, rule, one, known_as) for one in state.appointed.values()]
    for one in thought_of:
        found = _thought_of(ctx, rule, state, one, known_as)
        people.append(found)
        if not found.against:
            state = replace(state, appointed={**state.appointed, one.person.id: one})
    would_sit = [one.appointed for one in people if not one.against]
    found_quorum = quorum(rule, would_sit, ctx.definition)
    clause = ctx.cite(rule.quorum.source)
    missing = [(code, clause) for code in found_quorum.missing]
    if rule.minute_taker and not (has_minute_taker or is_minuted(ctx.case, panel)):
        missing.append((MINUTE_TAKER, ctx.cite(rule.minute_taker)))
    warned = tuple(Warned(code, clause) for code in found_quorum.warnings)
    return Composition(tuple(people), found_quorum, tuple(missing), warned)


def quorum_now(ctx: Context, panel: str) -> Quorum:
    """
    Return whether a panel can decide: by those who are here while it sits, else if everybody came.

    Whoever something stands against counts in neither. Source: SP 5.4, 5.7.
    """
    sitting = state_of(ctx, panel).open_sitting
    here = (
        one.appointed
        for one in composed(ctx, panel).people
        if not one.against and (sitting is None or one.appointed.person.id in sitting.present)
    )
    return quorum(ctx.definition.panel(panel), here, ctx.definition)


def missing_now(ctx: Context, panel: str) -> tuple[str, ...]:
    """
    Return what stands between a panel and a decision as it now is; codes as a `Composition` has.

    Source: SP 5.5, 5.7.
    """
    without = () if is_minuted(ctx.case, panel) else (MINUTE_TAKER,)
    return (*quorum_now(ctx, panel).missing, *without)


def _thought_of(
    ctx: Context, rule: Panel, state: PanelState, one: PanelistAppointed, known_as: KnownAs
) -> Weighed:
    """Weigh somebody who would be appointed next; of a tie no more is said than the act would say."""
    every = (*_twice(ctx, rule, state, one), *stands_against(ctx, state, one))
    against = tuple(found for found in every if found.ground is not Ground.NOT_DECLARED)
    return Weighed(
        one,
        has_seat=False,
        against=against or tuple(_tied(ctx, one)),
        bars=_bars(ctx, rule, one),
        perhaps=tuple(_perhaps(ctx, rule, one, known_as)),
    )


def _seated(ctx: Context, rule: Panel, one: PanelistAppointed, known_as: KnownAs) -> Weighed:
    """Weigh somebody who has a seat: what came to light since keeps them from sitting."""
    return Weighed(
        one,
        has_seat=True,
        against=tuple(_since(ctx, rule, one)),
        bars=_bars(ctx, rule, one),
        perhaps=tuple(_perhaps(ctx, rule, one, known_as)),
    )


def _since(ctx: Context, rule: Panel, one: PanelistAppointed) -> Iterator[Refused]:
    yield from _tied(ctx, one)
    since = found_since(ctx, rule, one)
    if since is not None:
        yield since


def _twice(
    ctx: Context, rule: Panel, state: PanelState, one: PanelistAppointed
) -> Iterator[Refused]:
    """Yield that somebody of this name is on the panel already: nobody has two seats by two ids."""
    others = (each.person for each in state.appointed.values() if each.person.id != one.person.id)
    name = plain_name(one.person.name)
    if name and name in {plain_name(other.name) for other in others}:
        yield refuse(Ground.ALREADY_DONE, ctx.cite(rule.source), seat=one.seat)


def _perhaps(
    ctx: Context, rule: Panel, one: PanelistAppointed, known_as: KnownAs
) -> Iterator[Refused]:
    """Yield what the record shows of anybody else of this name, if it would keep them from sitting."""
    for other in known_as.get(plain_name(one.person.name), ()):
        if other != one.person.id:
            them = msgspec.structs.replace(one.person, id=other)
            yield from _since(ctx, rule, msgspec.structs.replace(one, person=them))


def _tied(ctx: Context, one: PanelistAppointed) -> Iterator[Refused]:
    """Yield that somebody has a tie or is of the family; which of it, is told to nobody here."""
    proposed = Entry(kind="panelist.appointed", happened_on=ctx.today, data=one)
    found = tied_refusal(ctx, proposed)
    if found is not None:
        yield found


def _bars(ctx: Context, rule: Panel, one: PanelistAppointed) -> tuple[BarWeighed, ...]:
    bars = () if one.seat == ADVISER else rule.bars
    return tuple(
        BarWeighed(bar.kind, _standing(ctx, rule, bar, one), ctx.cite(bar.source)) for bar in bars
    )


def _standing(ctx: Context, rule: Panel, bar: Bar, one: PanelistAppointed) -> Standing:
    if is_found(ctx, rule, bar, one.person.id):
        return "found"
    if bar.kind not in one.declared:
        return "not asked"
    return "declared" if one.declared[bar.kind] else "free"
