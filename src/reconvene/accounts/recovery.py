"""Recovery codes: a sheet of ten, each good once, for when neither app nor passkey is at hand."""

import secrets
from hashlib import sha256

from django.db import transaction

from reconvene.accounts.models import RecoveryCode
from reconvene.people.models import Person

COUNT = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l and o, which look alike
_GROUPS, _GROUP = 6, 4


def new_codes(person: Person) -> tuple[str, ...]:
    """
    Return a fresh sheet of codes, which replaces the old one; nobody can see it again.

    A code has about 118 random bits: too many to be found from its digest by trying, so a quick
    digest is enough.
    """
    codes = tuple(_new_code() for _ in range(COUNT))
    with transaction.atomic():
        RecoveryCode.objects.filter(person=person).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(id=_digest(person, code), person=person) for code in codes
        )
    return codes


def codes_left(person: Person) -> int:
    """Return how many codes of the sheet were not used."""
    return RecoveryCode.objects.filter(person=person).count()


def use_code(person: Person, code: str) -> bool:
    """Return whether a code was on the sheet; it is struck off by this, for one asker alone."""
    struck, _ = RecoveryCode.objects.filter(pk=_digest(person, code)).delete()
    return struck == 1


def _new_code() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _digest(person: Person, code: str) -> str:
    """However it is typed: capitals, blanks and dashes do not matter."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return sha256(f"recovery/{person.pk}/{plain}".encode()).hexdigest()
