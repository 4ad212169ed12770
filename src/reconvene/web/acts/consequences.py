"""
What an act would cause, or did cause, in words: what it meets, what is then owed, what opens.

In: a preview from the desk, or an entry of the record. Out: values that a template lays out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from reconvene.core.conduct.answer import Warned
from reconvene.core.conduct.context import Context
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty
from reconvene.desk.effects import Effects
from reconvene.desk.look import Look
from reconvene.desk.preview import Preview
from reconvene.library.words.answers import warning_words
from reconvene.library.words.naming import label_of, person_name, role_name
from reconvene.library.words.plain import listed, said_day
from reconvene.web.browse.act_words import acts_meeting
from reconvene.web.browse.case.put import duties_shown
from reconvene.web.browse.names import sentence_case, within
from reconvene.web.browse.owed import duty_days, right_day
from reconvene.web.components.clause_links import clause_links
from reconvene.web.components.shown import Follows


@dataclass(frozen=True, slots=True)
class Caution:
    """What somebody should know before going on, and the clause behind it; that may be empty."""

    reason: str
    clause: Markup


@dataclass(frozen=True, slots=True)
class Consequences:
    """
    Everything that follows from an act, in the order a person would want to know it. `reopens` is
    the day on which a case that it opens again was closed; usually empty.
    """

    warnings: tuple[Caution, ...] = ()
    reopens: str = ""
    met: tuple[str, ...] = ()
    arising: tuple[Follows, ...] = ()
    opening: tuple[Follows, ...] = ()
    lapsed: tuple[Follows, ...] = ()
    moved: tuple[Follows, ...] = ()
    untold: tuple[Follows, ...] = ()
    judged: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Tell whether nothing follows but the entry itself."""
        then = (self.arising, self.opening, self.lapsed, self.moved, self.untold)
        done = (self.met, self.judged, self.dropped, self.lost)
        return not (self.reopens or any(then) or any(done))


def in_words(ctx: Context, found: Effects) -> Consequences:
    """Return what follows, in words."""
    return Consequences(
        reopens=said_day(found.reopens) if found.reopens else "",
        met=_once(_met(ctx, one) for one in found.met),
        arising=_owed(ctx, found.arising),
        opening=_opening(ctx, found.opening),
        lapsed=_lapsed(ctx, found.lapsed),
        moved=(*_owed(ctx, found.moved), *_shifted(ctx, found.shifted)),
        untold=_untold(ctx, found.untold),
        judged=(
            *_once(_judged(ctx, one) for one in found.judged),
            *_once(_timed(ctx, one) for one in found.timed),
        ),
        dropped=_once(_named(ctx, one) for one in found.dropped),
        lost=_once(label_of(ctx, one.rule.id) for one in found.lost),
    )


def consequences(ctx: Context, preview: Preview) -> Consequences:
    """Return what an act would cause, in words."""
    warnings = tuple(_warning(ctx, one) for one in preview.warnings)
    return replace(in_words(ctx, preview.effects), warnings=warnings)


def could_meet(look: Look, kind: str, about: str | None) -> tuple[Follows, ...]:
    """Return the open duties that this act is there to meet; may be empty."""
    ctx = look.context
    found = [
        duty
        for duty in duties_shown(look)
        if duty.is_open
        and any(
            act[0] == kind and act[1] in (None, about)
            for act in acts_meeting(ctx.definition, duty.rule.id)
        )
    ]
    return _owed(ctx, found)


def _warning(ctx: Context, warned: Warned) -> Caution:
    said = warning_words(ctx, warned)
    return Caution(said.reason, clause_links(ctx.definition, said.clause))


def _owed(ctx: Context, found: Iterable[Duty]) -> tuple[Follows, ...]:
    """Return duties with their last days; those alike but for the person they go to, as one."""
    calendar = ctx.days.as_known_on(ctx.today)
    shown = []
    for _, group in groupby(found, key=lambda duty: (duty.rule.id, duty.last_on, duty.points)):
        alike = list(group)
        days = duty_days(alike[0], ctx.definition, ctx.today, calendar)
        if days.target and not days.last.on:
            shown.append(Follows(f"{_by(ctx, alike)}; our own target", days.target))
        else:
            shown.append(Follows(_by(ctx, alike), days.last))
    return tuple(shown)


def _by(ctx: Context, alike: Sequence[Duty]) -> str:
    duty = alike[0]
    owner = listed([role_name(ctx, role) for role in duty.owners], "or")
    people = [person_name(ctx, one.person) for one in alike if one.person]
    whom = f", for {listed(list(dict.fromkeys(people)))}" if people else ""
    return f"{sentence_case(owner)} must {within(duty.rule.label)}{whom}"


def _named(ctx: Context, duty: Duty) -> str:
    people = f", for {person_name(ctx, duty.person)}" if duty.person else ""
    return f"{duty.rule.label}{people}"


def _met(ctx: Context, duty: Duty) -> str:
    if duty.status == "met late" and duty.last_on:
        return f"{_named(ctx, duty)}. It was due on {said_day(duty.last_on)}, so it is late."
    return f"{_named(ctx, duty)}."


def _opening(ctx: Context, found: Iterable[Right]) -> tuple[Follows, ...]:
    return _held(ctx, found, "The family can {}")


def _lapsed(ctx: Context, found: Iterable[Right]) -> tuple[Follows, ...]:
    """Say of a right whose last day was past before it was on record until when it ran."""
    return _held(
        ctx, found, "The family could {}, until the end of the day below. They may still ask late"
    )


def _shifted(ctx: Context, found: Iterable[Right]) -> tuple[Follows, ...]:
    """Return rights whose last day is another; of one that was used, no days are left."""
    held = {is_open: [one for one in found if one.is_open is is_open] for is_open in (True, False)}
    says = "The family’s last day to {}"
    used = (
        replace(one, last_day=one.last_day and replace(one.last_day, beside=""))
        for one in _held(ctx, held[False], says)
    )
    return (*_held(ctx, held[True], says), *used)


def _untold(ctx: Context, found: Iterable[Right]) -> tuple[Follows, ...]:
    """Say of rights that nobody can tell their last day any more, and what that waits for."""
    lodging = ctx.definition.lodging.id
    used = [one for one in found if one.rule.id == lodging]
    held = [one for one in found if one.rule.id != lodging]
    return (
        *_held(ctx, used, "Nobody can tell any more whether the complaint came in time"),
        *_held(ctx, held, "The family can still {}, but nobody can tell any more until when"),
    )


def _judged(ctx: Context, right: Right) -> str:
    """Say that something the family did counts as late, or as in time."""
    rule, is_late = right.rule, right.status == "used late"
    is_complaint = rule.id == ctx.definition.lodging.id
    what = "The complaint" if is_complaint else f"What the family did ({within(rule.label)})"
    until = f": the last day was {said_day(right.last_on)}" if is_late and right.last_on else ""
    return f"{what} counts as {'late' if is_late else 'in time'}{until}."


def _timed(ctx: Context, duty: Duty) -> str:
    """Say that something the authority did counts as late, or as in time."""
    is_late = duty.status == "met late"
    done = f", done on {said_day(duty.met_on)}," if duty.met_on else ""
    until = f": the last day was {said_day(duty.last_on)}" if is_late and duty.last_on else ""
    counts = "late" if is_late else "in time"
    return f"What was owed ({within(_named(ctx, duty))}){done} counts as {counts}{until}."


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines in their order, those that say the same as one."""
    return tuple(dict.fromkeys(lines))


def _held(ctx: Context, found: Iterable[Right], says: str) -> tuple[Follows, ...]:
    """Return rights with their last days; those of several points that end alike, as one."""
    calendar = ctx.days.as_known_on(ctx.today)
    shown = {}
    for right in found:
        last_day = right_day(right, ctx.definition, ctx.today, calendar)
        words = says.format(within(label_of(ctx, right.rule.id)))
        shown[right.rule.id, right.last_on] = Follows(words, last_day)
    return tuple(shown.values())
