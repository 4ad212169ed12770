"""The pool from which an authority's panels are built, made what a file says.

In: an authority, and who can be asked. Out: what was changed, in words.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from reconvene.core.record.payload import plain_name
from reconvene.library.office_files import InPool
from reconvene.people.models import Authority, Person, PoolMember


def put_pool(authority: Authority, pool: Iterable[InPool]) -> Iterator[str]:
    """
    Let just these people be asked to sit on an authority's panels, and yield what was changed.

    Whoever is no longer named is not asked any more, and stays known by the id they had.
    """
    named = set()
    pool = tuple(pool)
    by_name = {(plain_name(one.name), one.agency) for one in pool if one.name}
    for one in pool:
        member, changed = _put(authority, one, by_name)
        named.add(member.pk)
        yield from changed
    left = PoolMember.objects.filter(authority=authority, is_asked=True).exclude(pk__in=named)
    for member in left.select_related("person").order_by("agency", "name", "pk"):
        PoolMember.objects.filter(pk=member.pk).update(is_asked=False)
        yield f"{_called(member)} is not asked to sit on panels any more."


def _put(
    authority: Authority, one: InPool, by_name: Collection[tuple[str, str]]
) -> tuple[PoolMember, list[str]]:
    wanted = {"agency": one.agency, "is_senior": one.senior, "is_asked": True}
    known = {"authority": authority, **_known_by(authority, one)}
    member = PoolMember.objects.filter(**known).first()
    if member is None:
        member = _by_name_before(authority, known["person"], one.agency, by_name)
        if member is not None:
            PoolMember.objects.filter(pk=member.pk).update(name="", **known, **wanted)
            return member, [f"{member.name} signs in as {one.sign_in} from here."]
        member = PoolMember.objects.create(**(known | wanted))
        return member, [f"{_called(member)} can be asked to sit on panels."]
    before = {name: getattr(member, name) for name in wanted}
    if before == wanted:
        return member, []
    PoolMember.objects.filter(pk=member.pk).update(**wanted)
    rank = "senior" if one.senior else "not senior"
    return member, [f"{_called(member)} can be asked to sit on panels: {one.agency}, {rank}."]


def _by_name_before(
    authority: Authority, person: Person | None, agency: str, by_name: Collection[tuple[str, str]]
) -> PoolMember | None:
    """Whoever was in the pool by the name of somebody who signs in; None where the file still has both."""
    if person is None or (plain_name(person.name), agency) in by_name:
        return None
    others = PoolMember.objects.filter(authority=authority, person=None, agency=agency)
    same = (one for one in others if plain_name(one.name) == plain_name(person.name))
    return next(same, None)


def _known_by(authority: Authority, one: InPool) -> dict[str, Any]:
    """By what somebody is found in the pool again; two agencies may each have one of a name."""
    if one.sign_in:
        return {"person": Person.objects.get(authority=authority, username=one.sign_in)}
    return {"person": None, "name": one.name, "agency": one.agency}


def _called(member: PoolMember) -> str:
    return member.person.username if member.person else member.name
