"""
Who is at the screen: the door that lets only signed-in people through, and the frame around them.

In: a request. Out: the person behind it, and what stands around every page for them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from reconvene.core.workdays import CalendarExhausted, london_day
from reconvene.desk.definitions import in_force
from reconvene.people.models import Authority, Person
from reconvene.web.browse.beyond import beyond_calendar
from reconvene.web.browse.names import listed, within
from reconvene.web.components.frame import AuthorityFace, Frame, Place, SignedIn, staff_places
from reconvene.web.components.pages import page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

STAFF: set[Callable[..., HttpResponse]] = set()
"""Every view behind `staff`; a test holds each address to this, or to a list of the open ones."""

DEMO_BANNER = "This is a demo. Every person in it is made up."


def staff(view: View[P]) -> View[P]:
    """
    Let only signed-in people reach a view; everybody else is asked to sign in first.

    A day that the calendar does not reach is told to them as such, whichever page it was on.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("sign-in"), "next")
        try:
            return view(request, *args, **kwargs)
        except CalendarExhausted as exhausted:
            return _beyond(request, exhausted)

    ask_in = cast("View[P]", guarded)
    STAFF.add(ask_in)
    return ask_in


def _beyond(request: HttpRequest, exhausted: CalendarExhausted) -> HttpResponse:
    frame = frame_of(person_of(request), london_day(timezone.now()))
    refusal = beyond_calendar(exhausted)
    return page(request, "browse/beyond.html", frame, status=HTTPStatus.CONFLICT, refusal=refusal)


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in, with the roles they hold; asked only behind `staff`."""
    person = cast("Person", request.user)
    prefetch_related_objects([person], "roles_held")
    return person


def colleague_names(person: Person) -> Mapping[str, str]:
    """Return the names of everybody who ever worked for the person's authority, by id."""
    return dict(Person.objects.filter(authority=person.authority_id).values_list("id", "name"))


def role_labels(authority: Authority, roles: frozenset[str], today: date) -> tuple[str, ...]:
    """Return what the authority's procedure calls these roles, in its own order."""
    known = in_force(authority.procedure, today).roles
    return tuple(role.label for role in known if role.id in roles)


def frame_of(person: Person, today: date) -> Frame:
    """Return what stands around a page for a person, in all the roles they hold today."""
    labels = role_labels(person.authority, person.roles_on(today), today)
    demo = (Place("Become somebody else", reverse("people")),) if settings.IS_DEMO else ()
    return Frame(
        authority=face_of(person.authority),
        person=SignedIn(person.name, listed(within(label) for label in labels) or "no role here"),
        places=staff_places(),
        footnotes=demo,
        banner=DEMO_BANNER if settings.IS_DEMO else "",
        sign_out=reverse("sign-out"),
    )


def face_of(authority: Authority) -> AuthorityFace:
    """Return what an authority puts on its pages."""
    return AuthorityFace(
        authority.name,
        phone=authority.phone,
        office_hours=authority.hours,
        accent=authority.accent.removeprefix("#"),
    )


def frame_for_nobody() -> Frame:
    """Return what stands around a page for somebody who has not signed in."""
    return Frame(
        authority=AuthorityFace("Complaints about child protection conferences"),
        banner=DEMO_BANNER if settings.IS_DEMO else "",
    )
