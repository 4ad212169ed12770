"""The pool from which an authority's panels are built, made what a file says.

In: an authority, and who can be asked. Out: what was changed, in words.
"""

from collections.abc import Iterable, Iterator

from reconvene.library.office_files import InPool
from reconvene.people.models import Authority, Person, PoolMember


def put_pool(authority: Authority, pool: Iterable[InPool]) -> Iterator[str]:
    """
    Let just these people be asked to sit on an authority's panels, and yield what was changed.

    Whoever is no longer named is not asked any more, and stays known by the id they had.
    """
    named = set()
    for one in pool:
        member, changed = _put(authority, one)
        named.add(member.pk)
        yield from changed
    left = PoolMember.objects.filter(authority=authority, is_asked=True).exclude(pk__in=named)
    for member in left.select_related("person").order_by("agency", "name", "pk"):
        PoolMember.objects.filter(pk=member.pk).update(is_asked=False)
        yield f"{_called(member)} is not asked to sit on panels any more."


def _put(authority: Authority, one: InPool) -> tuple[PoolMember, list[str]]:
    wanted = {"agency": one.agency, "is_senior": one.senior, "is_asked": True}
    known = {"authority": authority, **_known_by(authority, one)}
    member = PoolMember.objects.filter(**known).first()
    if member is None:
        member = PoolMember.objects.create(**(known | wanted))
        return member, [f"{_called(member)} can be asked to sit on panels."]
    before = {name: getattr(member, name) for name in wanted}
    if before == wanted:
        return member, []
    PoolMember.objects.filter(pk=member.pk).update(**wanted)
    rank = "senior" if one.senior else "not senior"
    return member, [f"{_called(member)} can be asked to sit on panels: {one.agency}, {rank}."]


def _known_by(authority: Authority, one: InPool) -> dict[str, object]:
    """By what somebody is found in the pool again; two agencies may each have one of a name."""
    if one.sign_in:
        return {"person": Person.objects.get(authority=authority, username=one.sign_in)}
    return {"person": None, "name": one.name.strip(), "agency": one.agency}


def _called(member: PoolMember) -> str:
    return member.person.username if member.person else member.name
