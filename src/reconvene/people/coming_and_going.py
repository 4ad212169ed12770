"""Telling of everybody who gets in, does not, or leaves, whichever door they came by."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from reconvene.logs.about import pseudonym
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person


@receiver(user_logged_in)
def _came(user: Person, **_rest: Any) -> None:
    tell(Event.SIGNED_IN, actor=user.pk)


@receiver(user_login_failed)
def _not_let_in(credentials: dict[str, Any], **_rest: Any) -> None:
    """Who was meant is kept so that tries can be told apart; a name mistyped may be a password."""
    meant = pseudonym(str(credentials.get("username")))
    tell(Event.SIGN_IN_FAILED, reason="wrong", actor=meant)


@receiver(user_logged_out)
def _left(user: Person | None, **_rest: Any) -> None:
    if user is not None:
        tell(Event.SIGNED_OUT, actor=user.pk)
