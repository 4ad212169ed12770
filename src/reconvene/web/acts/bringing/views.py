"""The views of files: bringing one in, its own page, and taking it out to be read."""

from contextlib import ExitStack, suppress
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.core.casefile.papers import Redaction
from reconvene.core.conduct.answer import Refused
from reconvene.core.workdays import london_day
from reconvene.desk.bringing import (
    KIND,
    NoRoom,
    NoSuchPaper,
    NotOpen,
    bring,
    given_out,
    not_on_record,
    papers_of,
    purpose_of,
    take_away,
)
from reconvene.desk.bundling import reads_bundles_alone
from reconvene.desk.look import Look
from reconvene.papers.untrusted.kinds import MEDIA_TYPES, VIEWED_AS, Kind
from reconvene.web.acts.act_page import heading, refusal_shown
from reconvene.web.acts.bringing.bring_form import BringForm
from reconvene.web.acts.bringing.paper_page import paper_of, paper_page, redaction_of
from reconvene.web.acts.bringing.words import state_words
from reconvene.web.browse import faults
from reconvene.web.browse.links import NOTHING
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.addresses import address
from reconvene.web.components.downloads import attachment
from reconvene.web.components.pages import page
from reconvene.web.giving_out import Leaving, leaving

VIEW, ORIGINAL = "view", "original"


def bring_in(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a file that comes into a case, or throw one away that is not on its record."""
    now = timezone.now()
    look = found(request, reference, london_day(now))
    may = look.may(KIND)
    if isinstance(may, Refused):
        refusal = refusal_shown(look.context, KIND, may)
        rest: dict[str, Any] = {"first": None, "sooner": (), "wrote": (), "letter": None}
        return _shown(request, look, "acts/closed.html", refusal=refusal, **rest)
    thrown_away = request.POST.get("throw_away", "")
    if thrown_away:
        if thrown_away in {one.paper for one in not_on_record(look)}:
            with suppress(NoSuchPaper):  # it is gone already, or on the record since
                take_away(look.person, look.case_id, thrown_away, now=now)
        return redirect(address("bring-in", reference=look.reference))
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_valid():
        try:
            kept = bring(look.person, look.case_id, form.cleaned_data["file"], now=now)
        except NoRoom as full:
            form.add_error("file", full.words)
        else:
            act = address("act", reference=look.reference, kind=KIND, about=NOTHING)
            return redirect(f"{act}?paper={kept.paper}")
    waiting = [(one, state_words(one, now)) for one in not_on_record(look)]
    return _shown(
        request,
        look,
        "acts/papers/bring_in.html",
        form=form,
        waiting=waiting,
        may_redact=bool(look.may("redaction.made")),
    )


def paper(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show what is known of a file on the record, and how it can be read."""
    now = timezone.now()
    look = found(request, reference, london_day(now), entry)
    return _page(request, look, entry, now)


def paper_file(request: HttpRequest, reference: str, entry: int, form: str) -> HttpResponseBase:
    """
    Give a file as it was brought in, or its viewing copy; its page where it may not be opened.

    Where too many leave already nothing is looked up, so nobody is written down who got nothing.
    """
    with ExitStack() as place:
        if not leaving.take(place):
            return faults.too_many_leave(request)
        return _given_out(request, reference, entry, form, place)


def _given_out(
    request: HttpRequest, reference: str, entry: int, form: str, place: ExitStack
) -> HttpResponseBase:
    now = timezone.now()
    look = found(request, reference, london_day(now), entry)
    brought = paper_of(look, entry) or redaction_of(look, entry)
    if brought is None or form not in (VIEW, ORIGINAL) or reads_bundles_alone(look):
        raise Http404
    is_view = form == VIEW
    if not is_view and isinstance(brought, Redaction):  # what lies behind a copy goes nowhere
        raise Http404
    try:
        pieces = given_out(
            look.person, look.case_id, brought.data.paper,
            view=is_view, now=now, purpose=purpose_of(look),
        )  # fmt: skip
    except (NotOpen, NoSuchPaper):
        return _page(request, look, entry, now, HTTPStatus.CONFLICT)
    kind = Kind(papers_of(look, now=now)[brought.data.paper].kind)
    answer = Leaving(
        pieces,
        size=pieces.size,
        place=place,
        content_type=VIEWED_AS[kind] if is_view else MEDIA_TYPES[kind],
    )
    answer["Content-Disposition"] = attachment(_name(look, entry, kind, is_view=is_view))
    return answer


def _page(
    request: HttpRequest, look: Look, entry: int, now: datetime, status: int | None = None
) -> HttpResponse:
    """Return the page of a file; of one that was asked for and may not be opened as well."""
    it = paper_page(look, entry, now)
    if it is None:
        raise Http404
    return _shown(request, look, "acts/papers/paper.html", paper=it, status=status)


def _name(look: Look, entry: int, kind: Kind, *, is_view: bool) -> str:
    """Return the name a file is kept under elsewhere: it tells nothing, and was typed by nobody."""
    ending = _ENDINGS[VIEWED_AS[kind]] if is_view else kind
    return f"{look.reference}-file-{entry}{'-copy' if is_view else ''}.{ending}"


_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpeg", "image/png": "png"}


def _shown(
    request: HttpRequest, look: Look, template: str, *, status: int | None = None, **shown: Any
) -> HttpResponse:
    frame = frame_of(person_of(request), look.context.today)
    it = heading(look, KIND, None)
    return page(request, template, frame, here="Cases", it=it, status=status, **shown)
