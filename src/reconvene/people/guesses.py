"""Guessing of passwords, made slow: the more tries at a name or from an address, the longer a wait.

A try is counted before it is judged, in one conditional update: many at once cannot slip through
together. Whoever gets in takes their try back, and clears their name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, DateTimeField, F, Q, Value, When
from django.utils.crypto import salted_hmac

from reconvene.people.models import Guess

FORGOTTEN_AFTER = timedelta(hours=12)
_WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=10),
    timedelta(minutes=15),
)
"""The waits after the last free try, growing; the last of them after each further one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tries are counted for, and how many are free before the waits begin."""

    id: str
    free: int


def mark_of_name(username: str) -> Mark:
    """Return what is counted for a sign-in name; nobody mistypes their own five times over."""
    return Mark(_digest("name", username.strip().casefold()), free=5)


def mark_of_address(address: str) -> Mark:
    """Return what is counted for an address, behind which a whole office may sit."""
    return Mark(_digest("address", address), free=50)


def begin_try(marks: Sequence[Mark], now: datetime) -> datetime | None:
    """
    Count a try, and return None if it may be made; else from when on one may be.

    A try that may not be made counts for nothing: waiting is enough.
    """
    for place, mark in enumerate(marks):
        free_at = _counted(mark, now)
        if free_at is not None:
            for counted in marks[:place]:
                _take_back(counted, now)
            return free_at
    return None


def let_in(name: Mark, address: Mark, now: datetime) -> None:
    """Forget the tries at a name whose password was right, this one from its address, and old ones."""
    Guess.objects.filter(Q(pk=name.id) | Q(last_at__lt=now - FORGOTTEN_AFTER)).delete()
    _take_back(address, now)


def _counted(mark: Mark, now: datetime) -> datetime | None:
    first = Guess(id=mark.id, tries=0, last_at=now, free_at=now)
    Guess.objects.bulk_create([first], ignore_conflicts=True)
    is_old = Q(last_at__lt=now - FORGOTTEN_AFTER)
    waits = [
        When(tries__gte=mark.free - 1 + step, then=Value(now + wait))
        for step, wait in reversed(list(enumerate(_WAITS)))
    ]
    may_try = Guess.objects.filter(pk=mark.id, free_at__lte=now)
    if may_try.update(
        tries=Case(When(is_old, then=Value(1)), default=F("tries") + 1),
        free_at=Case(
            When(is_old, then=Value(now)),
            *waits,
            default=Value(now),
            output_field=DateTimeField(),
        ),
        last_at=now,
    ):
        return None
    held = Guess.objects.filter(pk=mark.id).values_list("free_at", flat=True).first()
    return held if held and held > now else None


def _take_back(mark: Mark, now: datetime) -> None:
    Guess.objects.filter(pk=mark.id, tries__gt=0).update(tries=F("tries") - 1, free_at=now)


def _digest(kind: str, text: str) -> str:
    return salted_hmac("reconvene.people.guesses", f"{kind}/{text}", algorithm="sha256").hexdigest()
