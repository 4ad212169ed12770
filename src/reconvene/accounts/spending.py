"""What holds once: a code of an app, an answer of a passkey. Used many times at once, one gets it."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection

from reconvene.accounts.models import Invitation, Spent

KEPT_FOR = timedelta(days=1)
"""Long after it holds no more, so that a clock set back by hours opens nothing."""

_SPEND = "INSERT INTO accounts_spent (id, until_at) VALUES (%s, %s) ON CONFLICT (id) DO NOTHING"


def spend(what: str, now: datetime) -> bool:
    """Return whether this was not used before, and from now on it was: one statement for both."""
    until_at = connection.ops.adapt_datetimefield_value(now + KEPT_FOR)
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, [sha256(what.encode()).hexdigest(), until_at])
        return bool(cursor.rowcount == 1)


def forget_spent(now: datetime) -> int:
    """Delete what would not hold any more anyway; return how many rows."""
    spent, _ = Spent.objects.filter(until_at__lt=now).delete()
    invitations, _ = Invitation.objects.filter(until_at__lt=now).delete()
    return spent + invitations
