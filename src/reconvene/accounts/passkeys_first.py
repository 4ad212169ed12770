"""
What somebody's authenticator app is worth: a passkey is what lets people in, and an app is for a while.

A code can be talked out of somebody, or typed into a page that only looks like ours; a passkey
cannot. So an app that came with an invitation lets somebody in for a fortnight. After that it leads
to the page where a passkey is added, and to no other. Whoever looks after information never gets in
by an app. An authority whose people have nothing to keep a passkey on can decide otherwise, for the
whole copy: RECONVENE_APPS_FOR_GOOD.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from reconvene.accounts.models import Factor
from reconvene.core.workdays import london_day
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person

ALONE_FOR = timedelta(days=14)
NEVER_BY_AN_APP = frozenset({INFORMATION_GOVERNANCE})


@dataclass(frozen=True, slots=True)
class Worth:
    """What an app is worth; `until_at` is when it stops opening, None where it never does."""

    opens: bool = False
    until_at: datetime | None = None
    leads_to_passkey: bool = False


def app_worth(person: Person, now: datetime) -> Worth:
    """Return what somebody's app is worth now; nothing where they have none."""
    held = list(Factor.objects.filter(person=person))
    app = next((one for one in held if one.kind == Factor.Kind.APP), None)
    if app is None:
        return Worth()
    if settings.APPS_FOR_GOOD:
        return Worth(opens=True)
    if never_by_an_app(person, now):
        return Worth()
    if app.alone_until_at is not None and now < app.alone_until_at:
        return Worth(opens=True, until_at=app.alone_until_at)
    return Worth(leads_to_passkey=not _has_passkey(held))


def must_add_passkey(person: Person, now: datetime) -> bool:
    """Return whether somebody who proved who they are gets no further without adding a passkey."""
    if settings.APPS_FOR_GOOD or app_worth(person, now).opens:
        return False
    return not _has_passkey(list(Factor.objects.filter(person=person)))


def never_by_an_app(person: Person, now: datetime) -> bool:
    """Return whether somebody holds a role that no app lets in."""
    roles = person.roles_on(london_day(now))
    return not settings.APPS_FOR_GOOD and bool(roles & NEVER_BY_AN_APP)


def _has_passkey(held: list[Factor]) -> bool:
    return any(one.kind == Factor.Kind.PASSKEY for one in held)
