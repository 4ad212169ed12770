"""A passkey in memory: it signs as one on a ring does, and can be copied, as that one should not."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestedCredentialData, AuthenticatorData

from reconvene.accounts.models import Factor
from reconvene.people.models import Person

_ID = b"a key in memory"


@dataclass(frozen=True)
class SoftKey:
    """A passkey that is somebody's factor; `count` is what it says it has signed, given each time."""

    private: EllipticCurvePrivateKey
    factor: Factor

    @classmethod
    def of(cls, person: Person, *, counted: int) -> "SoftKey":
        """Return one that somebody has added, when it had signed so often."""
        private = generate_private_key(SECP256R1())
        public = ES256.from_cryptography_key(private.public_key())  # type: ignore[no-untyped-call] # theirs
        factor = Factor.objects.create(
            person=person,
            kind=Factor.Kind.PASSKEY,
            name="in memory",
            credential=bytes(AttestedCredentialData.create(Aaguid.NONE, _ID, public)),
            sign_count=counted,
            added_at=datetime(2020, 1, 1, tzinfo=UTC),
        )
        return cls(private, factor)

    def answer(self, options: str, *, host: str, count: int) -> str:
        """Return what a browser sends that was asked for this key, which now says a count."""
        asked = json.loads(options)
        told = {
            "type": "webauthn.get",
            "challenge": asked["challenge"],
            "origin": f"https://{host}",
        }
        client = json.dumps(told).encode()
        touched = AuthenticatorData.FLAG.USER_PRESENT
        shown = AuthenticatorData.create(sha256(host.encode()).digest(), touched, count)
        signed = self.private.sign(bytes(shown) + sha256(client).digest(), ECDSA(SHA256()))
        named = websafe_encode(_ID)
        return json.dumps(
            {
                "id": named,
                "rawId": named,
                "type": "public-key",
                "response": {
                    "clientDataJSON": websafe_encode(client),
                    "authenticatorData": websafe_encode(bytes(shown)),
                    "signature": websafe_encode(signed),
                },
            }
        )
