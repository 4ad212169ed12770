"""
Codes of an authenticator app: six figures that change every half minute.

A code is good for its own half minute and the one on either side, since clocks differ; and once.
"""

import hmac
from datetime import datetime

import pyotp
from django.db import transaction
from pyotp.totp import TOTP

from reconvene.accounts.models import Factor
from reconvene.accounts.spending import spend
from reconvene.people.models import Person
from reconvene.sealing import apart

ISSUER = "Reconvene"
_STEP = 30  # seconds


def new_secret() -> str:
    """Return a fresh secret for an app, as apps take it: 160 bits, in base 32."""
    return pyotp.random_base32()


def address_for_app(secret: str, person: Person) -> str:
    """Return what an app reads from the square picture."""
    return TOTP(secret).provisioning_uri(name=person.username, issuer_name=ISSUER)


def add_app(
    person: Person, secret: str, now: datetime, *, alone_until_at: datetime | None = None
) -> Factor:
    """
    Keep an app's secret, sealed, in the place of any the person had.

    Unless it is said until when it lets them in, that is as it was for the one before: to change
    apps gains nobody time.
    """
    with transaction.atomic():
        before = Factor.objects.filter(person=person, kind=Factor.Kind.APP).first()
        forget_apps(person)
        made = Factor(
            person=person,
            kind=Factor.Kind.APP,
            name="Authenticator app",
            added_at=now,
            alone_until_at=alone_until_at or (before.alone_until_at if before else None),
        )
        made.secret = apart.seal(_key_name(made.pk), person.pk, secret.encode())
        made.save(force_insert=True)
    return made


def forget_apps(person: Person) -> None:
    """Take a person's app away, if there is one, and the key its secret was sealed under."""
    held = Factor.objects.filter(person=person, kind=Factor.Kind.APP)
    apart.forget(_key_name(pk) for pk in held.values_list("pk", flat=True))
    held.delete()


def forget_app_under(name: str) -> str:
    """
    Take the app away whose secret is sealed under a name, and return whose it was; empty where
    that is no name of an app.

    Where it was all they signed in with, nobody gets in by their password alone: see `factors`.
    """
    if not name.startswith(apart.OF_AN_APP):
        return ""
    app = Factor.objects.filter(pk=name.removeprefix(apart.OF_AN_APP), kind=Factor.Kind.APP)
    owner = app.values_list("person_id", flat=True).first()
    app.delete()
    return owner or ""


def app_code_is_right(factor: Factor, code: str, now: datetime) -> bool:
    """Return whether a code is right and was not used before; a right one is used by this."""
    name = _key_name(factor.pk)
    secret = apart.unseal({name: bytes(factor.secret)}, factor.person_id)[name].decode()
    step = step_of(secret, code, now)
    return step is not None and spend(f"app/{factor.pk}/{step}", now)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute that a code belongs to, if it is one that holds now."""
    app = TOTP(secret, interval=_STEP)
    this = int(now.timestamp()) // _STEP
    figures = "".join(code.split()).encode()
    right = [
        step
        for step in (this - 1, this, this + 1)
        if hmac.compare_digest(app.generate_otp(step).encode(), figures)
    ]
    return right[0] if right else None


def _key_name(factor: str) -> str:
    return f"{apart.OF_AN_APP}{factor}"
