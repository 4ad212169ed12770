"""The second step in: a factor besides the password. Whoever proves it is signed in."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.people.guesses import Place, let_in
from reconvene.web.accounts.halfway import arrive, halfway
from reconvene.web.accounts.limits import TooManyTries, address_of, not_yet
from reconvene.web.accounts.proof import BY_CODE, BY_SHEET, proof, proof_page
from reconvene.web.browse.signed_in import frame_for_nobody


def second_factor(request: HttpRequest, way: str = BY_CODE) -> HttpResponse:
    """Ask for a code or a passkey, and go where the person was going."""
    half = halfway(request)
    if half is None:
        return redirect("sign-in")
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
    _know(request, half.person.username, half.person.pk)
    arrive(request)
    login(request, half.person)
    return redirect(half.next)


def _know(request: HttpRequest, username: str, person: str) -> None:
    """Remember the place, for names and for codes, so that nobody elsewhere makes them wait here."""
    now, address = timezone.now(), address_of(request)
    let_in(Place(username, address), now)
    let_in(Place(person, address, is_for_codes=True), now)
