"""
Passkeys and security keys, beside a password.

What the browser is asked comes with the page, and what its answer is held against travels signed
in the same form: nothing is stored until an answer is right, and an answer is good once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from reconvene.accounts.models import Factor
from reconvene.accounts.spending import spend
from reconvene.people.models import Person

_SALT = "reconvene.accounts.passkeys"
GOOD_FOR = 10 * 60  # seconds in which the browser must answer
UNANSWERED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What comes of an answer that no browser would give."""
_VERIFIED_IF_IT_CAN = UserVerificationRequirement.PREFERRED


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser is asked, in JSON, and what its answer is held against, signed."""

    options: str
    state: str


def ask_for_new(person: Person, host: str) -> Asked:
    """Return what makes a browser offer to make a passkey for a person, at a host name."""
    options, state = _server(host).register_begin(
        PublicKeyCredentialUserEntity(
            id=person.pk.encode(), name=person.username, display_name=person.name
        ),
        credentials=_credentials(_passkeys(person)),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=_VERIFIED_IF_IT_CAN,
    )
    return _asked("new", person, options, state)


def ask_for_known(person: Person, host: str) -> Asked | None:
    """Return what makes a browser ask for one of a person's passkeys; None where there is none."""
    held = _passkeys(person)
    if not held:
        return None
    options, state = _server(host).authenticate_begin(
        _credentials(held), user_verification=_VERIFIED_IF_IT_CAN
    )
    return _asked("known", person, options, state)


def add_passkey(
    person: Person, answer: str, state: str, *, name: str, host: str, now: datetime
) -> Factor | None:
    """Keep the passkey that a browser made; None where its answer does not hold."""
    held_against = _state("new", person, state)
    if held_against is None:
        return None
    try:
        shown = _server(host).register_complete(held_against, json.loads(answer))
    except UNANSWERED:
        return None  # what came is no answer, or none to this question
    if shown.credential_data is None or not spend(f"passkey/{held_against['challenge']}", now):
        return None
    return Factor.objects.create(
        person=person,
        kind=Factor.Kind.PASSKEY,
        name=name,
        credential=bytes(shown.credential_data),
        sign_count=shown.counter,
        added_at=now,
    )


def known_passkey(
    person: Person, answer: str, state: str, *, host: str, now: datetime
) -> Factor | None:
    """
    Return the passkey that a browser proved, once; None where its answer does not hold.

    A passkey that counts must have counted on: one that has not is a copy.
    """
    held_against = _state("known", person, state)
    held = _passkeys(person)
    if held_against is None:
        return None
    try:
        given = json.loads(answer)
        proven = _server(host).authenticate_complete(held_against, _credentials(held), given)
        count = AuthenticationResponse.from_dict(given).response.authenticator_data.counter
    except UNANSWERED:
        return None  # as above
    if not spend(f"passkey/{held_against['challenge']}", now):
        return None
    factor = next(one for one in held if bytes(one.credential) == bytes(proven))
    has_counted = Q(sign_count__lt=count) if count else Q(sign_count=0)
    counted = Factor.objects.filter(has_counted, pk=factor.pk).update(sign_count=count)
    return factor if counted else None


def _passkeys(person: Person) -> list[Factor]:
    return list(Factor.objects.filter(person=person, kind=Factor.Kind.PASSKEY).order_by("added_at"))


def _credentials(held: Sequence[Factor]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(one.credential)) for one in held]


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name="Reconvene", id=host))


def _asked(kind: str, person: Person, options: Any, state: Any) -> Asked:
    signed = signing.dumps({"kind": kind, "person": person.pk, "state": state}, salt=_SALT)
    return Asked(json.dumps(dict(options)["publicKey"]), signed)


def _state(kind: str, person: Person, signed: str) -> Any:
    """Return what an answer is held against; None where it is none of ours, or no longer good."""
    try:
        found = signing.loads(signed, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return found["state"] if (found["kind"], found["person"]) == (kind, person.pk) else None
