"""What a letter says of the authority's own duties: a meeting still owed, and its own lateness.

In: a draft. Out: a content with its facts; the day the letter itself was due.
"""

from datetime import date

from reconvene.core.casefile.standing import must_be_judged
from reconvene.core.duties.held import was_lodged_late
from reconvene.core.duties.owed import open_duties
from reconvene.core.letters.draft import Draft, Facts, Said, Say
from reconvene.core.procedure.duties import DutyRule


def late_since(draft: Draft) -> date | None:
    """Return the last day this letter should have been sent by, where that has gone by unmet."""
    days = [
        duty.last_on
        for duty in open_duties(draft.case, draft.days, draft.on)
        if duty.status == "overdue" and _tells(duty.rule, draft.letter.id)
    ]
    return min((day for day in days if day), default=None)


def _meeting_owed(draft: Draft, content: str) -> Said:
    """
    The next meeting owed to the complainant: the day offered for it, or its last day.

    Nothing is promised while somebody has yet to decide whether the complaint is taken on.
    """
    owed = () if _waits(draft) else open_duties(draft.case, draft.days, draft.on)
    for duty in owed:
        for ref in duty.rule.met_by:
            if ref.kind == "meeting.held":
                state = draft.case.meetings.get(ref.about or "")
                planned_on = state.planned_on if state else None
                ahead = planned_on if planned_on and planned_on >= draft.on else None
                return Said(
                    content,
                    {
                        "is_owed": True,
                        "is_overdue": duty.status == "overdue",
                        "last_on": duty.last_on,
                        "planned_on": ahead,
                    },
                )
    return Said(content, NOTHING_OWED)


def _waits(draft: Draft) -> bool:
    """Tell whether it is undecided that this person, or this late complaint, is taken on."""
    case, lodging = draft.case, draft.case.definition.lodging
    if case.standing is None and must_be_judged(case):
        return True
    is_decided = lodging.late.rule == "accept" or lodging.id in case.lateness
    return not is_decided and was_lodged_late(case, draft.days, draft.on)


def _tells(rule: DutyRule, letter: str) -> bool:
    return any(ref.kind == "letter.sent" and ref.about in (None, letter) for ref in rule.met_by)


NOTHING_OWED: Facts = {
    "is_owed": False,
    "is_overdue": False,
    "last_on": None,
    "planned_on": None,
}
SAY: dict[str, Say] = {"meeting-owed": _meeting_owed}
