"""
How long a session lasts, where somebody is signed in, and how all of it is ended.

Whoever ends somebody's sessions changes their stamp, in the same transaction that drops the rows.
A session holds a digest of the stamp it was opened under, so one that was on its way meanwhile is
refused as soon as it is used.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from reconvene.accounts.models import OpenSession
from reconvene.people.models import Person

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=10)
PROVEN = timedelta(minutes=30)
"""How long after proving who one is that proof is enough for what asks for it anew."""
WAS = "was"
"""Under which name a session tells whose it was before it ran out. It lets nobody in."""
WAS_UNDER, WAS_IN = "was_under", "was_in"
"""And with which stamp, and in which row; so one that was ended tells nothing, and each is told apart."""
SENT_LATE = "sent_late"
"""And what they sent since, by the names of the rows that keep it."""
_NOTICED = timedelta(seconds=5)  # a page and what it brings along are one visit


def digest_of(key: str) -> str:
    """Return what a session is found by. Its key is in the browser's cookie, and nowhere else."""
    return sha256(f"session/{key}".encode()).hexdigest()


def last_moment(opened_at: datetime, now: datetime) -> datetime:
    """Return when a session ends that is used now and never again."""
    return min(now + IDLE, opened_at + LONGEST)


def notice(session: OpenSession, now: datetime) -> None:
    """Put off the end of a session that is used; one that was ended meanwhile stays ended."""
    if session.seen_at <= now - _NOTICED:
        OpenSession.objects.filter(pk=session.pk, seen_at__lt=now).update(
            seen_at=now, expire_date=last_moment(session.opened_at, now)
        )


def sessions_of(person: Person, now: datetime) -> list[OpenSession]:
    """Return where somebody is signed in, the latest first."""
    found = OpenSession.objects.filter(person=person, expire_date__gt=now)
    return list(found.order_by("-seen_at", "pk"))


def end_sessions(person: Person, *, but: str = "") -> None:
    """End somebody's sessions; the one with the digest `but` needs the new stamp to go on."""
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(session_stamp=F("session_stamp") + 1)
        OpenSession.objects.filter(person=person).exclude(pk=but).delete()
    person.refresh_from_db(fields=["session_stamp"])


def end_every_session() -> None:
    """Sign everybody out everywhere, and whoever was about to sign in."""
    OpenSession.objects.all().delete()
