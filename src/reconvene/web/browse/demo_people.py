"""In the demo alone: become one of its people at a press, to see the work as they see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.library.demo.files import read_cast
from reconvene.people.models import Person
from reconvene.web.browse.names import listed
from reconvene.web.browse.offered_again import go_on
from reconvene.web.browse.paged import asked
from reconvene.web.browse.signed_in import frame_for_nobody, frame_of, person_of, role_labels
from reconvene.web.components.pages import page

ADDED = "Was added to this demo."
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


def people(request: HttpRequest) -> HttpResponse:
    """Show the people of the demo, and become the one that was pressed."""
    found = Person.objects.filter(authority__is_demo=True, is_active=True)
    if request.method == "POST":
        chosen = get_object_or_404(found, id=asked(request.POST, "person"))
        leads = go_on(request, chosen, reverse("my-work"))
        login(request, chosen)
        return leads
    today = london_day(timezone.now())
    everybody = _as_introduced(found.prefetch_related("roles_held").order_by("name"))
    houses = tuple(
        House(authority.name, tuple(_part(person, today) for person in theirs))
        for authority, theirs in groupby(everybody, key=lambda person: person.authority)
    )
    is_in = request.user.is_authenticated
    frame = frame_of(person_of(request), today) if is_in else frame_for_nobody()
    return page(request, "browse/people.html", frame, houses=houses)


def _as_introduced(people: Iterable[Person]) -> list[Person]:
    """Put people in the order the demo introduces them in; whoever it does not know comes last."""
    cast = [(house.slug, member.name) for house in read_cast().houses for member in house.members]
    order = {who: place for place, who in enumerate(cast)}
    homes = [house.slug for house in read_cast().houses]

    def place(person: Person) -> tuple[bool, str, int]:
        home = person.authority_id
        known = homes.index(home) if home in homes else len(homes)
        return (
            known == len(homes),
            f"{known:03}{home}",
            order.get((home, person.username), len(order)),
        )

    return sorted(people, key=place)


def _part(person: Person, today: date) -> Part:
    roles = person.roles_on(today)
    labels = role_labels(person.authority, roles, today)
    why = read_cast().why(person.username) or (ADDED if roles else NO_ROLE)
    return Part(person.id, person.name, listed(labels) or "No role", why)
