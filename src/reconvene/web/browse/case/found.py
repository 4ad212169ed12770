"""A case by the reference in an address, within the signed-in person's authority."""

from datetime import date

from django.http import Http404

from reconvene.desk.look import Look, load
from reconvene.people.models import Person
from reconvene.worklist.queries import case_by_reference


def found(person: Person, reference: str, today: date) -> Look:
    """
    Return a case as a person meets it.

    Raises:
        Http404: There is no such case in their authority; another authority's answers the same.
    """
    row = case_by_reference(person.authority_id, reference)
    if row is None:
        raise Http404
    return load(person, row.case_id, today)
