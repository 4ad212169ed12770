"""Every act there is: when it is open to be done, and what its details must be.

In: nothing. Out: one table, a row per kind of entry. A house test holds it to the vocabulary.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reconvene.core.conduct import (
    after,
    answering,
    appointing,
    bringing,
    bundling,
    contacting,
    deciding,
    exchange,
    interests,
    leaving,
    meetings,
    opening,
    panels,
    points,
    protecting,
    redacting,
    referring,
    results,
    sitting,
    stages,
    whole_case,
)
from reconvene.core.conduct.answer import Allowed, Answer
from reconvene.core.conduct.context import Context
from reconvene.core.record.event import KINDS, Entry
from reconvene.core.record.payload import Payload

Ready = Callable[[Context, str | None], Answer]
Check = Callable[[Context, Entry, Any], Answer]


def _always(_ctx: Context, _about: str | None) -> Answer:
    return Allowed()


def _as_given(_ctx: Context, entry: Entry, _data: Payload) -> Answer:
    return Allowed((entry,))


@dataclass(frozen=True, slots=True)
class Act:
    """
    One act. `ready` answers before any details are known, `check` once they are.

    `section` names the part of the definition whose ids the act is about, where it is about one.
    """

    section: str | None
    ready: Ready
    check: Check


ACTS: dict[str, Act] = {
    "complaint.received": Act(None, _always, opening.receive),
    "complaint.confirmed": Act(None, opening.ready_to_confirm, opening.confirm),
    "standing.decided": Act(None, opening.ready_for_standing, opening.decide_standing),
    "lateness.decided": Act("rights", opening.ready_for_lateness, opening.decide_lateness),
    "assistance.given": Act(None, _always, _as_given),
    "supporter.named": Act(None, _always, _as_given),
    "supporter.ended": Act(None, opening.ready_to_end_supporter, opening.end_supporter),
    "advocate.offered": Act(None, _always, _as_given),
    "role.assigned": Act(None, _always, opening.assign_role),
    "date.noted": Act("dates", _always, opening.note_date),
    "interest.declared": Act(None, _always, interests.declare),
    "home.noted": Act(None, _always, interests.note_home),
    "contact.noted": Act(None, _always, contacting.note),
    "contact.confirmed": Act(None, contacting.ready_to_confirm, contacting.confirm),
    "contact.ended": Act(None, contacting.ready_to_end, contacting.end),
    "confidentiality.decided": Act(None, _always, protecting.decide_confidentiality),
    "point.added": Act(None, _always, points.add),
    "point.rerouted": Act(None, points.ready_to_reroute, points.reroute),
    "point.withdrawn": Act(None, points.ready_to_withdraw, points.withdraw),
    "point.settled": Act(None, points.ready_to_settle, points.settle),
    "point.referred": Act(None, referring.ready_to_refer, referring.refer),
    "referral.answered": Act(None, referring.ready_for_referral, referring.answer_referral),
    "point.answered": Act("stages", answering.ready_to_answer, answering.answer),
    "action.done": Act(None, answering.ready_for_action, answering.do_action),
    "result.recorded": Act(None, results.ready_for_result, results.record_result),
    "letter.sent": Act("letters", exchange.ready_for_letter, exchange.send_letter),
    "letter.passed": Act(None, leaving.ready_to_leave, protecting.pass_letter),
    "letter.left": Act(None, leaving.ready_to_leave, leaving.leave),
    "letter.came-back": Act(None, leaving.ready_to_come_back, leaving.come_back),
    "notice.given": Act("notices", exchange.ready_for_notice, exchange.give_notice),
    "document.sent": Act("documents", exchange.ready_for_document, exchange.send_document),
    "document.withheld": Act("documents", exchange.ready_for_document, exchange.withhold_document),
    "task.done": Act("tasks", exchange.ready_for_task, _as_given),
    "paper.added": Act(None, _always, bringing.add),
    "redaction.made": Act(None, redacting.ready_to_redact, redacting.redact),
    "redaction.checked": Act(None, redacting.ready_to_check, redacting.check),
    "pack.made": Act("bodies", redacting.ready_to_pack, redacting.pack),
    "bundle.made": Act(None, bundling.ready_to_bundle, bundling.bundle),
    "meeting.offered": Act("meetings", meetings.ready_for_meeting, meetings.offer_meeting),
    "meeting.declined": Act("meetings", meetings.ready_for_planned, meetings.decline_meeting),
    "meeting.cancelled": Act("meetings", meetings.ready_for_planned, meetings.cancel_meeting),
    "meeting.held": Act("meetings", meetings.ready_for_meeting, meetings.hold_meeting),
    "stage.requested": Act("stages", stages.ready_to_move, stages.request_stage),
    "stage.passed-on": Act("stages", stages.ready_to_pass_on, stages.pass_on),
    "criteria.tested": Act("gates", stages.ready_for_gate, stages.test_criteria),
    "gate.decided": Act("gates", stages.ready_to_decide_gate, stages.decide_gate),
    "panelist.appointed": Act("panels", panels.ready_for_panel, appointing.appoint),
    "panelist.removed": Act("panels", appointing.ready_to_remove, appointing.remove),
    "sitting.booked": Act("panels", panels.ready_for_panel, sitting.book),
    "sitting.opened": Act("panels", sitting.ready_to_sit, sitting.open_sitting),
    "decision.put": Act("decisions", deciding.ready_for_decision, deciding.put_decision),
    "sitting.closed": Act("panels", sitting.ready_to_rise, _as_given),
    "concern.communicated": Act("agencies", after.ready_for_concern, after.communicate),
    "learning.acknowledged": Act("agencies", after.ready_for_learning, _as_given),
    "conference.arranged": Act("conferences", after.ready_to_arrange, after.arrange),
    "attendee.briefed": Act("conferences", after.ready_to_brief, after.brief),
    "conference.held": Act("conferences", after.ready_to_hold, after.hold_conference),
    "challenge.raised": Act("bodies", _always, after.raise_challenge),
    "challenge.decided": Act("bodies", after.ready_for_challenge, _as_given),
    "case.suspended": Act(None, whole_case.ready_to_suspend, whole_case.suspend),
    "case.resumed": Act(None, whole_case.ready_to_resume, _as_given),
    "limit.extended": Act("duties", whole_case.ready_to_extend, whole_case.extend),
    "case.closed": Act(None, whole_case.ready_to_close, whole_case.close),
    "case.reopened": Act(None, whole_case.ready_to_reopen, whole_case.reopen),
    "case.moved": Act(None, _always, whole_case.move),
}

# A correction looks at the whole record, so its rule lives apart, in `conduct.correct`.
_NOT_BOTH = (set(ACTS) | {"entry.corrected"}) ^ set(KINDS)
assert not _NOT_BOTH, f"ACTS, for each kind of entry: {_NOT_BOTH}"


def subjects(ctx: Context, kind: str) -> Iterable[str | None]:
    """Return what an act of this kind can be about in this procedure; one None where nothing."""
    section = ACTS[kind].section
    return tuple(ctx.definition.by_id[section]) if section else (None,)
