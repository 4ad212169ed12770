"""Proving again who one is, before an act that `proven` guards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.web.accounts.limits import TooManyTries, not_yet
from reconvene.web.accounts.proof import proof, proof_page
from reconvene.web.accounts.providers import provider_of
from reconvene.web.accounts.sign_in import safe_next
from reconvene.web.browse.proven import mark_proven
from reconvene.web.browse.signed_in import frame_of, person_of


def prove_it(request: HttpRequest, way: str = "code") -> HttpResponse:
    """Ask for a second factor again; the session goes on under another name."""
    person = person_of(request)
    wanted = request.POST.get("next") or request.GET.get("next")
    try:
        asked = proof(request, person, way)
    except TooManyTries as too_many:
        return not_yet(request, too_many.free_at)
    if asked.holds:
        now = timezone.now()
        request.session.cycle_key()
        mark_proven(request, now)
        return redirect(safe_next(request, wanted))
    return proof_page(
        request,
        asked,
        frame_of(person, london_day(timezone.now())),
        title="Prove it is you again",
        routes=("prove-it", "prove-it-by-sheet"),
        next_page=safe_next(request, wanted),
        provider=provider_of(person),
    )
