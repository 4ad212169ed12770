"""
Proving again who one is, before an act that `proven` guards.

Whoever was on the way to a page goes straight on to it. Whoever sent a form finds it whole, as they
typed it, behind a button; not so a form about their account, which may hold a password. Whoever
wanted a file finds it behind a link, so that a page stands in the window.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone

from reconvene.access_log.reading import Sight
from reconvene.core.workdays import london_day
from reconvene.people.models import Person
from reconvene.web.accounts.limits import TooManyTries, not_yet
from reconvene.web.accounts.proof import BY_CODE, BY_SHEET, Proof, proof, proof_page, unproven
from reconvene.web.accounts.providers import provider_of
from reconvene.web.accounts.sign_in import safe_next
from reconvene.web.accounts.typed import kept, unkept
from reconvene.web.browse.proven import mark_proven
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page
from reconvene.web.register.routes import row_of
from reconvene.web.register.rows import About, Route


def prove_it(request: HttpRequest, way: str = BY_CODE) -> HttpResponse:
    """Ask for a second factor again; the session goes on under another name."""
    person = person_of(request)
    try:
        asked = proof(request, person, way, is_inside=True)
    except TooManyTries as too_many:
        return not_yet(request, too_many.free_at)
    given = request.POST if request.method == "POST" else request.GET
    wanted = safe_next(request, given.get("next"))
    typed = _brought(request, wanted)
    if not asked.holds:
        return _page(request, asked, wanted, typed)
    request.session.cycle_key()
    mark_proven(request, timezone.now())
    return _go_on(request, wanted, typed)


def keep_typed(request: HttpRequest) -> HttpResponse:
    """
    Ask whoever sent a form for a second factor, and keep what they typed meanwhile.

    The form is sent on to here by their browser; or by this very page, to prove it another `way`.
    """
    is_ours = "way" in request.GET
    person, wanted = person_of(request), safe_next(request, request.GET.get("next"))
    typed = _brought(request, wanted) if is_ours else _sent(request, person, wanted)
    way = BY_SHEET if request.GET.get("way") == BY_SHEET else BY_CODE
    asked = unproven(person, way, is_inside=True)
    return _page(request, asked, wanted, typed)


def _sent(request: HttpRequest, person: Person, wanted: str) -> str:
    """Return what was typed, as a word; empty for one's account, where it may be a password."""
    route = _route_of(wanted)
    is_secret = route is None or route.about is About.ACCOUNT
    return "" if is_secret else kept(request.POST, person, wanted)


def _brought(request: HttpRequest, wanted: str) -> str:
    """Return the word that a page of ours brings along; empty where it is not theirs."""
    word = request.POST.get("typed", "")
    return "" if unkept(word, person_of(request), wanted) is None else word


def _page(request: HttpRequest, asked: Proof, wanted: str, typed: str) -> HttpResponse:
    person = asked.person
    return proof_page(
        request,
        asked,
        frame_of(person, london_day(timezone.now())),
        title="Prove it is you again",
        routes=("prove-it", "prove-it-by-sheet"),
        next_page=wanted,
        typed=typed,
        provider=provider_of(person),
    )


def _go_on(request: HttpRequest, wanted: str, typed: str) -> HttpResponse:
    if not typed and not _is_file(wanted):
        return redirect(wanted)
    person = person_of(request)
    return page(
        request,
        "accounts/proven.html",
        frame_of(person, london_day(timezone.now())),
        wanted=wanted,
        typed=unkept(typed, person, wanted),
    )


def _is_file(wanted: str) -> bool:
    """Tell whether an address of ours gives a file, after which no page stands in the window."""
    route = _route_of(wanted)
    return route is not None and route.logs is Sight.EXPORT


def _route_of(wanted: str) -> Route | None:
    """Return the row of an address of ours; None where it has none."""
    try:
        return row_of(resolve(wanted.partition("?")[0]))
    except Resolver404:
        return None
