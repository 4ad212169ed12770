"""
Who is at the screen, and the frame around them.

In: a request. Out: the person behind it, and what stands around every page for them.
"""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse

from reconvene.desk.definitions import in_force
from reconvene.desk.oversight import is_overseer
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person
from reconvene.web.browse.names import listed, within
from reconvene.web.components.frame import AuthorityFace, Frame, Place, SignedIn, staff_places

OVERSIGHT = (("Who looked", "to-review"), ("Kept and erased", "erasures"))
"""What those find besides who look after information governance."""

DEMO_BANNER = "This is a demo. Every person in it is made up."


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in, with the roles they hold; asked only on routes for them."""
    person = cast("Person", request.user)
    prefetch_related_objects([person], "roles_held")
    return person


def colleague_names(person: Person) -> Mapping[str, str]:
    """Return the names of everybody who ever worked for the person's authority, by id."""
    return dict(Person.objects.filter(authority=person.authority_id).values_list("id", "name"))


def role_labels(authority: Authority, roles: frozenset[str], today: date) -> tuple[str, ...]:
    """Return what the authority's procedure calls these roles, in its own order, and the house its own."""
    known = in_force(authority.procedure, today).roles
    labels = tuple(role.label for role in known if role.id in roles)
    return (*labels, "Information governance") if INFORMATION_GOVERNANCE in roles else labels


def frame_of(person: Person, today: date) -> Frame:
    """Return what stands around a page for a person, in all the roles they hold today."""
    labels = role_labels(person.authority, person.roles_on(today), today)
    looks_after = is_overseer(person, today)
    oversight = tuple(Place(words, reverse(name)) for words, name in OVERSIGHT if looks_after)
    demo = (Place("Become somebody else", reverse("people")),) if settings.IS_DEMO else ()
    return Frame(
        authority=face_of(person.authority),
        person=SignedIn(person.name, listed(within(label) for label in labels) or "no role here"),
        places=(*staff_places(), *oversight),
        footnotes=demo,
        banner=DEMO_BANNER if settings.IS_DEMO else "",
        sign_out=reverse("sign-out"),
        account=reverse("your-account"),
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
