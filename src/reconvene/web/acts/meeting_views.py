"""The views of a meeting: its page, to have open while it is held, and its file for a calendar."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.access_log.reading import Sight
from reconvene.core.casefile.appointments import Appointment, appointment
from reconvene.core.workdays import london_day
from reconvene.desk.look import Look
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.appointment_file import NAME, calendar_file, uid_of
from reconvene.web.acts.meeting_page import meeting_page, where_held
from reconvene.web.acts.situation import situation
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.browse.withheld import ask_first
from reconvene.web.components.downloads import attachment
from reconvene.web.components.pages import page

PLACE, YES = "place", "yes"
"""How an address asks for where a meeting is held as well; in no other way is it told."""


def meeting(request: HttpRequest, reference: str, meeting: str) -> HttpResponse:
    """Show what is owed and offered, who comes, and each point with its answers."""
    now = timezone.now()
    asks = _asks_for_place(request)

    def shown(look: Look) -> Sight | None:
        if not look.has_meeting(meeting):
            return None
        return Sight.MEETING_PLACE if asks and where_held(look, meeting) else Sight.MEETING

    look = found(request, reference, london_day(now), of=shown)
    head = heading(look, "meeting.offered", meeting)
    person = person_of(request)
    at = situation(look, person)
    return page(
        request,
        "acts/meeting.html",
        frame_of(person, look.context.today),
        here="Cases",
        it=replace(head, safe_contact=ask_first(look)) if look.emergency else head,
        meeting=meeting_page(
            look,
            at,
            colleague_names(person),
            look.definition.meeting(meeting),
            appointment=_appointment(look, meeting),
            with_place=asks,
        ),
    )


def meeting_file(request: HttpRequest, reference: str, meeting: str) -> HttpResponse:
    """Give a meeting as a file for a calendar, which says where only if that was asked for."""
    now = timezone.now()
    asks = _asks_for_place(request)

    def taken(look: Look) -> Sight | None:
        it = _appointment(look, meeting)
        if it is None:
            return None
        says_where = asks and look.sees_place(meeting) and (it.place or it.link)
        return Sight.MEETING_PLACE if says_where else Sight.MEETING_TAKEN

    look = found(request, reference, london_day(now), of=taken)
    it = _appointment(look, meeting)
    assert it is not None  # noqa: S101 - it is there, or the look was refused
    says_where = asks and look.sees_place(meeting)
    held = calendar_file(it, uid_of(look.case_id, meeting), now, with_place=says_where)
    method = "PUBLISH" if it.stands else "CANCEL"
    answer = HttpResponse(held, content_type=f"text/calendar; charset=utf-8; method={method}")
    answer["Content-Disposition"] = attachment(NAME)
    return answer


def _appointment(look: Look, meeting: str) -> Appointment | None:
    """Return a meeting as calendars keep it: there is a file of it for them, or there is none."""
    if not look.has_meeting(meeting):
        return None
    return appointment(look.definition, look.whole.events, meeting)


def _asks_for_place(request: HttpRequest) -> bool:
    return request.GET.getlist(PLACE) == [YES]
