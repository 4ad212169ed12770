"""The views of bundles: what is in one, one taken out to be read, and those that are to be read."""

from contextlib import ExitStack
from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from reconvene.access_log.reading import Sight
from reconvene.core.workdays import london_day
from reconvene.desk.bundling import (
    KIND,
    NotAsMade,
    NotAssembled,
    bundle_file,
    bundle_of,
    is_there,
    may_take,
    readers_of,
)
from reconvene.desk.look import Look
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.bundling.bundle_page import FOR, bundle_page, to_read_shown
from reconvene.web.browse import faults
from reconvene.web.browse.bundle_setting import setting_of, taken_words
from reconvene.web.browse.looking import found, look_through
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.downloads import attachment
from reconvene.web.components.pages import page
from reconvene.web.giving_out import Leaving, leaving
from reconvene.worklist.admitting import Audience
from reconvene.worklist.queries import to_read


def bundle(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show what is in a bundle."""
    now = timezone.now()
    return _shown(request, found(request, reference, london_day(now), entry), entry)


def taken_bundle(request: HttpRequest, reference: str, entry: int) -> HttpResponseBase:
    """
    Give a bundle out as one file, with the name of whoever it is for on each page.

    To whom it is not given it is as if there were none, and so for whom they may not take it. Few
    are put together at once, and one keeps its place until it has left.
    """
    with ExitStack() as place:
        if not leaving.take(place):
            return faults.too_many_leave(request)
        now = timezone.now()
        named = request.GET.get(FOR, "")
        look = found(
            request, reference, london_day(now), entry,
            of=lambda look: _taken(look, entry, now, named),
        )  # fmt: skip
        made = bundle_of(look, entry)
        if made is None or not is_there(look, made):
            return _shown(request, look, entry, is_broken=True)
        mine = look.person.name
        whom, by = (_others(look, entry, now)[named], mine) if named else (mine, "")
        try:
            given = setting_of(look, made.data, made.on, whom, taken_words(by, now))
            file = bundle_file(look, made, given)
        except (NotAsMade, NotAssembled):
            return _shown(request, look, entry, is_broken=True)
        answer = Leaving(iter([file]), size=len(file), place=place, content_type="application/pdf")
    name = f"{look.reference}-bundle-{made.data.number}.pdf"
    answer["Content-Disposition"] = attachment(name)
    return answer


def _taken(look: Look, entry: int, now: datetime, named: str) -> Sight | None:
    """Return that a bundle is taken, or None where it is not given to them, or not for whom they name."""
    is_for = not named or named in _others(look, entry, now)
    return Sight.BUNDLE_TAKEN if is_for and may_take(look, entry, now) else None


def _others(look: Look, entry: int, now: datetime) -> dict[str, str]:
    made = bundle_of(look, entry)
    return readers_of(look, made, now) if made else {}


def your_papers(request: HttpRequest) -> HttpResponse:
    """Show the papers that somebody who sits on panels may read, and until when."""
    today = london_day(timezone.now())
    person = person_of(request)
    look_through(request)
    who = Audience(person.authority_id, person.id, person.roles_on(today))
    rows = tuple(to_read_shown(row) for row in to_read(who, today))
    frame = frame_of(person, today)
    return page(request, "acts/bundles/your_papers.html", frame, here="My work", rows=rows)


def _shown(
    request: HttpRequest, look: Look, entry: int, *, is_broken: bool = False
) -> HttpResponse:
    it = bundle_page(look, entry, timezone.now(), is_broken=is_broken)
    if it is None:
        raise Http404
    return page(
        request,
        "acts/bundles/bundle.html",
        frame_of(person_of(request), look.context.today),
        here="Cases",
        it=heading(look, KIND, None),
        bundle=it,
        status=HTTPStatus.CONFLICT if is_broken else None,
    )
