"""Who holds a role, and who is who, always within one authority."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from reconvene.people.models import Authority, Person, RoleHeld, RoleHeldQuerySet


class PersonUnknown(LookupError):
    """This authority has nobody of that id. Another authority's person gives the same answer."""

    def __init__(self, *, person: str, authority: str) -> None:
        self.person = person
        self.authority = authority
        super().__init__(
            f"The person could not be found: {authority} has nobody with the id '{person}'. "
            "Choose somebody from that authority's own list."
        )


def colleagues(authority: Authority) -> list[Person]:
    """Return everybody who can sign in for an authority, by name; may be empty."""
    return list(Person.objects.filter(authority=authority, is_active=True).order_by("name", "id"))


def colleague(authority: Authority, person: str) -> Person:
    """
    Return somebody of an authority by id, whether or not they can still sign in.

    Raises:
        PersonUnknown: There is nobody of that id in this authority.
    """
    found = Person.objects.filter(authority=authority, id=person).first()
    if found is None:
        raise PersonUnknown(person=person, authority=authority.slug)
    return found


def holders(authority: Authority, role: str, day: date) -> list[Person]:
    """Return who holds a role by post on a day and can sign in, by name; may be empty."""
    held = RoleHeld.objects.on(day).filter(role=role).values("person")
    people = Person.objects.filter(authority=authority, is_active=True, id__in=held)
    return list(people.order_by("name", "id"))


def roles_held_from(
    authority: Authority, people: Collection[str], day: date
) -> Mapping[str, frozenset[str]]:
    """Return the roles that these people hold by post on a day or later, as `roles_held` does."""
    return _by_person(RoleHeld.objects.from_day(day), authority, people)


def roles_held(
    authority: Authority, people: Collection[str], day: date
) -> Mapping[str, frozenset[str]]:
    """
    Return the roles that these people hold by post on a day, by their id; one statement.

    Whoever holds none, or is of another authority, is left out.
    """
    return _by_person(RoleHeld.objects.on(day), authority, people)


def _by_person(
    held: RoleHeldQuerySet, authority: Authority, people: Collection[str]
) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    held = held.filter(person__authority=authority, person__in=people)
    for person, role in held.values_list("person", "role"):
        found[person].add(role)
    return {person: frozenset(roles) for person, roles in found.items()}
