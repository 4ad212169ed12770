"""
What somebody sent when their session had run out, kept until they have signed in again.

In: forms from a browser that was signed in before. Out: the same forms, for the same person in the
same browser, once, to be read and sent again. They lie sealed meanwhile, each under a key of its
own; the browser's new session holds their names. Whoever else signs in there sees nothing of them.
"""

from dataclasses import replace
from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.accounts.sessions import IDLE, SENT_LATE, WAS
from reconvene.core.workdays import london_day
from reconvene.people.models import Person
from reconvene.web.browse.faults import Fault
from reconvene.web.browse.signed_in import colleague_names, frame_of
from reconvene.web.browse.unsaved import Unsaved
from reconvene.web.browse.unsaved_words import answers, purpose
from reconvene.web.components.pages import page
from reconvene.web.models import Content, Keeping, KeptForm, opened
from reconvene.web.register.rows import About, Route

KEPT, LOST, NOTHING = "kept", "lost", "1"
"""What became of what was sent, as the address of the way in says it."""

MOST = 10
"""How many forms wait for one person: nobody has more tabs, and an old cookie stores no more."""

BACK = Fault(
    "You are signed in again. Your words are still here",
    "Your session had ended when you sent this, so nothing of it was recorded.",
    "Read it, then send it again from here. If it was not you who wrote it, leave this page. "
    "It is shown once: when you leave or reload this page, it is gone.",
)
GONE = Fault(
    "You are signed in again. What you sent before is gone",
    "Your session had ended when you sent it, so nothing of it was recorded.",
    "It was kept for 15 minutes, and those are over, or it can no longer be opened. Write it again.",
)
ALSO_GONE = "Something else that you sent is gone: its 15 minutes are over, or it no longer opens."


def keep(request: HttpRequest, route: Route) -> str:
    """
    Keep what was sent for whoever was signed in here until their session ran out; say if it was.

    Nothing is kept where nobody knows who that was, nor of one's own account: it may be a password.
    Nor that it was confirmed: who left the screen on a check page need not be who pressed there.
    """
    unsaved, now = Unsaved.of(request), timezone.now()
    sender = Person.objects.filter(pk=request.session.get(WAS, ""), is_active=True).first()
    if unsaved is None or not unsaved.given:
        return NOTHING
    if sender is None or route.about is About.ACCOUNT or not route.does or _has_enough(sender, now):
        return LOST
    kept = KeptForm(id=token_urlsafe(24), person=sender, begun_at=now, kept_until=now + IDLE)
    with transaction.atomic():
        kept.seal({"to": unsaved.to, "fields": unsaved.unconfirmed.fields})
        kept.save(force_insert=True)
    request.session[SENT_LATE] = [*_named(request), kept.id]
    return KEPT


def _has_enough(sender: Person, now: datetime) -> bool:
    """Tell whether as much waits for somebody as may; what waited in vain is forgotten first."""
    theirs = KeptForm.objects.filter(person=sender)
    theirs.filter(kept_until__lte=now).forget()
    return theirs.count() >= MOST


def became(request: HttpRequest) -> str:
    """Return what became of what was sent just now; empty where nobody was signed out."""
    said = request.GET.get("ended", "")
    waits = KeptForm.objects.filter(id__in=_named(request), kept_until__gt=timezone.now())
    return LOST if said == KEPT and not waits.exists() else said


def go_on(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    """Lead somebody who has just signed in to what they sent before; where nothing was, onward."""
    is_theirs, sent = request.session.get(WAS) == person.pk, len(_named(request))
    unsaved = _taken_back(request, person)
    is_any_gone = is_theirs and len(unsaved) < sent
    if not unsaved and not is_any_gone:
        return redirect(wanted)
    frame, names = frame_of(person, london_day(timezone.now())), colleague_names(person)
    shown = [(one, (*purpose(one), *answers(one, names))) for one in unsaved]
    fault = BACK if shown else GONE
    if shown and is_any_gone:
        fault = replace(BACK, happened=f"{BACK.happened} {ALSO_GONE}")
    return page(request, "browse/unsaved.html", frame, fault=fault, unsaved=shown, onward=wanted)


def _taken_back(request: HttpRequest, person: Person) -> tuple[Unsaved, ...]:
    """Return what is kept for this person; all of it is forgotten, whoever has signed in."""
    names = _named(request)
    named = KeptForm.objects.filter(id__in=names)
    found = _opened(named.filter(person=person, kept_until__gt=timezone.now()), person)
    named.forget()
    for left in (SENT_LATE, WAS):
        request.session.pop(left, None)
    found.sort(key=lambda one: names.index(one[0].id))
    return tuple(
        Unsaved(content["to"], tuple(map(tuple, content["fields"]))) for _, content in found
    )


def _opened(forms: Keeping[KeptForm], person: Person) -> list[tuple[KeptForm, Content]]:
    """Return each that opens. One that does not keeps nobody out, nor the others back."""
    found: list[tuple[KeptForm, Content]] = []
    for one in forms:
        try:
            found += opened([one], person.pk)
        except ValueError:
            continue
    return found


def _named(request: HttpRequest) -> list[str]:
    """Return the names of what was sent too late from this browser, in the order it was sent."""
    return list(request.session.get(SENT_LATE, ()))
