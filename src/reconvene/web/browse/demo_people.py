"""In the demo alone: become one of its people at a press, to see the work as they see it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from reconvene.core.workdays import london_day
from reconvene.people.models import Person
from reconvene.web.browse.names import listed
from reconvene.web.browse.signed_in import frame_for_nobody, frame_of, person_of, role_labels
from reconvene.web.components.pages import page

# Why somebody in a role is worth being for a while. The first role that fits speaks.
WHY = {
    "conference-chair": "Gets the complaint first: must acknowledge it and answer for how the conference was run.",
    "line-manager": "Meets the family at stage 1 and writes the letter with its outcome.",
    "complaints-officer": "Takes complaints down, sends on what belongs elsewhere, and sees every case.",
    "complaints-team": "Takes complaints down, and convenes the inter-agency panel.",
    "service-manager-qa": "Adjudicates, tests the criteria for a panel, and then has to stay out of its room.",
    "service-manager": "Is told of every outcome, and may decide about late steps.",
    "reviewing-manager": "Holds the stage 2 meeting, with papers that must be there.",
    "safeguarding-manager": "May hold the stage 2 meeting in place of the reviewing manager.",
    "business-manager": "Builds the panel: seats, independence, quorum, and the day it sits.",
    "panel-chair": "Puts decisions to the vote and sends them to everybody who must have them.",
    "reconvened-chair": "Chairs the reconvened conference, once everybody there knows the panel’s decision.",
}
NO_ROLE = "Holds no role, so has no work here and may decide nothing."


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody one can become."""

    id: str
    name: str
    roles: str
    why: str


@dataclass(frozen=True, slots=True)
class House:
    """An authority of the demo, with its people."""

    name: str
    people: tuple[Part, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Show the people of the demo, and become the one that was pressed."""
    if not settings.IS_DEMO:
        raise Http404
    found = Person.objects.filter(authority__is_demo=True, is_active=True)
    if request.method == "POST":
        login(request, get_object_or_404(found, id=request.POST.get("person", "")))
        return redirect("my-work")
    today = london_day(timezone.now())
    everybody = found.prefetch_related("roles_held").order_by("authority__name", "name")
    houses = tuple(
        House(authority.name, tuple(_part(person, today) for person in theirs))
        for authority, theirs in groupby(everybody, key=lambda person: person.authority)
    )
    is_in = request.user.is_authenticated
    frame = frame_of(person_of(request), today) if is_in else frame_for_nobody()
    return page(request, "browse/people.html", frame, houses=houses)


def _part(person: Person, today: date) -> Part:
    roles = person.roles_on(today)
    labels = role_labels(person.authority, roles, today)
    why = next((said for role, said in WHY.items() if role in roles), NO_ROLE)
    return Part(person.id, person.name, listed(labels) or "No role", why)
