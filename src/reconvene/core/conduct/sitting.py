"""When a panel may sit, and when it may rise.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.casefile.panels import has_quorum, undecided
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.panels import (
    ready_for_panel,
    state_of,
    would_be_quorate,
)
from reconvene.core.conduct.papers import paper_refusal
from reconvene.core.procedure.panels import Panel
from reconvene.core.record.event import Entry
from reconvene.core.record.panels import SittingBooked, SittingOpened


def book(_ctx: Context, entry: Entry, data: SittingBooked) -> Answer:
    if data.for_on < entry.happened_on:
        return refuse(Ground.DATE_OUT_OF_ORDER, for_on=data.for_on.isoformat())
    return Allowed((entry,))


def ready_to_sit(ctx: Context, about: str | None) -> Answer:
    """A panel sits while points wait for it, one sitting at a time, until it has concluded."""
    answer = ready_for_panel(ctx, about)
    if not answer:
        return answer
    waiting = [panel for panel in ctx.definition.panels if about in (None, panel.id)]
    refusals = [_sitting_refusal(ctx, panel) for panel in waiting]
    return Allowed() if None in refusals else unless(refusals[0], Allowed())


def _sitting_refusal(ctx: Context, panel: Panel) -> Refused | None:
    state = state_of(ctx, panel.id)
    if state.open_sitting:
        return refuse(Ground.ALREADY_OPEN, ctx.cite(panel.source))
    if state.is_concluded:
        return refuse(Ground.ALREADY_DONE, ctx.cite(panel.source))
    return None


def open_sitting(ctx: Context, entry: Entry, data: SittingOpened) -> Answer:
    rule = ctx.definition.panel(data.panel)
    state = state_of(ctx, data.panel)
    if len(set(data.present)) != len(data.present):
        return refuse(Ground.CONTRADICTS, ctx.cite(rule.quorum.source), detail="present")
    strangers = [name for name in data.present if name not in state.appointed]
    if strangers:
        return refuse(Ground.NOT_ELIGIBLE, ctx.cite(rule.source), person=strangers[0])
    if rule.minute_taker and data.minute_taker is None:
        return refuse(Ground.NOT_PRESENT, ctx.cite(rule.minute_taker), roles=("minute-taker",))
    wrong = paper_refusal(ctx, rule.papers, data.considered, data.papers_missing)
    if wrong is not None:
        return wrong
    found = would_be_quorate(ctx, data.panel, data.present)
    clause = ctx.cite(rule.quorum.source)
    warned = tuple(Warned(code, clause) for code in found.warnings)
    if not found.is_quorate:
        warned += (Warned("not-quorate", clause, {"missing": found.missing}),)
    return Allowed((entry,), warned)


def ready_for_sitting(ctx: Context, about: str | None) -> Answer:
    """Decisions are put, and a sitting closed, only while one is open."""
    states = [s for name, s in ctx.case.panels.items() if about in (None, name)]
    if any(state.open_sitting for state in states):
        return Allowed()
    return refuse(Ground.SITTING_NOT_OPEN, panel=about)


def ready_to_rise(ctx: Context, about: str | None) -> Answer:
    """
    A sitting ends once every point before it is decided or put off; one without quorum may end.

    Source: SP 5.7, 5.9.
    """
    answer = ready_for_sitting(ctx, about)
    if not answer:
        return answer
    for panel in ctx.definition.panels:
        if about in (None, panel.id) and not _waiting(ctx, panel):
            return Allowed()
    rule = next(panel for panel in ctx.definition.panels if about in (None, panel.id))
    return refuse(Ground.POINT_UNANSWERED, ctx.cite(rule.source), points=_waiting(ctx, rule))


def _waiting(ctx: Context, rule: Panel) -> tuple[str, ...]:
    """The points a sitting that began with a quorum, and still has it, must decide or put off."""
    sitting = state_of(ctx, rule.id).open_sitting
    if sitting is None or not sitting.is_quorate or not has_quorum(ctx.case, rule.id):
        return ()
    return undecided(ctx.case, rule.id)
