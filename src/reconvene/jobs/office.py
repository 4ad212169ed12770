"""An authority and its people, put on record as a file says, and again whenever the file changes.

In: what a file says, the day. Out: what was changed, in words.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from reconvene.accounts.sessions import end_sessions
from reconvene.jobs.particulars import put_particulars
from reconvene.library.office_files import Member, OfficeFile
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Authority, Person, RoleHeld


class OfOtherAuthority(ValueError):
    """A sign-in name belongs to somebody of another authority."""

    def __init__(self, *, name: str) -> None:
        super().__init__(
            f"Nothing was put on record: '{name}' is somebody of another authority already. "
            "Give this person another name to sign in with."
        )


def put_on_record(office: OfficeFile, today: date, *, is_meant: bool = False) -> list[str]:
    """
    Make an authority and its people what a file says, and return what was changed; all or nothing.

    Of an authority that is on record, what people know it and its cases by changes only where that
    `is_meant`. A role that is new begins today, and one that is no longer named ended yesterday; whoever gains
    or loses one is signed out. Nobody is taken away: who is on record and not named is listed.

    Raises:
        ChangeNotAskedFor: It would change what lasts, and that is not meant.
        OfOtherAuthority: A sign-in name is taken by another authority's.
    """
    with transaction.atomic():
        authority, changed = put_particulars(office, is_meant=is_meant)
        for member in office.people:
            changed += _person(authority, member, today)
    named = {member.sign_in for member in office.people}
    left = authority.people.filter(is_active=True).exclude(username__in=named)
    return changed + [
        f"{one.username} is on record and not in the file: `manage.py switch {one.username} off`?"
        for one in left.order_by("username")
    ]


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
    yield from _roles(person, frozenset(member.roles), today)


def _roles(person: Person, wanted: frozenset[str], today: date) -> Iterator[str]:
    held = person.roles_on(today)
    for role in sorted(wanted - held):
        RoleHeld.objects.create(person=person, role=role, from_on=today)
        yield f"{person.username} holds {role} from today."
    for role in sorted(held - wanted):
        _end(person, role, today)
        yield f"{person.username} holds {role} no more."
    if held != wanted:
        tell(Event.ROLES_CHANGED, reason="by-command", actor=person.pk)
        end_sessions(person)


def _end(person: Person, role: str, today: date) -> None:
    """End a role with yesterday; one that began today was never held."""
    holding = RoleHeld.objects.on(today).filter(person=person, role=role)
    holding.filter(from_on=today).delete()
    holding.update(to_on=today - timedelta(days=1))
