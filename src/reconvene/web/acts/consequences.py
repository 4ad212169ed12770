"""
What an act would cause, or did cause, in words: what it meets, what is then owed, what opens.

In: a preview from the desk, or an entry of the record. Out: values that a template lays out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Allowed, Warned
from reconvene.core.conduct.context import Context
from reconvene.core.duties.held import Right, rights
from reconvene.core.duties.owed import Duty, duties
from reconvene.desk.look import Look
from reconvene.desk.preview import Preview
from reconvene.library.words.answers import warning_words
from reconvene.library.words.naming import label_of, person_name, role_name
from reconvene.library.words.plain import listed, said_day
from reconvene.web.browse.act_words import acts_meeting
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
    """Everything that follows from an act, in the order a person would want to know it."""

    warnings: tuple[Caution, ...] = ()
    met: tuple[str, ...] = ()
    arising: tuple[Follows, ...] = ()
    opening: tuple[Follows, ...] = ()
    lapsed: tuple[Follows, ...] = ()
    moved: tuple[Follows, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Tell whether nothing follows but the entry itself."""
        return not any(
            (self.met, self.arising, self.opening, self.lapsed, self.moved, self.dropped)
        )


def consequences(ctx: Context, preview: Preview) -> Consequences:
    """Return what an act would cause, in words."""
    return Consequences(
        warnings=tuple(_warning(ctx, one) for one in preview.warnings),
        met=tuple(_met(ctx, one) for one in preview.met),
        arising=_owed(ctx, preview.arising),
        opening=_opening(ctx, preview.opening),
        moved=_owed(ctx, preview.moved),
        dropped=tuple(_named(ctx, one) for one in preview.dropped),
    )


def caused(look: Look, number: int) -> Consequences:
    """Return what an entry on the record caused: what is so with it, against what was without."""
    ctx = look.context
    before = _state(ctx, number - 1)
    after = _state(ctx, number)
    was = {duty.key: duty for duty in before[0] if duty.is_open}
    now = {duty.key: duty for duty in after[0]}
    was_held = {right.key for right in before[1] if right.is_open}
    met = [now[key] for key in was if key in now and now[key].status.startswith("met")]
    gone = [
        now.get(key, duty)
        for key, duty in was.items()
        if key not in now or now[key].status == "no longer owed"
    ]
    preview = Preview(
        answer=Allowed(warnings=_none()),
        arising=tuple(duty for duty in after[0] if duty.is_open and duty.key not in was),
        met=tuple(met),
        dropped=tuple(gone),
        moved=tuple(
            duty
            for duty in after[0]
            if duty.is_open and duty.key in was and duty.last_on != was[duty.key].last_on
        ),
        opening=tuple(r for r in after[1] if r.is_open and r.key not in was_held),
    )
    known = {right.key for right in before[1]}
    lapsed = [right for right in after[1] if right.status == "lapsed" and right.key not in known]
    return replace(consequences(ctx, preview), lapsed=_lapsed(ctx, lapsed))


def could_meet(ctx: Context, kind: str, about: str | None) -> tuple[Follows, ...]:
    """Return the open duties that this act is there to meet; may be empty."""
    found = [
        duty
        for duty in ctx.duties
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


def _none() -> tuple[Warned, ...]:
    return ()


def _state(ctx: Context, length: int) -> tuple[tuple[Duty, ...], tuple[Right, ...]]:
    case = fold(ctx.definition, ctx.events[:length])
    return duties(case, ctx.days, ctx.today), rights(case, ctx.days, ctx.today)


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


def _held(ctx: Context, found: Iterable[Right], says: str) -> tuple[Follows, ...]:
    """Return rights with their last days; those of several points that end alike, as one."""
    calendar = ctx.days.as_known_on(ctx.today)
    shown = {}
    for right in found:
        last_day = right_day(right, ctx.definition, ctx.today, calendar)
        words = says.format(within(label_of(ctx, right.rule.id)))
        shown[right.rule.id, right.last_on] = Follows(words, last_day)
    return tuple(shown.values())
