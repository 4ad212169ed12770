"""The views of a case: its page, and the page of one entry of its record."""

from dataclasses import replace
from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.access_log.reading import Sight
from reconvene.core.workdays import london_day
from reconvene.desk.oversight import may_see_readers
from reconvene.web.browse.case.asking_where import NEEDS, NOT_SAID
from reconvene.web.browse.case.entry import entry_page
from reconvene.web.browse.case.page import case_page
from reconvene.web.browse.links import WHY
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.components.pages import page
from reconvene.web.components.paging import pagination

RECORD_SHOWN = 50


def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case of the person's own authority; anything else is nowhere."""
    now = timezone.now()
    today = london_day(now)
    person = person_of(request)
    look = found(request, reference, today)
    it = case_page(look, colleague_names(person), now)
    shown = Paginator(it.record, RECORD_SHOWN).get_page(request.GET.get("page"))
    return page(
        request,
        "browse/case.html",
        frame_of(person, today),
        here="Cases",
        it=it,
        record=shown.object_list,
        pages=pagination(shown, request.GET),
        why=request.GET.get(WHY, ""),
        may_see_readers=may_see_readers(person, today) and not look.is_answering,
    )


def entry(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show one entry of a case's record."""
    today = london_day(timezone.now())
    person = person_of(request)
    it = entry_page(found(request, reference, today, entry), colleague_names(person), entry)
    if it is None:
        raise Http404
    return page(request, "browse/entry.html", frame_of(person, today), here="Cases", it=it)


def where(
    request: HttpRequest, reference: str, entry: int, *, may_be_kept: bool = False
) -> HttpResponse:
    """
    Show one entry with where somebody is, once it is written down what that is needed for.

    `may_be_kept` where they have just proved who they are: without that nothing is shown of
    somebody whose details are kept from the others.
    """
    today = london_day(timezone.now())
    person = person_of(request)
    need = NEEDS.get(request.POST.get("need", ""))
    if need is None:
        look = found(request, reference, today, entry)
    else:
        look = found(request, reference, today, entry, sight=Sight.WHERE, purpose=need[0])
    colleagues = colleague_names(person)
    it = entry_page(look, colleagues, entry)
    asks = it.where if it else None
    if it is None or asks is None:
        raise Http404
    problems = []
    if need is not None and (may_be_kept or not asks.is_kept):
        it = entry_page(look, colleagues, entry, is_where_shown=True)
    elif request.method == "POST" and need is None:
        it = replace(it, where=replace(asks, missing=NOT_SAID))
        problems = [{"text": NOT_SAID, "href": "#need"}]
    return page(
        request,
        "browse/entry.html",
        frame_of(person, today),
        here="Cases",
        it=it,
        problems=problems,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
    )
