"""An invitation: a link for one person, good once and for a few days, that an administrator makes."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from reconvene.accounts.models import Invitation
from reconvene.people.models import Person

GOOD_FOR = timedelta(days=3)


def invite(person: Person, now: datetime) -> tuple[str, datetime]:
    """Return a fresh word for the link, and until when it is good; an earlier link is void."""
    word, until_at = secrets.token_urlsafe(32), now + GOOD_FOR
    with transaction.atomic():
        Invitation.objects.filter(person=person).delete()
        Invitation.objects.create(id=_digest(word), person=person, until_at=until_at)
    return word, until_at


def invited(word: str, now: datetime) -> Person | None:
    """Return whom a link is for; None where it is not good, whatever the reason."""
    found = Invitation.objects.filter(
        pk=_digest(word), until_at__gt=now, person__is_active=True
    ).first()
    return Person.objects.get(pk=found.person_id) if found else None


def take_up(word: str, now: datetime) -> bool:
    """Use an invitation up, and return whether it was there to be used: true for one asker alone."""
    used, _ = Invitation.objects.filter(pk=_digest(word), until_at__gt=now).delete()
    return used == 1


def withdraw_all() -> None:
    """Let no invitation that was sent be taken up any more."""
    Invitation.objects.all().delete()


def _digest(word: str) -> str:
    return sha256(f"invitation/{word}".encode()).hexdigest()
