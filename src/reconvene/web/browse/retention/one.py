"""
One erasure: by which rule, how far it is, and the leave of two people, who check it first.

In: a reference. Out: dates and names of colleagues; nothing that the case says.
"""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from reconvene.desk.retained import erasure_called
from reconvene.desk.retention import Erasure, ErasureRefused, Ground, State, approve
from reconvene.desk.unread import Basis, why_unread
from reconvene.library.retention_files import read_schedule
from reconvene.web.browse.names import sentence_case
from reconvene.web.browse.retention.visitor import HERE, Visitor, visitor
from reconvene.web.browse.retention.words import UNREAD, refusal, rule_words, words_of
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Refusal
from reconvene.web.components.told import onward
from reconvene.web.components.wording import day, moment

CONFIRM = "confirm"
LAST = "last"
"""Sent with an approval by whoever was shown that theirs is the last, so that it is no other."""

ACT = "You cannot approve that this case is erased"

FIRST = "Nothing yet: yours is the first approval, and somebody else has to approve as well."
ASKS = (
    "This is the case you mean, by its reference.",
    "It was kept for as long as the rule above says.",
    "Nobody is known to want it kept: no court, inquiry, police or ombudsman.",
    "Nobody has asked for what is held about them, and waits for it.",
    "No case of a brother or sister goes on.",
)
"""What somebody makes sure of before they approve."""

ASKS_UNREAD = ("No back-up has what its record needs to open.", *ASKS)
"""What somebody makes sure of where nobody can read the case."""

NOT_KNOWN = "Its record does not open, so nobody knows what it says or how its complaint ended."


class Fact(NamedTuple):
    """One line about an erasure."""

    label: str
    words: str


def erasure(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one erasure; have somebody check what they are about to approve, and take it then."""
    who, refused, is_changed = visitor(request), None, False
    if request.POST.get("step") == CONFIRM:
        try:
            approve(who.person, reference, who.now, as_last=request.POST.get("as") == LAST)
        except ErasureRefused as found:
            refused, is_changed = refusal(ACT, found.ground), found.ground == Ground.CHANGED
        else:
            return onward("erasures", "approved")
    one = erasure_called(who.person, reference, at=who.now)
    if one is None:
        raise Http404
    is_theirs = one.state == State.PROPOSED and one.first_by != who.person.id
    if request.method == "POST" and is_theirs and (not refused or is_changed):
        return _check(request, one, who, refused)
    return page(
        request,
        "browse/retention/one.html",
        who.frame,
        here=HERE,
        status=HTTPStatus.CONFLICT if refused else None,
        refusal=refused,
        reference=one.reference,
        facts=tuple(facts(one, who)),
        follows=follows(one) if one.state == State.PROPOSED else (),
        is_theirs=is_theirs,
        is_approved_by_them=one.state == State.PROPOSED and one.first_by == who.person.id,
        may_be_held=one.destroyed_at is None,
        hold_href=_hold_href(one),
        certificate_href=address("certificate", reference=one.reference)
        if one.destroyed_at
        else "",
    )


def _check(
    request: HttpRequest, one: Erasure, who: Visitor, refused: Refusal | None
) -> HttpResponse:
    return page(
        request,
        "browse/retention/check.html",
        who.frame,
        here=HERE,
        status=HTTPStatus.CONFLICT if refused else None,
        refusal=refused,
        reference=one.reference,
        back=address("erasure", reference=one.reference),
        facts=tuple(facts(one, who)),
        follows=(approved_words(one, who), *follows(one)) if one.first_by else (FIRST,),
        asks=ASKS if one.basis == Basis.RECORD else ASKS_UNREAD,
        hold_href=_hold_href(one),
        confirm=CONFIRM,
        which=LAST if one.first_by else "first",
    )


def approved_words(one: Erasure, who: Visitor) -> str:
    """Return what the second approval adds to the first."""
    return f"{sentence_case(who.name(one.first_by))} approved it already: yours is the second, and is enough."


def facts(one: Erasure, who: Visitor) -> Iterator[Fact]:
    """Yield what is known of an erasure, in the order in which it came about."""
    label, why = rule_words(one.authority, one.rule)
    yield Fact("What it is", label)
    yield Fact("How long it is kept", f"{why} It was kept until {day(one.kept_until)}.")
    if one.basis != Basis.RECORD:
        yield Fact("What is not known", f"{NOT_KNOWN} {UNREAD[one.basis]}")
        yield Fact("Why it is to go unread", words_of(why_unread(one)) or "It went with the case.")
    yield Fact("Proposed", _by(one.proposed_by, one.proposed_at, who))
    yield Fact("First approval", _by(one.first_by, one.first_at, who))
    yield Fact("Second approval", _by(one.second_by, one.second_at, who))
    steps = (
        ("Read by nobody since", one.sealed_off_at),
        ("Keys destroyed", one.destroyed_at),
        ("Opened by no copy any more", one.certified_at),
    )
    yield from (Fact(name, moment(at)) for name, at in steps if at)


def follows(one: Erasure) -> tuple[str, ...]:
    """Return what two approvals bring about."""
    schedule = read_schedule(one.authority, folder=settings.RETENTION)
    return (
        "At the next daily run nobody can read the case any more, and it is on no list.",
        f"After {schedule.sealed_off_for} its keys are destroyed, and nobody can bring it back.",
        "A hold placed before then ends this, and the case is read again.",
    )


def _hold_href(one: Erasure) -> str:
    return f"{address('place-hold')}?case={one.reference}"


def _by(person: str, at: datetime | None, who: Visitor) -> str:
    if not person or at is None:
        return "Not yet"
    return f"{sentence_case(who.name(person))}, {moment(at)}"
