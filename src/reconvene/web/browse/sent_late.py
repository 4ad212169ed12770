"""
What somebody sent when their session had run out, kept until they have signed in again.

In: a form from a browser that was signed in before. Out: the same form, for the same person in the
same browser, once, to be read and sent again. It lies sealed meanwhile under a key of its own; the
browser's new session holds its name. Whoever else signs in there sees nothing of it.
"""

from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.accounts.sessions import IDLE, run_out
from reconvene.core.workdays import london_day
from reconvene.people.models import Person
from reconvene.web.browse.faults import Fault
from reconvene.web.browse.signed_in import frame_of
from reconvene.web.browse.unsaved import Unsaved
from reconvene.web.components.pages import page
from reconvene.web.models import KeptForm
from reconvene.web.register.rows import About, Route

_NAMED = "sent_late"

BACK = Fault(
    "You are signed in again. Your words are still here",
    "Your session had ended when you sent this, so nothing of it was recorded.",
    "Read it, then send it again from here. If it was not you who wrote it, leave this page.",
)


def keep(request: HttpRequest, route: Route) -> None:
    """
    Keep what was sent for whoever was signed in here until their session ran out.

    Nothing is kept where nobody knows who that was, nor of one's own account: it may be a password.
    """
    unsaved, now = Unsaved.of(request), timezone.now()
    sender = run_out(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""), now)
    if unsaved is None or sender is None or route.about is About.ACCOUNT or not route.does:
        return
    kept = KeptForm(id=token_urlsafe(24), person=sender, begun_at=now, kept_until=now + IDLE)
    with transaction.atomic():
        kept.seal({"to": unsaved.to, "fields": unsaved.fields})
        kept.save(force_insert=True)
    request.session[_NAMED] = kept.id


def is_kept(request: HttpRequest) -> bool:
    """Tell whether something that was sent from this browser waits for its sender."""
    return _NAMED in request.session


def go_on(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    """Lead somebody who has just signed in to what they sent before; where nothing was, onward."""
    unsaved = _taken_back(request, person)
    if unsaved is None:
        return redirect(wanted)
    frame = frame_of(person, london_day(timezone.now()))
    return page(request, "browse/unsaved.html", frame, fault=BACK, unsaved=unsaved)


def _taken_back(request: HttpRequest, person: Person) -> Unsaved | None:
    """Return what is kept for this person; it is forgotten, whoever has signed in."""
    named = KeptForm.objects.filter(id=request.session.pop(_NAMED, ""))
    found = named.filter(person=person, kept_until__gt=timezone.now()).opened(person.pk)
    named.forget()
    for _, content in found:
        fields = tuple((name, value) for name, value in content["fields"])
        return Unsaved(content["to"], fields)
    return None
