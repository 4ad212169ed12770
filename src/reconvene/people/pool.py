"""Who can be asked to sit on an authority's panels.

In: an authority. Out: its pool, each with the id by which the record names them.
"""

from dataclasses import dataclass

from reconvene.people.models import Authority, PoolMember


@dataclass(frozen=True, slots=True)
class InPool:
    """Somebody in the pool. `signs_in` where `id` is that of somebody who works here."""

    id: str
    name: str
    agency: str
    is_senior: bool
    signs_in: bool


def pool_of(authority: Authority) -> tuple[InPool, ...]:
    """
    Return everybody in an authority's pool who can be asked, by agency and name; may be empty.

    Whoever cannot sign in any more is left out.
    """
    asked = PoolMember.objects.filter(authority=authority, is_asked=True)
    found = asked.exclude(person__is_active=False).select_related("person")
    return tuple(sorted(map(_shown, found), key=lambda one: (one.agency, one.name, one.id)))


def _shown(member: PoolMember) -> InPool:
    person = member.person
    if person is None:
        return InPool(member.id, member.name, member.agency, member.is_senior, signs_in=False)
    return InPool(person.id, person.name, member.agency, member.is_senior, signs_in=True)
