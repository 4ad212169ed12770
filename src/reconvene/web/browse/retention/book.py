"""
The book of erasures, as far as it is this authority's: what was erased for good, the latest first.

In: which page. Out: lines of the book; or that there is no book, or that it cannot be read.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from reconvene.core.workdays import london_day
from reconvene.desk.erasing import BookUnusable, no_copy_opens_after
from reconvene.desk.retained import Entered, book_of
from reconvene.desk.unread import Basis
from reconvene.web.browse.retention.visitor import HERE, Visitor, visitor
from reconvene.web.browse.retention.words import rule_words
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import page
from reconvene.web.components.paging import PARAMETER, pagination

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the book."""

    reference: str
    erased_on: date
    kept_until: date
    rule: str
    approved_by: str
    opens_until: date | None
    is_final: bool
    is_late: bool
    href: str


def erasures_book(request: HttpRequest) -> HttpResponse:
    """Show the lines of the book."""
    who = visitor(request)
    try:
        found, is_usable = book_of(who.person, settings.ERASURES, at=who.now), True
    except BookUnusable:
        found, is_usable = [], False
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get(PARAMETER))
    return page(
        request,
        "browse/retention/book.html",
        who.frame,
        here=HERE,
        rows=[row(one, who) for one in shown],
        is_usable=is_usable,
        pages=pagination(shown, request.GET),
    )


def _rule(one: Entered) -> str:
    label, _ = rule_words(one.line.authority, one.line.rule)
    return label if one.line.basis == Basis.RECORD else f"{label}. Its record did not open"


def row(one: Entered, who: Visitor) -> Row:
    """Return a line as it is shown."""
    line, known = one.line, one.erasure
    done = known if known is not None and known.destroyed_at is not None else None
    until = no_copy_opens_after(line.destroyed_at, done.certified_at if done else None)
    is_final = done is not None and done.certified_at is not None
    return Row(
        reference=line.reference,
        erased_on=london_day(line.destroyed_at),
        kept_until=line.kept_until,
        rule=_rule(one),
        approved_by=" and ".join(
            who.names.get(each, each) for each in (line.first_by, line.second_by)
        ),
        opens_until=until if done else None,
        is_final=is_final,
        is_late=not is_final and until < who.today,
        href=address("certificate", reference=line.reference) if done else "",
    )
