"""
Holds: a page that places one, and a page of each with why, and how it is lifted.

In: what was typed. Out: a case that is kept; it takes two people to let it go.
"""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from reconvene.desk.retained import hold_called
from reconvene.desk.retention import (
    ErasureRefused,
    Ground,
    HoldKind,
    Wanted,
    furthest_day,
    lift_hold,
)
from reconvene.desk.retention import hold as place
from reconvene.people.ids import new_id
from reconvene.web.browse.retention.hold_facts import hold_facts
from reconvene.web.browse.retention.visitor import HERE, Visitor, visitor
from reconvene.web.browse.retention.words import HELD_FOR, refusal
from reconvene.web.browse.unsaved_words import sent_by
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import LongTextField, OneOfField, ReferenceField, UnseenField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page
from reconvene.web.components.told import onward

_OF_THE_REFERENCE = {
    Ground.NO_CASE: "There is no case of this reference that you can hold",
    Ground.CLOSED_TO_THEM: "There is no case of this reference that you can hold",
    Ground.ERASED: "This case is erased, and nothing can bring it back",
}
"""What is wrong with a reference. A case that is closed to somebody is answered like none."""
_NOT_LIFTED = "You cannot lift this hold"


class LiftForm(Form):
    """Asks why a case need not be held any more: of whoever asks, and of whoever agrees."""

    reason = LongTextField(
        "Why it need not be held any more",
        missing="Say why it need not be held any more",
        hint="What ended, and how you know. It is sealed with the case.",
        max_length=1000,
        rows=4,
    )


class HoldForm(Form):
    """Asks which case is kept, what for, why, and when somebody looks at it again."""

    reference = ReferenceField()
    kind = OneOfField(
        "What is it held for?",
        tuple(HELD_FOR.items()),
        missing="Choose what it is held for",
    )
    reason = LongTextField(
        "Why",
        missing="Say why it is held",
        hint="Who asked, and for what. It is sealed with the case, and goes with it one day.",
        max_length=1000,
        rows=4,
    )
    review_on = DayField(
        "When does somebody look at it again?",
        name="the day on which somebody looks at it again",
        missing="Enter the day on which somebody looks at it again",
        hint="In two years at the latest. It goes on being held whether or not they do.",
    )
    key = UnseenField()

    def __init__(self, today: date, reference: str = "", data: Any = None) -> None:
        super().__init__(data, initial={"reference": reference, "key": new_id()})
        self.day("review_on").not_before = today + timedelta(days=1)
        self.day("review_on").not_after = furthest_day(today)

    @property
    def wanted(self) -> Wanted:
        """What was typed, once it is sound."""
        typed = self.cleaned_data
        return Wanted(HoldKind(typed["kind"]), typed["reason"], typed["review_on"])

    @property
    def once(self) -> str:
        """The key of this page; empty where somebody took it away."""
        return self.cleaned_data["key"] or ""


def place_hold(request: HttpRequest) -> HttpResponse:
    """Ask what is held and why, and hold it."""
    who, refused = visitor(request), None
    posted = request.POST if request.method == "POST" else None
    form = HoldForm(who.today, request.GET.get("case", ""), posted)
    if form.is_valid():
        reference = who.person.authority.called(form.cleaned_data["reference"])
        try:
            placed = place(who.person, reference, form.wanted, who.now, key=form.once)
        except ErasureRefused as found:
            if found.ground in _OF_THE_REFERENCE:
                form.add_error("reference", _OF_THE_REFERENCE[found.ground])
            else:
                refused = refusal("This case is not held by this page", found.ground)
        else:
            return onward("hold", "case-held", hold=placed.id)
    return page(
        request,
        "browse/retention/place_hold.html",
        who.frame,
        here=HERE,
        status=HTTPStatus.CONFLICT if refused else None,
        form=form,
        refusal=refused,
    )


def hold(request: HttpRequest, hold: str) -> HttpResponse:
    """Show one hold, and ask for its end or agree to it."""
    who, refused = visitor(request), None
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            held = lift_hold(who.person, hold, form.cleaned_data["reason"], who.now)
        except ErasureRefused as found:
            refused = refusal(_NOT_LIFTED, found.ground)
        else:
            return onward("hold", "hold-lifted" if held.lifted_by else "lifting-asked", hold=hold)
    return _shown(request, who, hold, form, refused)


def _shown(
    request: HttpRequest, who: Visitor, hold: str, form: LiftForm, refused: object
) -> HttpResponse:
    found = hold_called(who.person, hold, at=who.now)
    if found is None:
        raise Http404
    held = found.hold
    is_lifted, facts = bool(held.lifted_by), hold_facts(found, who)
    sent = sent_by(request) if is_lifted or refused else ()
    if is_lifted and sent and not refused:  # it could not be taken as it was, nor mended here
        refused = refusal(_NOT_LIFTED, Ground.NO_HOLD)
    return page(
        request,
        "browse/retention/hold.html",
        who.frame,
        here=HERE,
        status=HTTPStatus.CONFLICT if refused else None,
        refusal=refused,
        sent=sent,
        form=form,
        held=held,
        facts=facts,
        asked_by=facts.asked_by,
        is_late=facts.is_late,
        is_lifted=is_lifted,
        may_lift=not is_lifted and held.asked_by != who.person.id,
        is_asked_by_them=not is_lifted and held.asked_by == who.person.id,
    )
