"""A key provider for a security module: epoch keys are made in it, and never leave it.

Each data key is wrapped under a key of its own, which the token derives from the epoch key and
from what the data key is bound to, by HMAC-SHA-256: every such module can do that, and alike.
Whoever takes the database, this machine's disk or a back-up of either has nothing of an epoch.
"""

import logging
from hashlib import sha256

from django.conf import settings

from reconvene.sealing.cipher import Cipher
from reconvene.sealing.framing import framed
from reconvene.sealing.known_answers import self_test
from reconvene.sealing.memory import Secret
from reconvene.sealing.pin import Pin
from reconvene.sealing.pkcs11_objects import (
    EPOCH,
    INDEX,
    INDEX_NAME,
    FoundKeys,
    demand_kept_inside,
    destroy,
    epochs_in,
    make_epoch,
    make_index,
)
from reconvene.sealing.pkcs11_session import TokenSession
from reconvene.sealing.provider import KeysRefused

_MAKE = "Make the keys of a token that is new with `manage.py make_token_keys`"

_log = logging.getLogger("reconvene.keys")


class Pkcs11Keys:
    """Keys in a token. See `provider.KeyProvider`."""

    def __init__(self, token: TokenSession) -> None:
        """
        Check that the token can be used, and that the ciphers are what they should be.

        Raises:
            KeysRefused: It cannot be used, for a reason that is said.
        """
        self_test()
        self._token = token
        self._found = FoundKeys()
        self._index: dict[str, Secret] = {}  # never changes, so the token is not asked again
        token.ask(demand_kept_inside)

    def epoch(self) -> str:
        return self.epochs()[-1]

    def epochs(self) -> tuple[str, ...]:
        found = self._token.ask(epochs_in)
        if not found:
            raise KeysRefused(found="the token holds no epoch", remedy=_MAKE)
        return found

    def wrap(self, epoch: str, key: bytes, bound_to: bytes) -> bytes:
        return self._cipher(epoch, bound_to, anew=True).seal(key, b"")

    def unwrap(
        self, epoch: str, wrapped: bytes, bound_to: bytes, *, purpose: str, actor: str
    ) -> bytes:
        key = Secret(self._cipher(epoch, bound_to).open(wrapped, b""))
        _note(epoch, bound_to, purpose, actor)
        return key

    def begin(self) -> str:
        while True:  # somebody may begin one at the same time: the later name is the current one
            epoch = self._token.ask(make_epoch)
            if epoch == self.epoch():
                return epoch

    def destroy(self, epoch: str) -> None:
        self._token.ask(lambda session: destroy(session, epoch))

    def index_key(self, authority: str) -> bytes:
        found = self._index.get(authority)
        if found is None:
            of = framed(b"index/1", authority.encode())
            found = self._derived(INDEX, INDEX_NAME, of)
            self._index[authority] = found
        return found

    def _cipher(self, epoch: str, bound_to: bytes, *, anew: bool = False) -> Cipher:
        """Return what one key is wrapped with: it is derived for this epoch and this place."""
        place = framed(b"wrap/2", epoch.encode(), bound_to)
        return Cipher(self._derived(EPOCH, epoch, place, anew=anew))

    def _derived(self, label: str, name: str, of: bytes, *, anew: bool = False) -> Secret:
        """Return 32 bytes that the token derives under one of its keys."""
        return Secret(
            self._token.ask(lambda session: self._found.signed(session, label, name, of, anew=anew))
        )


def make_keys(token: TokenSession) -> None:
    """
    Make the first epoch and the index key in a token that holds none of ours.

    Raises:
        KeysRefused: There are keys already, or none can be made.
    """
    if token.ask(epochs_in):
        raise KeysRefused(
            found="the token holds keys of Reconvene already",
            remedy="Use them, or another token: no two copies may share one",
        )
    token.ask(make_index)
    token.ask(make_epoch)


def token_from_settings() -> TokenSession:
    """Return a session with the token that the settings name; it is opened when first asked."""
    module = settings.KEY_MODULE
    if not (module and settings.KEY_TOKEN and settings.KEY_PIN_FILE):
        raise KeysRefused(
            found="not all of RECONVENE_KEY_MODULE, RECONVENE_KEY_TOKEN and "
            "RECONVENE_KEY_PIN_FILE are set",
            remedy="Set all three: the module, the token's label, and a file with its PIN",
        )
    if not module.is_file():
        raise KeysRefused(
            found=f"there is no module {module}",
            remedy="Install what the maker of the token gives, and set RECONVENE_KEY_MODULE to it",
        )
    pin = Pin(
        settings.KEY_PIN_FILE,
        away_from=settings.KEPT_WITH_THE_DATA,
        refusals=settings.VAR / "refused-pin",
    )
    return TokenSession(module, settings.KEY_TOKEN, pin)


def from_settings() -> Pkcs11Keys:
    """Return the keys in the token that the settings name."""
    return Pkcs11Keys(token_from_settings())


def _note(epoch: str, bound_to: bytes, purpose: str, actor: str) -> None:
    """Note that a key was opened, for those who ask for it: a token can be told no purpose."""
    said = {"opened": sha256(bound_to).hexdigest()[:16], "epoch": epoch}
    asked = {"purpose": purpose, "actor": actor}
    _log.info("opened", extra={"said": said | {name: of for name, of in asked.items() if of}})
