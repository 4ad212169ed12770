"""
A case that does not open and was kept long enough: what is known of it, and why it is to go unread.

In: a reference, and what was typed. Out: an erasure that waits for two people, like any other.
"""

from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from reconvene.desk.retained import note_look
from reconvene.desk.retention import ErasureRefused
from reconvene.desk.unread import Unread, propose_unread, unread_called
from reconvene.web.browse.retention.one import NOT_KNOWN, Fact
from reconvene.web.browse.retention.visitor import HERE, Visitor, visitor
from reconvene.web.browse.retention.words import UNREAD, refusal, rule_words
from reconvene.web.components.addresses import address
from reconvene.web.components.fields import LongTextField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page
from reconvene.web.components.told import onward
from reconvene.web.components.wording import day


class UnreadForm(Form):
    """Asks why a case is to be erased though nobody can read it."""

    reason = LongTextField(
        "Why is it to be erased, though nobody can read it?",
        missing="Say why it is to be erased though nobody can read it",
        hint="Which back-ups were tried, and who decided that none has what is lost. Two people read "
        "it before they approve. It is sealed with the case, and goes with it.",
        max_length=1000,
        rows=4,
    )


def erase_unread(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what is known of a case that does not open, and propose that it is erased."""
    who, refused = visitor(request), None
    one = unread_called(who.person, reference, who.now, settings.RETENTION)
    note_look(who.person, at=who.now, case_id=one.known.case_id if one else "")
    if one is None:
        raise Http404
    form = UnreadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = _proposed(who, reference, form.cleaned_data["reason"])
        except ErasureRefused as found:
            refused = refusal("You cannot propose that this case is erased", found.ground)
        else:
            return onward("erasure", "proposed", reference=made)
    return page(
        request,
        "browse/retention/unread.html",
        who.frame,
        here=HERE,
        status=HTTPStatus.CONFLICT if refused else None,
        refusal=refused,
        reference=reference,
        facts=tuple(facts(one)),
        form=form,
        may_be_proposed=not one.is_held and not one.is_proposed,
        is_proposed=one.is_proposed,
        erasure_href=address("erasure", reference=reference),
        hold_href=f"{address('place-hold')}?case={reference}",
    )


def facts(one: Unread) -> Iterator[Fact]:
    """Yield what is known of a case that does not open, and what is not."""
    label, why = rule_words(one.known.authority, one.kept.rule)
    yield Fact("What it is", label)
    closed_on = one.known.closed_on
    yield Fact("Closed on", day(closed_on) if closed_on else "Not known")
    yield Fact("Last recorded on", day(one.known.last_on))
    yield Fact("How long it is kept", f"{why} It was kept until {day(one.kept.until)}.")
    yield Fact("What is not known", f"{NOT_KNOWN} {UNREAD[one.basis]}")
    if one.is_held:
        yield Fact("Held", "It stays until two people have lifted each hold.")
    if one.under_way is not None and not one.is_proposed:
        yield Fact(
            "On its way", "It stopped opening after it was proposed. Proposing it anew ends that."
        )


def _proposed(who: Visitor, reference: str, reason: str) -> str:
    return propose_unread(who.person, reference, reason, who.now, settings.RETENTION).reference
