"""What may be done after the panel: agencies told, conferences held again, challenges elsewhere.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, Warned, unless
from reconvene.core.conduct.called_for import uncalled_for
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.duties.anchors import matches
from reconvene.core.procedure.definition import LaterConference
from reconvene.core.record.after import (
    AttendeeBriefed,
    ChallengeRaised,
    ConcernCommunicated,
    ConferenceArranged,
    ConferenceHeld,
)
from reconvene.core.record.event import Entry


def ready_for_agency(ctx: Context, about: str | None) -> Answer:
    if about is not None and about not in ctx.definition.by_id["agencies"]:
        return refuse(Ground.UNKNOWN, detail=about)
    return Allowed()


def ready_for_concern(ctx: Context, about: str | None) -> Answer:
    """A concern goes to an agency once something in the procedure calls for it."""
    answer = ready_for_agency(ctx, about)
    if not answer:
        return answer
    return unless(uncalled_for(ctx, "concern.communicated", None, agency=about), answer)


def communicate(_ctx: Context, entry: Entry, data: ConcernCommunicated) -> Answer:
    return Allowed((entry,)) if data.text.strip() else refuse(Ground.DETAIL_MISSING, detail="text")


def ready_for_learning(ctx: Context, about: str | None) -> Answer:
    """An agency acknowledges its learning once it has been told of it."""
    answer = ready_for_agency(ctx, about)
    if not answer or ctx.case.matching("concern.communicated", about):
        return answer
    return refuse(Ground.NOT_CALLED_FOR, agency=about)


def _later(ctx: Context, name: str) -> LaterConference | None:
    return ctx.definition.by_id["conferences"].get(name)


def ready_to_arrange(ctx: Context, about: str | None) -> Answer:
    """A later conference is arranged when something in the procedure calls for it."""
    known = [rule for rule in ctx.definition.conferences if about in (None, rule.id)]
    if not known:
        return refuse(Ground.NOT_IN_PROCEDURE if about is None else Ground.UNKNOWN, detail=about)
    for rule in known:
        if rule.called_by is None or any(matches(rule.called_by, h) for h in ctx.case.happenings):
            return Allowed()
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(known[0].source), conference=known[0].id)


def arrange(ctx: Context, entry: Entry, data: ConferenceArranged) -> Answer:
    rule = _later(ctx, data.conference)
    assert rule is not None, "ready_to_arrange has looked it up"
    clause = ctx.cite(rule.source)
    if data.for_on < entry.happened_on:
        return refuse(Ground.DATE_OUT_OF_ORDER, clause, for_on=data.for_on.isoformat())
    if rule.briefing and not data.expected:
        return refuse(Ground.DETAIL_MISSING, ctx.cite(rule.briefing), detail="expected")
    chair = ctx.case.conference.chair
    wrong = same_chair_refusal(ctx, rule, data.chair.id)
    if wrong is not None:
        return wrong
    warned: tuple[Warned, ...] = ()
    if chair and _asked_chair(ctx) == "same" and data.chair.id != chair.id:
        warned = (Warned("chair-was-to-stay", clause, {"chair": chair.id}),)
    due_on = ctx.case.conference.review_due_on
    if due_on and data.for_on > due_on:
        warned += (Warned("after-review-due", clause, {"review_due_on": due_on.isoformat()}),)
    return Allowed((entry,), warned)


def same_chair_refusal(ctx: Context, rule: LaterConference, person: str) -> Refused | None:
    """
    Return why somebody may not chair a reconvened conference: the panel asked for another chair.

    Where no panel asked, no source keeps the first chair from it. Source: SP 5.9.d.
    """
    chair = ctx.case.conference.chair
    is_the_same = rule.kind == "reconvened" and chair is not None and chair.id == person
    if not is_the_same or _asked_chair(ctx) != "different":
        return None
    return refuse(Ground.NOT_INDEPENDENT, ctx.cite(rule.source), people=(person,))


def _asked_chair(ctx: Context) -> str:
    asked = [
        made.put.details.chair
        for panel in ctx.case.panels.values()
        for made in panel.standing()
        if made.put.details.chair
    ]
    return asked[-1] if asked else ""


def ready_to_brief(ctx: Context, about: str | None) -> Answer:
    """Those expected at a later conference are briefed for it."""
    if about is not None and _later(ctx, about) is None:
        return refuse(Ground.UNKNOWN, detail=about)
    coming = [state for name, state in ctx.case.conferences.items() if about in (None, name)]
    if any(state.expected for state in coming):
        return Allowed()
    return refuse(Ground.NOT_CALLED_FOR, conference=about)


def brief(_ctx: Context, entry: Entry, data: AttendeeBriefed) -> Answer:
    """Anybody can be briefed: who comes to a conference is not always whom it expected."""
    return (
        Allowed((entry,)) if all(data.everybody) else refuse(Ground.DETAIL_MISSING, detail="person")
    )


def ready_to_hold(ctx: Context, about: str | None) -> Answer:
    """A conference that must be briefed first waits while nobody expected at it has been."""
    if about is None:
        return Allowed() if ctx.definition.conferences else refuse(Ground.NOT_IN_PROCEDURE)
    rule = _later(ctx, about)
    if rule is None:
        return refuse(Ground.UNKNOWN, detail=about)
    state = ctx.case.conferences.get(about)
    if state and state.held_on:
        return refuse(Ground.ALREADY_DONE, ctx.cite(rule.source))
    if rule.called_by and (state is None or state.planned_on is None):
        return refuse(Ground.NOT_CALLED_FOR, ctx.cite(rule.source), conference=about)
    if rule.briefing and state and state.expected and not state.briefed:
        expected = tuple(person.id for person in state.expected)
        return refuse(Ground.NOT_BRIEFED, ctx.cite(rule.briefing), people=expected)
    return Allowed()


def hold_conference(ctx: Context, entry: Entry, data: ConferenceHeld) -> Answer:
    rule = _later(ctx, data.conference)
    assert rule is not None, "ready_to_hold has looked it up"
    state = ctx.case.conferences.get(data.conference)
    if rule.briefing and state:
        there = data.present or tuple(person.id for person in state.expected)
        unbriefed = tuple(name for name in there if name not in state.briefed)
        if unbriefed:
            return refuse(Ground.NOT_BRIEFED, ctx.cite(rule.briefing), people=unbriefed)
    return Allowed((entry,))


def raise_challenge(ctx: Context, entry: Entry, data: ChallengeRaised) -> Answer:
    if data.body not in ctx.definition.by_id["bodies"]:
        return refuse(Ground.UNKNOWN, detail=data.body)
    return Allowed((entry,))


def ready_for_challenge(ctx: Context, about: str | None) -> Answer:
    """A further challenge is decided once it has been raised."""
    raised = ctx.case.challenges if about is None else {about} & set(ctx.case.challenges)
    return Allowed() if raised else refuse(Ground.NOT_CALLED_FOR, body=about)
