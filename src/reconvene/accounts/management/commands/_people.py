"""In: what somebody typed after a command. Out: the person meant."""

from django.core.management.base import CommandError

from reconvene.people.models import Person


def person_named(username: str) -> Person:
    """Return the person who signs in by a name, whether or not they still can."""
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise CommandError(
            f"Nothing was done: nobody signs in as '{username}'. Check the name, which is told "
            "apart by capitals too."
        )
    return found
