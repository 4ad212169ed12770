"""An authority and its people, put on record as a file says, and again whenever the file changes.

In: what a file says, the day. Out: what was changed, and what somebody has to see to, in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reconvene.jobs.particulars import put_particulars
from reconvene.jobs.pool import put_pool
from reconvene.jobs.posts import posts_short_of_people, put_posts
from reconvene.library.office_files import Member, OfficeFile
from reconvene.people.models import Authority, Person


class OfOtherAuthority(ValueError):
    """A sign-in name belongs to somebody of another authority."""

    def __init__(self, *, name: str) -> None:
        super().__init__(
            f"Nothing was put on record: '{name}' is somebody of another authority already. "
            "Give this person another name to sign in with."
        )


@dataclass(frozen=True, slots=True)
class Put:
    """What was changed, and what the file leaves to somebody, in sentences; each may be empty."""

    changed: list[str]
    to_see_to: list[str]


def put_on_record(office: OfficeFile, today: date, *, is_meant: bool = False) -> Put:
    """
    Make an authority and its people what a file says; all or nothing.

    Of an authority that is on record, what people know it and its cases by changes only where that
    `is_meant`. A role that is new begins today, and one that is no longer named ended yesterday;
    whoever gains or loses one is signed out. Nobody is taken away: who is on record and not named
    is to be seen to.

    Raises:
        ChangeNotAskedFor: It would change what lasts, and that is not meant.
        OfOtherAuthority: A sign-in name is taken by another authority's.
    """
    with transaction.atomic():
        authority, changed = put_particulars(office, is_meant=is_meant)
        for member in office.people:
            changed += _person(authority, member, today)
        changed += put_pool(authority, office.pool)
    to_see_to = [*_out_of_step(authority, office), *posts_short_of_people(authority, today)]
    return Put(changed, to_see_to)


def _person(authority: Authority, member: Member, today: date) -> Iterator[str]:
    """Make somebody what the file says, and yield what was changed."""
    person = Person.objects.filter(username=member.sign_in).first()
    if person is None:
        person = Person.objects.create_person(
            username=member.sign_in, name=member.name, authority=authority
        )
        yield f"{member.sign_in} is on record: `manage.py invite {member.sign_in}`."
    elif person.authority_id != authority.slug:
        raise OfOtherAuthority(name=member.sign_in)
    elif person.name != member.name:
        Person.objects.filter(pk=person.pk).update(name=member.name)
        yield f"{member.sign_in} is called {member.name} now."
    yield from put_posts(person, frozenset(member.roles), today)


def _out_of_step(authority: Authority, office: OfficeFile) -> Iterator[str]:
    """Yield who can sign in and is not in the file, and who is in it and cannot."""
    named = {member.sign_in for member in office.people}
    for one in authority.people.order_by("username"):
        if one.is_active and one.username not in named:
            yield (
                f"{one.username} is on record and not in the file: "
                f"`manage.py switch {one.username} off`?"
            )
        if one.username in named and not one.is_active:
            yield (
                f"{one.username} is in the file, but switched off, and cannot come in: "
                f"`manage.py switch {one.username} on`?"
            )
