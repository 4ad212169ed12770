"""The roles that people hold by post, made what a file says, and whether enough people hold them.

In: somebody, their roles, the day. Out: what was changed, or what lacks people, in words.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.db import transaction

from reconvene.accounts.sessions import end_sessions
from reconvene.library.procedure_files import load_procedures
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.holders import holders
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person, RoleHeld, RoleHeldQuerySet

_TWO = 2


def put_posts(person: Person, wanted: frozenset[str], today: date) -> list[str]:
    """
    Let somebody hold just these roles by post from today, and return what was changed; may be empty.

    Whoever gains or loses one is signed out. It is told of once it is so: of what is taken back
    again with the rest of a file nothing is told.
    """
    held, to_come = person.roles_on(today), _to_come(person, today)
    changed = [
        *(_given(person, role, today) for role in sorted(wanted - held)),
        *(_taken(person, role, today) for role in sorted(held - wanted)),
        *(_not_begun(person, role, today) for role in sorted(to_come - held - wanted)),
    ]
    if changed:
        end_sessions(person)
        transaction.on_commit(
            partial(tell, Event.ROLES_CHANGED, reason="by-command", actor=person.pk)
        )
    return changed


def posts_short_of_people(authority: Authority, today: date) -> Iterator[str]:
    """Yield for each post that takes two people what cannot be done while fewer hold it."""
    yield from _short(
        authority,
        [INFORMATION_GOVERNANCE],
        "nothing can be erased, and no hold lifted, until two do",
        today,
    )
    yield from _short(
        authority,
        _of_every_case(authority.procedure),
        "that somebody is barred can be taken back by nobody else until two do",
        today,
    )


def _given(person: Person, role: str, today: date) -> str:
    """Let a role begin today, also one that was to begin later."""
    _later(person, today).filter(role=role).delete()
    RoleHeld.objects.create(person=person, role=role, from_on=today)
    return f"{person.username} holds {role} from today."


def _taken(person: Person, role: str, today: date) -> str:
    """End a role with yesterday; of one that began today only what was done in it can tell."""
    _later(person, today).filter(role=role).delete()
    holding = RoleHeld.objects.on(today).filter(person=person, role=role)
    given_today, _ = holding.filter(from_on=today).delete()
    holding.update(to_on=today - timedelta(days=1))
    only = "; it was given today, so only what was done in it says that it was held"
    return f"{person.username} holds {role} no more{only if given_today else ''}."


def _not_begun(person: Person, role: str, today: date) -> str:
    _later(person, today).filter(role=role).delete()
    return f"{person.username} was to hold {role} later, and is not to any more."


def _to_come(person: Person, today: date) -> frozenset[str]:
    return frozenset(_later(person, today).values_list("role", flat=True))


def _later(person: Person, today: date) -> RoleHeldQuerySet:
    return RoleHeld.objects.filter(person=person, from_on__gt=today)


def _short(authority: Authority, roles: list[str], why: str, today: date) -> Iterator[str]:
    """Yield a sentence where fewer than two people who can sign in hold one of these roles."""
    people = {one.pk for role in roles for one in holders(authority, role, today)}
    if len(people) < _TWO:
        who = "One person alone" if people else "Nobody"
        yield f"{who} holds {' or '.join(roles)}: {why}."


def _of_every_case(procedure: str) -> list[str]:
    """Return the roles that deal with every case under any version of a procedure, by id."""
    versions = [one for one in load_procedures().values() if one.id == procedure]
    return sorted(
        {role.id for one in versions for role in one.roles if role.reaches == "every case"}
    )
