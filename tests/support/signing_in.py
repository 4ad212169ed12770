"""Getting in as somebody does: with a password, and then with a code of an app."""

import re
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestedCredentialData
from pyotp.totp import TOTP

from reconvene.accounts.app_codes import add_app
from reconvene.accounts.models import Factor
from reconvene.people.models import Person
from tests.support.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def with_app(person: Person) -> Person:
    """Return somebody whose authenticator app holds `SECRET`."""
    add_app(person, SECRET, LONG_AGO)
    return person


def with_passkey(person: Person) -> Factor:
    """Return a passkey of somebody's, of which nobody holds the other half."""
    pair = generate_private_key(SECP256R1())
    public = ES256.from_cryptography_key(pair.public_key())  # type: ignore[no-untyped-call] # theirs
    shown = AttestedCredentialData.create(Aaguid.NONE, b"a key on a ring", public)
    return Factor.objects.create(
        person=person, kind="passkey", name="blue key", credential=bytes(shown), added_at=LONG_AGO
    )


def app_shows(*, steps_on: int = 0) -> str:
    """Return what that app shows now, or some half minutes on."""
    return TOTP(SECRET).at(datetime.now(UTC) + timedelta(seconds=30 * steps_on))  # noqa: TID251


def offered(client: Client, path: str) -> tuple[str, str]:
    """Return the secret that a page offers an app, and the page's own word for it."""
    content = client.get(path).content.decode()
    secret = re.search(r'app: <strong class="rc-key">([A-Z2-7 ]+)<', content)
    assert secret is not None
    return secret[1].replace(" ", ""), offer_on(content)


def offer_on(page: str) -> str:
    """Return the word that a page has for the secret it offers."""
    found = re.search(r'name="offer" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def give_password(client: Client, person: Person, *, next_page: str = "") -> None:
    """Give the first factor, and hold that it was taken."""
    given = {"username": person.username, "password": PASSWORD, "next": next_page}
    answer = client.post("/sign-in", given)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/second")


def sign_in(client: Client, person: Person) -> None:
    """Give both factors, and hold that it was enough."""
    give_password(client, person)
    answer = client.post("/sign-in/second", {"code": app_shows()})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def moment() -> datetime:
    """Return the time as the server under test reads it, where it is served for a browser."""
    return datetime.now(UTC)  # noqa: TID251  codes change with the real time
