"""
Looking again at a hold: the page on which one person says that it stays, until when and why.

In: a hold. Out: the same hold with a later day, or, once it is lifted, its own page; it is never let
go from here.
"""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from reconvene.desk.retained import hold_called
from reconvene.desk.retention import ErasureRefused, Ground, furthest_day, keep_held
from reconvene.web.browse.names import sentence_case
from reconvene.web.browse.retention.hold_facts import hold_facts
from reconvene.web.browse.retention.visitor import HERE, Visitor, visitor
from reconvene.web.browse.retention.words import HELD_FOR, refusal, words_of
from reconvene.web.browse.unsaved_words import sent_by
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import LongTextField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page
from reconvene.web.components.told import onward
from reconvene.web.components.wording import day

_LATER = "The day on which somebody looks at it again must be after"


class AgainForm(Form):
    """Asks until when a case stays held, and why it does."""

    until_on = DayField(
        "When does somebody look at it again?",
        name="the day on which somebody looks at it again",
        missing="Enter the day on which somebody looks at it again",
        hint="A hold can be made longer here, by up to two years, and not shorter.",
    )
    reason = LongTextField(
        "Why it stays held",
        missing="Say why it stays held",
        hint="What you looked at, and whom you asked. It is sealed with the case.",
        max_length=1000,
        rows=4,
    )

    def __init__(self, who: Visitor, data: Any = None) -> None:
        super().__init__(data)
        self.day("until_on").not_before = who.today + timedelta(days=1)
        self.day("until_on").not_after = furthest_day(who.today)


def look_again(request: HttpRequest, hold: str) -> HttpResponse:
    """Ask until when a case stays held and why, and keep it so."""
    who, refused, is_longer = visitor(request), None, True
    form = AgainForm(who, request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            keep_held(who.person, hold, typed["until_on"], typed["reason"], who.now)
        except ErasureRefused as found:
            is_longer = found.ground != Ground.NOT_LONGER
            refused = refusal("You cannot keep this case held", found.ground) if is_longer else None
        else:
            return onward("hold", "stays-held", hold=hold)
    shown = hold_called(who.person, hold, at=who.now)
    if shown is None:
        raise Http404
    held = shown.hold
    sent = sent_by(request) if held.lifted_by or refused else ()
    if held.lifted_by and not refused:
        if not sent:
            return redirect("hold", hold=hold)
        refused = refusal("You cannot keep this case held", Ground.NO_HOLD)
    if not is_longer:
        form.add_error("until_on", f"{_LATER} {day(held.review_on)}")
    return page(
        request,
        "browse/retention/look_again.html",
        who.frame,
        here=HERE,
        status=HTTPStatus.CONFLICT if refused else None,
        form=form,
        refusal=refused,
        sent=sent,
        held=held,
        facts=hold_facts(shown, who),
        may_be_longer=held.review_on < furthest_day(who.today),
        held_for=HELD_FOR[held.kind],
        why=words_of(shown.why),
        asked_by=sentence_case(who.name(held.asked_by)) if held.asked_by else "",
    )
