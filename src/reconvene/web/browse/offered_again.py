"""
What was sent when a session had run out, offered again to whoever sent it and has signed in since.

In: the session of somebody who signs in, with the names of what was kept. Out: a page of its own,
which stays until everything on it was sent again or thrown away, or its quarter of an hour is over.
Whoever else signs in there sees nothing of it, and it is gone.
"""

from dataclasses import replace
from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from reconvene.accounts.sessions import SENT_LATE, WAS, WAS_IN, WAS_UNDER
from reconvene.core.workdays import LONDON, london_day
from reconvene.library.words.plain import said_time
from reconvene.people.models import Person
from reconvene.web.browse.chosen import Chosen
from reconvene.web.browse.faults import Fault
from reconvene.web.browse.sent_late import named
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.browse.unsaved import AGAIN, Unsaved
from reconvene.web.browse.unsaved_words import WITHHELD, Line, answers, less_contact, purpose
from reconvene.web.components.pages import page
from reconvene.web.models import Content, KeptForm, opened
from reconvene.web.register.rows import About, Route

OFFERED, ONWARD = "offered_again", "offered_again_before"
"""Under which names a session holds what is offered again, and where its sender was going."""

TAKEN = (HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
"""How a page answers that took what was sent again, or has it in its own form."""

BACK = Fault(
    "You are signed in again. Your words are still here",
    "Your session had ended when you sent this, so nothing of it was recorded.",
    "Read it, then send it again from here. If it was not you who wrote it, throw it away. It stays "
    "on this page until then, but no longer than 15 minutes after it was first sent.",
)
GONE = Fault(
    "You are signed in again. What you sent before is gone",
    "Your session had ended when you sent it, so nothing of it was recorded.",
    "It was kept for 15 minutes, and those are over. Write it again.",
)
SHUT = Fault(
    "You are signed in again. What you sent before does not open",
    "Your session had ended when you sent it, so nothing of it was recorded. It was kept, but what "
    "opens it is damaged or gone, and nobody can read it any more.",
    "Write it again, and tell whoever looks after this service that this happened.",
)
ALSO_GONE = "Something else that you sent is gone: its 15 minutes are over, or it no longer opens."


def go_on(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    """
    Lead somebody who signs in to what they sent before; where nothing was, onward.

    It opens nothing, and is asked before they are signed in: nothing that can fail comes after.
    """
    sent, was = named(request), request.session.get(WAS)
    if person.pk not in (was, request.user.pk):
        forget(waiting(request))
    for left in (SENT_LATE, WAS, WAS_UNDER, WAS_IN):
        request.session.pop(left, None)
    if not sent or was != person.pk:
        return redirect(wanted)
    request.session[OFFERED], request.session[ONWARD] = sent, wanted
    return redirect("sent-late")


def offered(request: HttpRequest) -> HttpResponse:
    """Show what somebody sent before they signed in, to be read and sent again, or throw it away."""
    person, names = person_of(request), _offered(request)
    onward = request.session.get(ONWARD, reverse("my-work"))
    if request.method == "POST":
        forget(names)
        _offer(request, [])
    if request.method == "POST" or not names:
        return redirect(onward)
    today = london_day(timezone.now())
    kept, chosen = list(_kept(names, person)), Chosen.by(person, today)
    unsaved = _opened(kept, names)
    shown = [_shown(one, person, chosen) for one in unsaved]
    fault = BACK if shown else SHUT if kept else GONE
    if shown and len(shown) < len(names):
        fault = replace(BACK, happened=f"{BACK.happened} {ALSO_GONE}")
    frame = frame_of(person, today)
    away = reverse("sent-late")
    return page(request, "browse/unsaved.html", frame, fault=fault, unsaved=shown, away=away)


def _shown(sent: Unsaved, person: Person, chosen: Chosen) -> tuple[Unsaved, tuple[Line, ...]]:
    """Return what can be sent again, with its lines; without what is not shown to them any more."""
    kept = less_contact(sent, person)
    told = (WITHHELD,) if kept != sent else ()
    return kept, (*purpose(kept), *answers(kept, chosen), *told)


def waiting_words(request: HttpRequest) -> str:
    """
    Say how much of what somebody sent before they signed in waits for them, and how long; empty for
    nothing. It is one statement, and none in a session in which nothing was sent too late.
    """
    kept = _kept(_offered(request), person_of(request))
    until = list(kept.values_list("kept_until", flat=True))
    if not until:
        return ""
    is_one = len(until) == 1
    forms = "What you sent is" if is_one else f"{len(until)} forms that you sent are"
    it, first = ("it", "") if is_one else ("them", "the first ")
    ends = said_time(min(until).astimezone(LONDON).time())
    return f"{forms} not recorded: your session had ended. Read {it} and send {it} again, {first}by {ends}"


def forget_taken(request: HttpRequest, route: Route, answer: HttpResponse) -> None:
    """Forget what was sent again from here, once the page that it is for has it."""
    names = _offered(request) if request.method == "POST" else []
    if not names or route.about is About.ACCOUNT or answer.status_code not in TAKEN:
        return
    again = request.POST.get(AGAIN, "")
    if again in names and request.user.is_authenticated:
        forget([again])
        _offer(request, [one for one in names if one != again])


def waiting(request: HttpRequest) -> list[str]:
    """Return the names of everything that waits in this browser, for whomever."""
    return [*named(request), *_offered(request)]


def forget(names: list[str]) -> None:
    """Delete what is kept under these names, with the keys that open it."""
    KeptForm.objects.filter(id__in=names).forget()


def _offered(request: HttpRequest) -> list[str]:
    return list(request.session.get(OFFERED, ()))


def _offer(request: HttpRequest, names: list[str]) -> None:
    request.session[OFFERED] = names


def _kept(names: list[str], person: Person) -> QuerySet[KeptForm]:
    """Return what is kept for this person under these names, and not for too long already."""
    return KeptForm.objects.filter(id__in=names, person=person, kept_until__gt=timezone.now())


def _opened(kept: list[KeptForm], names: list[str]) -> list[Unsaved]:
    """Return what opens of this, in the order it was sent, each with its own name in it."""
    found = [(one, content) for row in kept for one, content in _if_it_opens(row)]
    found.sort(key=lambda one: names.index(one[0].id))
    return [
        Unsaved(content["to"], (*map(tuple, content["fields"]), (AGAIN, one.id)))
        for one, content in found
    ]


def _if_it_opens(kept: KeptForm) -> list[tuple[KeptForm, Content]]:
    """Return it with what was sent. One that does not open keeps nobody out, nor the others back."""
    try:
        return opened([kept], kept.person_id)
    except ValueError:
        return []
