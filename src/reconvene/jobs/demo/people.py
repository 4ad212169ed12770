"""The demo's authorities and people, put into the records.

In: the cast, the day. Out: authorities, and their people by the names cases call them.
"""

from datetime import date

from django.contrib.auth.hashers import make_password

from reconvene.accounts.app_codes import add_app
from reconvene.core.workdays import end_of
from reconvene.jobs.pool import put_pool
from reconvene.library.demo.files import Cast, House
from reconvene.people.models import Authority, Person, RoleHeld

_YEARS_HELD = 6


def settle(house: House, cast: Cast, today: date) -> dict[str, Person]:
    """
    Return an authority's people by name, all of them made, with the roles they hold.

    It counts as a demo only once it is finished, so that one that was broken off is known.
    """
    authority = Authority.objects.create(
        slug=house.slug, procedure=house.procedure, **house.particulars
    )
    password = make_password(cast.password)  # costly on purpose, and the same for all of them
    Person.objects.bulk_create(
        Person(username=member.name, name=member.full_name, authority=authority, password=password)
        for member in house.members
    )
    made = {person.username: person for person in Person.objects.filter(authority=authority)}
    since = date(today.year - _YEARS_HELD, 1, 1)
    RoleHeld.objects.bulk_create(
        RoleHeld(person=made[member.name], role=role, from_on=since)
        for member in house.members
        for role in member.roles
    )
    list(put_pool(authority, house.pool))
    for person in made.values():
        add_app(person, cast.app_secret, end_of(since))
    return {person.username: person for person in Person.objects.filter(authority=authority)}


def finish(house: House) -> None:
    """Mark an authority as one of the demo: everything in it is made."""
    Authority.objects.filter(slug=house.slug).update(is_demo=True)
