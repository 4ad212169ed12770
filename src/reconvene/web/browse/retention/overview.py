"""
Kept and erased: what waits for approval, what is on its way, what is held.

In: who looks. Out: lists of references, with dates and who has to do something.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from reconvene.core.workdays import london_day
from reconvene.desk.erasing import keys_to_be_changed_by, may_be_destroyed_on, no_copy_opens_after
from reconvene.desk.retained import kept, waits_for
from reconvene.desk.retention import EndedErasure, Erasure, Hold
from reconvene.desk.unread import Unread, unread
from reconvene.library.retention_files import Schedule, read_schedule
from reconvene.web.browse.names import sentence_case
from reconvene.web.browse.retention.visitor import HERE, Visitor, visitor
from reconvene.web.browse.retention.words import ENDED, HELD_FOR, UNREAD
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import page
from reconvene.web.components.wording import day


@dataclass(frozen=True, slots=True)
class Row:
    """One case on a list: the day that counts, what is so, and what can be done about it."""

    reference: str
    on: date
    said: str
    href: str
    next: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """An erasure that did not come about: since when and why, and who had given leave."""

    reference: str
    on: date
    why: str
    leave: str


def erasures(request: HttpRequest) -> HttpResponse:
    """Show how far each erasure is, and what is held."""
    who = visitor(request)
    found = kept(who.person, at=who.now)
    closed_book = unread(who.person, who.now, settings.RETENTION)
    stuck = {one.known.case_id for one in closed_book if not one.is_proposed}
    schedule = read_schedule(who.person.authority_id, folder=settings.RETENTION)
    return page(
        request,
        "browse/retention/overview.html",
        who.frame,
        here=HERE,
        waiting=[_waiting(one, who) for one in found.waiting],
        to_lift=[_to_lift(one, who) for one in found.held if waits_for(who.person, one)],
        going=[_going(one, schedule, is_stuck=one.pk in stuck) for one in found.going],
        unread=[_unread(one) for one in closed_book if not one.is_proposed],
        to_certify=[_to_certify(one, who.today) for one in found.to_certify],
        held=[_held(one, who) for one in found.held if not waits_for(who.person, one)],
        ended=[_ended(one, who) for one in found.ended],
        has_earlier=found.has_earlier,
        not_opened=found.not_opened,
        today=who.today,
        keys_by=keys_to_be_changed_by(who.person.authority_id),
        has_book=settings.ERASURES is not None,
    )


def _waiting(one: Erasure, who: Visitor) -> Row:
    if not one.first_by:
        said, step = "Nobody has approved it yet.", "Decide"
    elif one.first_by == who.person.id:
        said, step = "You approved it. Somebody else has to as well.", "See it"
    else:
        said, step = f"{who.name(one.first_by)} approved it.", "Decide"
    return Row(one.reference, one.kept_until, said, _href(one), step)


def _going(one: Erasure, schedule: Schedule, *, is_stuck: bool) -> Row:
    if is_stuck:
        said = "Its record does not open, so it goes no further. See below."
        return Row(one.reference, one.kept_until, said, _href(one), "See it")
    if one.sealed_off_at is None:
        until = one.kept_until
        return Row(one.reference, until, "Approved by two people.", _href(one), "See it")
    on = may_be_destroyed_on(one.sealed_off_at, schedule)
    said = f"Nobody can read it. Its keys are destroyed from {day(on)} on."
    return Row(one.reference, one.kept_until, said, _href(one), "See it")


def _unread(one: Unread) -> Row:
    said = "It is held." if one.is_held else UNREAD[one.basis]
    href = address("erase-unread", reference=one.known.reference)
    return Row(one.known.reference, one.kept.until, said, href, "See it")


def _to_certify(one: Erasure, today: date) -> Row:
    assert one.destroyed_at is not None, "what is to be certified was destroyed"  # noqa: S101  for the type
    until = no_copy_opens_after(one.destroyed_at, one.certified_at)
    is_late = until < today
    said = f"After {day(until)} at the latest no copy opens it."
    if is_late:
        said = f"No copy was to open it after {day(until)}. Keys were not changed in time."
    return Row(one.reference, london_day(one.destroyed_at), said, _href(one), "See it", is_late)


def _to_lift(one: Hold, who: Visitor) -> Row:
    return replace(_held(one, who), next="Decide")


def _held(one: Hold, who: Visitor) -> Row:
    asked = f" {sentence_case(who.name(one.asked_by))} asked that it be lifted."
    return Row(
        reference=one.reference,
        on=one.review_on,
        said=f"{HELD_FOR[one.kind]}.{asked if one.asked_by else ''}",
        href=address("hold", hold=one.id),
        next="See it",
        is_late=one.review_on <= who.today,
    )


def _ended(one: EndedErasure, who: Visitor) -> Ended:
    by = " and ".join(who.name(each) for each in (one.first_by, one.second_by) if each)
    leave = f"{sentence_case(by)} had approved it." if by else "Nobody had approved it yet."
    return Ended(one.reference, london_day(one.ended_at), ENDED[one.why], leave)


def _href(one: Erasure) -> str:
    return address("erasure", reference=one.reference)
