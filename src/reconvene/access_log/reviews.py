"""What information governance has to look into: begun with a look, ended by somebody else's verdict."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Q

from reconvene.access_log.models import Review
from reconvene.access_log.reasons import seal_note, seal_reason
from reconvene.people.ids import new_id

OPEN_FOR = timedelta(minutes=60)
"""How long a case stays open to somebody after an emergency."""


class Kind(StrEnum):
    """Why there is something to look into."""

    EMERGENCY = "emergency"
    SPREAD = "spread"
    HOMES = "homes"


class Verdict(StrEnum):
    """What was found."""

    NEEDED = "needed"
    NOT_NEEDED = "not-needed"


class OwnReview(ValueError):
    """Somebody wanted to review what they did themselves."""

    def __init__(self, *, review: str) -> None:
        self.review = review
        super().__init__(
            f"Review {review} was not taken: it is about the same person. Ask somebody else who "
            "looks after information governance."
        )


@dataclass(frozen=True, slots=True)
class Emergency:
    """That somebody opened a case in an emergency, until when it stays open."""

    review: str
    case_id: str
    ends_at: datetime


def begin_emergency(
    *, authority: str, reader: str, case_id: str, reason: str, now: datetime, due_on: date
) -> Emergency:
    """Let somebody into a case for an hour, and put the review of it on the list."""
    review, ends_at = new_id(), now + OPEN_FOR
    Review.objects.create(
        id=review,
        authority=authority,
        kind=Kind.EMERGENCY,
        reader=reader,
        case_id=case_id,
        began_at=now,
        ends_at=ends_at,
        due_on=due_on,
        reason=seal_reason(case_id, review, reason),
    )
    return Emergency(review, case_id, ends_at)


def emergency_of(reader: str, case_id: str, now: datetime) -> Emergency | None:
    """Return the emergency in which a case stands open to somebody; None where none does."""
    found = Review.objects.filter(
        kind=Kind.EMERGENCY,
        reader=reader,
        case_id=case_id,
        began_at__lte=now,
        ends_at__gte=now,
        given_back_at=None,
    ).first()
    return Emergency(found.id, case_id, found.ends_at) if found and found.ends_at else None


def opened_by(reader: str, review_id: str) -> Review | None:
    """Return an emergency of somebody's own, over or not; None where there is none."""
    return Review.objects.filter(kind=Kind.EMERGENCY, reader=reader, id=review_id).first()


def give_back(reader: str, review_id: str, now: datetime) -> bool:
    """
    Close a case to whoever opened it in an emergency; False where it stands open to them no more.

    It is only ever closed sooner: until when it was opened stays as it is.
    """
    still_open = Review.objects.filter(
        kind=Kind.EMERGENCY, reader=reader, id=review_id, given_back_at=None, ends_at__gte=now
    )
    return bool(still_open.update(given_back_at=now))


def begin_spread(*, authority: str, reader: str, now: datetime, due_on: date) -> bool:
    """
    Put somebody's reading on the list; return False where it is there already, not looked at.

    Of two looks at once one puts it there: the database keeps one that waits for each reader.
    """
    begun = {"id": new_id(), "authority": authority, "began_at": now, "due_on": due_on}
    _, is_new = Review.objects.get_or_create(
        kind=Kind.SPREAD, reader=reader, reviewed_at=None, defaults=begun
    )
    return is_new


def begin_homes(*, authority: str, reader: str, now: datetime, due_on: date) -> bool:
    """
    Put somebody's many addresses on the list; return False where they are there, not looked at.

    Inside a transaction in which nobody else changes addresses.
    """
    begun = {"id": new_id(), "authority": authority, "began_at": now, "due_on": due_on}
    _, is_new = Review.objects.get_or_create(
        kind=Kind.HOMES, reader=reader, reviewed_at=None, defaults=begun
    )
    return is_new


def to_review(authority: str) -> list[Review]:
    """Return what waits for a verdict in an authority, the soonest due first; may be empty."""
    return list(
        Review.objects.filter(authority=authority, reviewed_at=None).order_by("due_on", "id")
    )


def reviewed(authority: str, most: int = 50) -> list[Review]:
    """Return the latest that were looked into; may be empty."""
    done = Review.objects.filter(Q(authority=authority), ~Q(reviewed_at=None))
    return list(done.order_by("-reviewed_at", "id")[:most])


def review(
    authority: str, review_id: str, *, by: str, verdict: Verdict, now: datetime, note: str = ""
) -> bool:
    """
    Say what was found; return False where it was said already, or there is no such review.

    Args:
        note: What was found and what follows from it, in words; they are sealed with the case.

    Raises:
        OwnReview: It is about whoever reviews it.
        NoteNotKept: There is a note, and no case to seal it with, or none that opens.
    """
    waiting = Review.objects.filter(authority=authority, id=review_id, reviewed_at=None)
    if waiting.filter(reader=by).exists():
        raise OwnReview(review=review_id)
    found = waiting.first()
    if found is None:
        return False
    sealed = seal_note(found.case_id, review_id, note) if note else None
    return bool(waiting.update(reviewed_by=by, reviewed_at=now, verdict=verdict, note=sealed))
