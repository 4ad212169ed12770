"""Guessing of passwords, made slow: some tries are free, and each comes back only after a while.

A try is counted before it is judged, in one conditional update: many at once cannot slip through
together. Whoever gets in takes their try back.

What is counted, and whom that can keep out:

- Where somebody signed in by a name before, that name from that address is counted by itself.
  No stranger elsewhere and no colleague's mistyping can make them wait there.
- Anywhere else the address is counted, and the name together with all other such places. So a
  stranger who keeps trying a name does keep its owner out of places new to them, and many
  mistypings at one address keep newcomers there waiting. The page says so, and where to go.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.db.models import Case, F, Value, When
from django.utils.crypto import salted_hmac

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Guess, KnownPlace

KNOWN_FOR = timedelta(days=90)
"""How long a place stays known after somebody was last let in there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tries are counted for, how many are free, and after how long each comes back."""

    id: str
    free: int
    each: timedelta

    @property
    def slack(self) -> timedelta:
        """How far ahead of now `clear_at` may lie for one more try."""
        return self.each * (self.free - 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's sign-in name, at the address they try it from; or their codes, by their id."""

    username: str
    address: str
    is_for_codes: bool = False

    @property
    def mark(self) -> Mark:
        """What is counted for both together; also by what a known place is remembered."""
        kind = "place of codes" if self.is_for_codes else "place"
        return Mark(_digest(kind, f"{self.address}/{_plain(self.username)}"), *_FOR_A_NAME)

    def marks(self, now: datetime) -> tuple[Mark, ...]:
        """
        Return what a try here is counted for.

        The address comes first where it counts: of names tried from one that must wait, no trace
        is kept, so nobody fills the table by typing.
        """
        known = KnownPlace.objects.filter(pk=self.mark.id, last_at__gte=now - KNOWN_FOR)
        if known.exists():
            return (self.mark,)
        if self.is_for_codes:
            return (mark_of_address(self.address), mark_of_codes(self.username))
        return (mark_of_address(self.address), mark_of_name(self.username))


_FOR_A_NAME = (5, timedelta(minutes=10))  # nobody mistypes their own five times over
_FOR_HOMES = (2, timedelta(days=30))  # nobody moves house three times in a month
_FOR_AN_ADDRESS = (50, timedelta(minutes=5))  # behind it a whole office may sit


def mark_of_name(username: str) -> Mark:
    """Return what is counted for a sign-in name, wherever it is tried from."""
    return Mark(_digest("name", _plain(username)), *_FOR_A_NAME)


def mark_of_codes(person: str) -> Mark:
    """Return what is counted for a person's codes, which nobody tries without their password."""
    return Mark(_digest("codes", person), *_FOR_A_NAME)


def mark_of_homes(person: str) -> Mark:
    """Return what is counted for the addresses at which a person says to live."""
    return Mark(_digest("homes", person), *_FOR_HOMES)


def mark_of_address(address: str) -> Mark:
    """Return what is counted for an address; of those one line is given together, for all."""
    return Mark(_digest("address", _line(address)), *_FOR_AN_ADDRESS)


def begin_try(marks: Sequence[Mark], now: datetime, *, reason: str = "sign-in") -> datetime | None:
    """
    Count a try, and return None if it may be made; else from when on one may be.

    A try that may not be made counts for nothing: waiting is enough. `reason` says of what it is
    one, for whoever is told that it was one too many.
    """
    for number, mark in enumerate(marks):
        free_at = counted(mark, now)
        if free_at is not None:
            take_back(marks[:number])
            tell(Event.LIMIT_HIT, reason=reason, actor=mark.id[:16])
            return free_at
    return None


def take_back(marks: Sequence[Mark]) -> None:
    """Take back a try that was right."""
    for mark in marks:
        Guess.objects.filter(pk=mark.id).update(clear_at=F("clear_at") - mark.each)


def let_in(place: Place, now: datetime) -> None:
    """Remember the place of somebody who proved all they had to."""
    KnownPlace.objects.update_or_create(pk=place.mark.id, defaults={"last_at": now})


def forget_old(now: datetime) -> int:
    """Delete what no longer makes anybody wait and places no longer known; return how many rows."""
    guesses, _ = Guess.objects.filter(clear_at__lt=now).delete()
    places, _ = KnownPlace.objects.filter(last_at__lt=now - KNOWN_FOR).delete()
    return guesses + places


def counted(mark: Mark, now: datetime) -> datetime | None:
    """Count one more for a mark that may be tried; else return from when on it may be."""
    Guess.objects.bulk_create([Guess(id=mark.id, clear_at=now)], ignore_conflicts=True)
    later = Case(
        When(clear_at__lt=now, then=Value(now + mark.each)),
        default=F("clear_at") + mark.each,
    )
    if Guess.objects.filter(pk=mark.id, clear_at__lte=now + mark.slack).update(clear_at=later):
        return None
    clear_at = Guess.objects.filter(pk=mark.id).values_list("clear_at", flat=True).first()
    free_at = clear_at - mark.slack if clear_at else now
    # Deleted or taken back in between: not counted, so not let through either.
    return max(free_at, now + timedelta(seconds=1))


def _plain(username: str) -> str:
    return username.strip().casefold()


def _line(address: str) -> str:
    """Return the network of an address of version 6, of which one line has very many."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Network((known, 64), strict=False))


def _digest(kind: str, text: str) -> str:
    return salted_hmac("reconvene.people.guesses", f"{kind}/{text}", algorithm="sha256").hexdigest()
