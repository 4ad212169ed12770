"""Entries on the record and events: every kind, its payload, and its one canonical form.

In: plain values or stored bytes. Out: `Entry` (proposed) and `Event` (on the record), or a fault.
"""

from datetime import date, datetime
from typing import Any

import msgspec

from reconvene.core.record import (
    after,
    contact,
    exchange,
    interests,
    leaving,
    opening,
    panels,
    papers,
    points,
    stages,
)
from reconvene.core.record.payload import Payload

# Stored names are never changed or used again. A kind that retires stays here as a comment.
KINDS: dict[str, type[Payload]] = {
    "complaint.received": opening.ComplaintReceived,
    "complaint.confirmed": opening.ComplaintConfirmed,
    "standing.decided": opening.StandingDecided,
    "lateness.decided": opening.LatenessDecided,
    "assistance.given": opening.AssistanceGiven,
    "supporter.named": opening.SupporterNamed,
    "supporter.ended": opening.SupporterEnded,
    "advocate.offered": opening.AdvocateOffered,
    "role.assigned": opening.RoleAssigned,
    "date.noted": opening.DateNoted,
    "interest.declared": interests.InterestDeclared,
    "home.noted": interests.HomeNoted,
    "contact.noted": contact.ContactNoted,
    "contact.confirmed": contact.ContactConfirmed,
    "contact.ended": contact.ContactEnded,
    "confidentiality.decided": contact.ConfidentialityDecided,
    "point.added": points.PointAdded,
    "point.rerouted": points.PointRerouted,
    "point.withdrawn": points.PointWithdrawn,
    "point.settled": points.PointSettled,
    "point.referred": points.PointReferred,
    "referral.answered": points.ReferralAnswered,
    "point.answered": points.PointAnswered,
    "action.done": points.ActionDone,
    "result.recorded": points.ResultRecorded,
    "letter.sent": exchange.LetterSent,
    "letter.passed": leaving.LetterPassed,
    "letter.left": leaving.LetterLeft,
    "letter.came-back": leaving.LetterCameBack,
    "notice.given": exchange.NoticeGiven,
    "document.sent": exchange.DocumentSent,
    "document.withheld": exchange.DocumentWithheld,
    "task.done": exchange.TaskDone,
    "paper.added": papers.PaperAdded,
    "redaction.made": papers.RedactionMade,
    "redaction.checked": papers.RedactionChecked,
    "pack.made": papers.PackMade,
    "bundle.made": papers.BundleMade,
    "meeting.offered": exchange.MeetingOffered,
    "meeting.declined": exchange.MeetingDeclined,
    "meeting.cancelled": exchange.MeetingCancelled,
    "meeting.held": exchange.MeetingHeld,
    "stage.requested": stages.StageRequested,
    "stage.passed-on": stages.StagePassedOn,
    "criteria.tested": stages.CriteriaTested,
    "gate.decided": stages.GateDecided,
    "panelist.appointed": panels.PanelistAppointed,
    "panelist.removed": panels.PanelistRemoved,
    "sitting.booked": panels.SittingBooked,
    "sitting.opened": panels.SittingOpened,
    "decision.put": panels.DecisionPut,
    "sitting.closed": panels.SittingClosed,
    "concern.communicated": after.ConcernCommunicated,
    "learning.acknowledged": after.LearningAcknowledged,
    "conference.arranged": after.ConferenceArranged,
    "attendee.briefed": after.AttendeeBriefed,
    "conference.held": after.ConferenceHeld,
    "challenge.raised": after.ChallengeRaised,
    "challenge.decided": after.ChallengeDecided,
    "case.suspended": after.CaseSuspended,
    "case.resumed": after.CaseResumed,
    "limit.extended": after.LimitExtended,
    "case.closed": after.CaseClosed,
    "case.reopened": after.CaseReopened,
    "case.moved": after.CaseMoved,
    "entry.corrected": after.EntryCorrected,
}

SCHEMAS: dict[str, int] = dict.fromkeys(KINDS, 1) | {"letter.sent": 2}


class PayloadUnreadable(ValueError):
    """A payload does not have the form of its kind."""

    def __init__(self, *, kind: str, found: str) -> None:
        self.kind = kind
        self.found = found
        super().__init__(
            f"The details of {kind} could not be read: {found}. "
            "Compare them with docs/reference/record.md."
        )


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    What an act would put on the record.

    `happened_on` is the London day it happened; `happened_at`, where the hour is known, the
    aware UTC instant. When it was recorded is not its business: the ledger adds that.
    """

    kind: str
    happened_on: date
    data: Payload
    happened_at: datetime | None = None


class Event(Entry, frozen=True, kw_only=True):
    """An entry on the record. `number` runs 1, 2, 3 ... in its case, without a gap."""

    number: int
    recorded_at: datetime
    actor: str
    role: str


_encoder = msgspec.json.Encoder(order="sorted")
_decoders = {kind: msgspec.json.Decoder(payload) for kind, payload in KINDS.items()}


def encode(data: Payload) -> bytes:
    """Return the canonical bytes of a payload: sorted keys, no blanks, defaults left out."""
    return _encoder.encode(data)


def decode(kind: str, raw: bytes) -> Payload:
    """
    Return the payload that `raw` holds.

    Raises:
        PayloadUnreadable: The kind is unknown, or the bytes do not fit it.
    """
    try:
        return _decoders[kind].decode(raw)
    except (KeyError, msgspec.DecodeError) as fault:
        raise PayloadUnreadable(kind=kind, found=str(fault)) from fault


def payload(kind: str, plain: dict[str, Any]) -> Payload:
    """
    Return a payload made from plain values (text, numbers, dates, lists, mappings).

    Raises:
        PayloadUnreadable: The kind is unknown, or a field is missing, unknown or of another type.
    """
    try:
        return msgspec.convert(plain, KINDS[kind])
    except KeyError as fault:
        raise PayloadUnreadable(kind=kind, found="there is no such kind of entry") from fault
    except msgspec.ValidationError as fault:
        raise PayloadUnreadable(kind=kind, found=str(fault)) from fault


def subject(data: Payload) -> str | None:
    """Return what the payload is about (a letter's id, a stage's id ...), or None."""
    return getattr(data, data.about) if data.about else None
