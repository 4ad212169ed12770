"""
Open a case in an emergency: its reference and a reason are asked, and it stands open for an hour, or
until whoever opened it gives it back.

In: what was typed. Out: the case; or, for a wall and for no case at all alike, that it stays closed.
"""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.emergency import give_back, open_in_emergency
from reconvene.desk.emergency import own_emergency as emergency_of
from reconvene.web.browse.looking import NO_LONGER_NEEDED
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.fields import LongTextField, ReferenceField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Refusal
from reconvene.web.components.told import onward

CLOSED = Refusal(
    "This case stays closed to you",
    "There is no case of that reference that can be opened so.",
    instead=(
        "Check the reference.",
        "If a child may come to harm today, ring children’s social care.",
        "Otherwise ask the complaints officer, or your manager.",
    ),
)


class EmergencyForm(Form):
    """Asks which case, and why it cannot wait."""

    reference = ReferenceField()
    reason = LongTextField(
        "Why can it not wait for somebody who has a part in it?",
        missing="Say why it cannot wait",
        hint="Whoever looks after information governance reads this within two working days.",
        max_length=1000,
    )


def emergency(request: HttpRequest) -> HttpResponse:
    """Ask for the reference and the reason, and open the case for an hour."""
    person, now = person_of(request), timezone.now()
    posted: Any = request.POST if request.method == "POST" else None
    form, refusal = EmergencyForm(posted), None
    if form.is_valid():
        reference = person.authority.called(form.cleaned_data["reference"])
        if open_in_emergency(person, reference, form.cleaned_data["reason"], now):
            return redirect("case", reference=reference)
        refusal = CLOSED
    return page(
        request,
        "browse/emergency.html",
        frame_of(person, london_day(now)),
        here="Cases",
        status=HTTPStatus.CONFLICT if refusal else None,
        form=form,
        refusal=refusal,
    )


def own_emergency(request: HttpRequest, review: str) -> HttpResponse:
    """Show until when a case is, or was, open to whoever opened it, and let them give it back."""
    person, now = person_of(request), timezone.now()
    it = emergency_of(person, review)
    if it is None:
        raise Http404
    if request.method == "POST":
        give_back(person, it, now)
        return onward("own-emergency", "given-back", review=review)
    return page(
        request,
        "browse/own_emergency.html",
        frame_of(person, london_day(now)),
        here="Cases",
        it=it,
        is_open=it.given_back_at is None and it.ends_at is not None and now <= it.ends_at,
        give_back=NO_LONGER_NEEDED,
    )
