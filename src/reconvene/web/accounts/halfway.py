"""
Between the two factors: who gave the right password, and has ten minutes for the second; or who
gave both, and has ten minutes to add a passkey.

Nobody is signed in by this. To every page but the next one they are still a stranger.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from reconvene.people.models import Person

_KEPT_AS = "halfway"
_TIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Halfway:
    """Somebody who has to prove a second factor, and where they go then."""

    person: Person
    next: str
    has_proven: bool = False
    """Both factors are proven, but not by a passkey, which has to be added before all else."""


def set_off(request: HttpRequest, person: Person, next_page: str) -> None:
    """Note who gave the right password, in a session of another name than the stranger's."""
    request.session.cycle_key()
    request.session[_KEPT_AS] = {
        "person": person.pk,
        "at": timezone.now().isoformat(),
        "next": next_page,
        "stamp": person.get_session_auth_hash(),
    }


def halfway(request: HttpRequest) -> Halfway | None:
    """
    Return who stands between the factors; None where nobody does, or not any more.

    Somebody whose password was changed or who was switched off meanwhile does not.
    """
    kept = request.session.get(_KEPT_AS)
    if kept is None:
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    waited = timezone.now() - datetime.fromisoformat(kept["at"])
    if person is None or kept["stamp"] != person.get_session_auth_hash() or abs(waited) > _TIME:
        return None
    return Halfway(person, kept["next"], kept.get("has_proven", False))


def go_further(request: HttpRequest) -> None:
    """Note that the second factor was proven, and give another ten minutes, under another name."""
    kept = request.session[_KEPT_AS]
    request.session.cycle_key()
    request.session[_KEPT_AS] = kept | {"at": timezone.now().isoformat(), "has_proven": True}


def arrive(request: HttpRequest) -> None:
    """Forget it: the second factor was proven."""
    del request.session[_KEPT_AS]
