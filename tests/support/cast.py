"""The standing cast: who is in the tests, for which authority, in which role."""

from datetime import date

from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.stories.telling import OFFICE

SINCE = date(2020, 1, 1)
PASSWORD = "correct horse battery staple"


def authority(
    slug: str = "partnership",
    *,
    procedure: str = "sp-cpc",
    prefix: str = "SP",
    name: str = "Example Safeguarding Partnership",
) -> Authority:
    """Return an authority with everything its letters need."""
    return Authority.objects.create(
        slug=slug,
        name=name,
        procedure=procedure,
        reference_prefix=prefix,
        is_demo=True,
        address=OFFICE.address,
        phone=OFFICE.phone,
        email=OFFICE.email,
        hours=OFFICE.hours,
        advocacy=OFFICE.advocacy,
        ombudsman_name="Local Government and Social Care Ombudsman",
        ombudsman_website="www.lgo.org.uk",
        ombudsman_phone="0300 061 0614",
    )


def person(at: Authority, name: str, *roles: str) -> Person:
    """Return somebody of an authority who has held these roles for years."""
    username = f"{name.split(maxsplit=1)[0].lower()}.{at.slug}"
    made = Person.objects.create_person(
        username=username, name=name, authority=at, password=PASSWORD
    )
    for role in roles:
        RoleHeld.objects.create(person=made, role=role, from_on=SINCE)
    return Person.objects.get(pk=made.pk)


SP_ROLES = {
    "amina": ("Amina Yusuf", "conference-chair"),
    "ben": ("Ben Carter", "complaints-officer"),
    "lena": ("Lena Novak", "line-manager"),
    "sol": ("Sol Adeyemi", "service-manager"),
    "rhys": ("Rhys Morgan", "reviewing-manager"),
    "bea": ("Bea Lindqvist", "business-manager"),
}


def partnership(slug: str = "partnership") -> dict[str, Person]:
    """Return the people of an authority that works by SP, by first name."""
    at = authority(slug)
    return {key: person(at, name, role) for key, (name, role) in SP_ROLES.items()}
