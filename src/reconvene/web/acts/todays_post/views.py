"""The views of the post of a day: listed and printed, ticked off, and put on the record."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.posting import run_code
from reconvene.web.acts.todays_post.listed import MOST, read_back
from reconvene.web.acts.todays_post.marking import of_run, recorded
from reconvene.web.acts.todays_post.posted_form import ALL, PostedForm
from reconvene.web.acts.todays_post.run_file import run_file
from reconvene.web.acts.todays_post.waiting import waiting
from reconvene.web.browse.looking import look_through
from reconvene.web.browse.paged import onward
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page

HERE = "My work"
_PLACES = frozenset(str(one) for one in range(1, MOST + 1))


def todays_post(request: HttpRequest) -> HttpResponse:
    """Show the letters that can go by post today, and give them as one file to print."""
    now = timezone.now()
    look_through(request)
    is_asked = request.method == "POST"
    if is_asked:
        wanted = read_back(request.POST.getlist("letter"))
        large = {int(one) for one in request.POST.getlist("large") if one in _PLACES}
        made = run_file(request, wanted, large, now)
        if made is not None:
            return made
    found = waiting(request, now)
    return page(
        request,
        "acts/todays_post/list.html",
        frame_of(person_of(request), london_day(now)),
        here=HERE,
        found=found,
        is_late=any(one.dated_on < london_day(now) for one in found.goes),
        nothing_printed=is_asked,
        pages=onward(found.next, request.GET),
        status=HTTPStatus.CONFLICT if is_asked else None,
    )


def posted(request: HttpRequest) -> HttpResponse:
    """Ask which letters of a run were posted, and put on the record of each that it left."""
    now = timezone.now()
    today = london_day(now)
    look_through(request)
    wanted = read_back(request.POST.getlist("letter"))
    rows = [of_run(request, listed, number, now) for number, listed in enumerate(wanted, 1)]
    is_confirmed = request.POST.get("step") == "confirm"
    ticked = frozenset(request.POST.getlist("left")) if is_confirmed else frozenset()
    form = PostedForm(
        [row for row in rows if row.is_open or row.carried in ticked],
        request.POST if is_confirmed else None,
        today=today,
        listed_on=min((listed.on for listed in wanted), default=today),
    )
    frame = frame_of(person_of(request), today)
    code = run_code(tuple(listed.mark for listed in wanted)) if wanted else ""
    if form.is_valid():
        offered = frozenset(request.POST.getlist("offered")) if ALL in ticked else frozenset()
        chosen = [row for row in rows if row.carried in ticked | offered]
        outcomes = [recorded(request, row, form.cleaned_data["left_on"], now) for row in chosen]
        is_done = any(one.receipt for one in outcomes)
        return page(
            request,
            "acts/todays_post/recorded.html",
            frame,
            here=HERE,
            code=code,
            on_record=[one for one in outcomes if one.receipt],
            known=[one for one in outcomes if one.is_known],
            refused=[one for one in outcomes if not one.receipt and not one.is_known],
            left_on=form.cleaned_data["left_on"],
            not_ticked=[row for row in rows if row not in chosen and row.is_open],
            status=None if is_done else HTTPStatus.CONFLICT,
        )
    return page(
        request,
        "acts/todays_post/posted.html",
        frame,
        here=HERE,
        form=form,
        code=code,
        rows=rows,
        is_any_open=any(row.is_open for row in rows),
        offered=[row.carried for row in rows if row.is_open],
        on_record=[row for row in rows if row.entry],
        changed=[row for row in rows if row.why],
    )
