"""A case by the reference in an address, within the signed-in person's authority."""

from datetime import date

from django.http import Http404

from reconvene.desk.look import CaseUnknown, Look, load_referred_to
from reconvene.people.models import Person


def found(person: Person, reference: str, today: date) -> Look:
    """
    Return a case as a person meets it.

    Raises:
        Http404: There is no such case in their authority; another authority's answers the same.
    """
    try:
        return load_referred_to(person, reference, today)
    except CaseUnknown as unknown:
        raise Http404 from unknown
