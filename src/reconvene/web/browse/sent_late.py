"""
What somebody sent when their session had run out, kept until they have signed in again.

In: forms from a browser that was signed in before. Out: rows that hold them sealed, each under a key
of its own, and their names in the browser's new session. `offered_again` shows them to their sender.
"""

from secrets import token_urlsafe

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from reconvene.accounts.sessions import IDLE, SENT_LATE, WAS, WAS_IN, WAS_UNDER
from reconvene.people.models import Person
from reconvene.web.browse.unsaved import Unsaved
from reconvene.web.models import KeptForm
from reconvene.web.register.rows import About, Route

KEPT, LOST, NOTHING = "kept", "lost", "1"
"""What became of what was sent, as the address of the way in says it."""

MOST = 10
"""How many forms wait from one session: nobody has more tabs, and an old cookie stores no more."""


def keep(request: HttpRequest, route: Route) -> str:
    """
    Keep what was sent for whoever was signed in here until their session ran out; say if it was.

    Nothing is kept where nobody knows who that was, nor of one's own account: it may be a password.
    Nor that it was confirmed: who left the screen on a check page need not be who pressed there.
    """
    unsaved, sender = Unsaved.of(request), _sender(request)
    if unsaved is None or not unsaved.given:
        return NOTHING
    if sender is None or route.about is About.ACCOUNT or not route.does:
        return LOST
    sent_in, now = request.session.get(WAS_IN, ""), timezone.now()
    KeptForm.objects.filter(person=sender, kept_until__lte=now).forget()
    if KeptForm.objects.filter(sent_in=sent_in).count() >= MOST:
        return LOST
    kept = KeptForm(id=token_urlsafe(24), person=sender, sent_in=sent_in)
    kept.begun_at, kept.kept_until = now, now + IDLE
    with transaction.atomic():
        kept.seal({"to": unsaved.to, "fields": unsaved.unconfirmed.fields})
        kept.save(force_insert=True)
    request.session[SENT_LATE] = [*named(request), kept.id]
    return KEPT


def _sender(request: HttpRequest) -> Person | None:
    """Return whose session ran out here; nobody where all of theirs were ended since."""
    sender = Person.objects.filter(pk=request.session.get(WAS, ""), is_active=True).first()
    under = request.session.get(WAS_UNDER, "")
    return (
        sender if sender and constant_time_compare(under, sender.get_session_auth_hash()) else None
    )


def became(request: HttpRequest) -> str:
    """Return what became of what was sent just now; empty where nobody was signed out."""
    said = request.GET.get("ended", "")
    waits = KeptForm.objects.filter(id__in=named(request), kept_until__gt=timezone.now())
    return LOST if said == KEPT and not waits.exists() else said


def named(request: HttpRequest) -> list[str]:
    """Return the names of what was sent too late from this browser, in the order it was sent."""
    return list(request.session.get(SENT_LATE, ()))
