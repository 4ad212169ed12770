"""
The second step in: a factor besides the password. Whoever proves it is signed in.

Where that was no passkey, and has to be one, a third step comes first: to add it.
"""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.accounts.passkeys_first import must_add_passkey
from reconvene.accounts.sessions import end_sessions
from reconvene.people.guesses import Place, let_in
from reconvene.web.accounts.adding import NewPasskeyForm
from reconvene.web.accounts.halfway import Halfway, arrive, go_further, halfway
from reconvene.web.accounts.limits import TooManyTries, address_of, not_yet
from reconvene.web.accounts.proof import BY_CODE, BY_SHEET, proof, proof_page
from reconvene.web.browse.offered_again import go_on
from reconvene.web.browse.signed_in import frame_for_nobody
from reconvene.web.components.pages import page


def second_factor(request: HttpRequest, way: str = BY_CODE) -> HttpResponse:
    """Ask for a code or a passkey, and go where the person was going."""
    half = halfway(request)
    if half is None:
        return _not_halfway(request)
    if half.has_proven:
        return redirect("first-passkey")
    try:
        asked = proof(request, half.person, way)
    except TooManyTries as too_many:
        return not_yet(request, too_many.free_at)
    if not asked.holds:
        return proof_page(
            request,
            asked,
            frame_for_nobody(),
            title="Check your recovery code" if way == BY_SHEET else "Prove it is you",
            routes=("second-factor", "second-factor-by-sheet"),
        )
    if must_add_passkey(half.person, timezone.now()):
        go_further(request)
        return redirect("first-passkey")
    return _come_in(request, half)


def first_passkey(request: HttpRequest) -> HttpResponse:
    """Have a passkey added by whoever proved both factors, and needs one to come in."""
    half = halfway(request)
    if half is None or not half.has_proven:
        return _not_halfway(request)
    posted = request.POST if request.method == "POST" else None
    form = NewPasskeyForm(half.person, request, posted)
    if posted is not None and form.is_valid() and form.keep(timezone.now()):
        end_sessions(half.person)
        return _come_in(request, half)
    return page(request, "accounts/first_passkey.html", frame_for_nobody(), form=form)


def _come_in(request: HttpRequest, half: Halfway) -> HttpResponse:
    _know(request, half.person.username, half.person.pk)
    arrive(request)
    leads = go_on(request, half.person, half.next)
    login(request, half.person)
    return leads


def _not_halfway(request: HttpRequest) -> HttpResponse:
    """Lead whoever is in already, as with a code sent twice, to what waits for them; others to the door."""
    return redirect("sent-late" if request.user.is_authenticated else "sign-in")


def _know(request: HttpRequest, username: str, person: str) -> None:
    """Remember the place, for names and for codes, so that nobody elsewhere makes them wait here."""
    now, address = timezone.now(), address_of(request)
    let_in(Place(username, address), now)
    let_in(Place(person, address, is_for_codes=True), now)
