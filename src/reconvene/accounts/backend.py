"""Names and passwords, held against each other so that nobody learns from it which names there are."""

from functools import cache
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.db.models import Max
from django.http import HttpRequest

from reconvene.people.models import Person


class ByPassword(BaseBackend):
    """The first factor: a name and a password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **rest: Any,
    ) -> Person | None:
        """
        Return who that is; None for a wrong name, a wrong password, or somebody switched off.

        Each of them costs one look at one table, which brings one row whether or not there is
        somebody, and one hash, so that they take the same time.
        """
        nobodys = _nobodys(tuple(settings.PASSWORD_HASHERS))
        found = Person.objects.filter(username=username, is_active=True).aggregate(
            pk=Max("pk"), encoded=Max("password")
        )
        encoded = found["encoded"] or nobodys
        held_against = encoded if is_password_usable(encoded) else nobodys
        is_right = check_password(password, held_against) and held_against != nobodys
        return Person.objects.get(pk=found["pk"]) if is_right else None

    def get_user(self, user_id: Any) -> Person | None:
        """Return who a session belongs to; None once they are switched off."""
        return Person.objects.filter(pk=user_id, is_active=True).first()


@cache
def _nobodys(hashers: tuple[str, ...]) -> str:
    """Return the hash of a password that nobody has, made as theirs are who have one."""
    return make_password(token_urlsafe(32))
