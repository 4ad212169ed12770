"""Keys of a test's own, which may change: in a key file, or in a token. Tests run over both."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from reconvene.sealing.keys import provider
from reconvene.sealing.pkcs11_keys import make_keys, token_from_settings
from tests.support.tokens import Lent, Token

KEPT_IN = ("a key file", "a token")


def environment_of_keys() -> dict[str, str]:
    """Return what a process is started with that is to use the keys this test uses."""
    if settings.KEY_MODULE is None:
        return {"RECONVENE_KEY_FILE": str(settings.KEY_FILE)}
    return {
        "RECONVENE_KEY_MODULE": str(settings.KEY_MODULE),
        "RECONVENE_KEY_TOKEN": settings.KEY_TOKEN,
        "RECONVENE_KEY_PIN_FILE": str(settings.KEY_PIN_FILE),
        "SOFTHSM2_CONF": os.environ["SOFTHSM2_CONF"],
    }


@contextmanager
def own_keys(kept_in: str, folder: Path) -> Iterator[None]:
    """Keep this process's keys in a place of a test's own: the other tests' are not to change."""
    with pytest.MonkeyPatch.context() as patch, override_settings(**_settings(kept_in, folder)):
        if settings.KEY_MODULE:
            patch.setenv("SOFTHSM2_CONF", str(folder / "own-token" / "softhsm.conf"))
            make_keys(token_from_settings())
        provider.cache_clear()
        try:
            yield
        finally:
            provider.cache_clear()


@contextmanager
def lent_to_be_killed(folder: Path) -> Iterator[dict[str, str]]:
    """
    Give what a process is started with that uses the keys in `folder` and is killed at any moment.

    SoftHSM writes its token's file anew with every sign-in, in the very process that uses it, so a
    kill can leave half a file. No real module dies with who uses it: here another process has it.
    """
    if settings.KEY_MODULE is None:
        yield {}
        return
    service = Lent(Token(folder / "own-token"))
    surroundings = service.environment  # says what is not installed
    service.start()
    try:
        yield surroundings
    finally:
        service.stop()


def _settings(kept_in: str, folder: Path) -> dict[str, object]:
    # Which back-ups open is told by their keys, so a list of them goes with those.
    listed: dict[str, object] = {"BACKUPS": folder / "backups.jsonl"}
    if kept_in == "a key file":
        return listed | {"KEY_FILE": folder / "keys.json"}
    token = Token.made(folder / "own-token")
    return listed | {
        "KEY_FILE": None,
        "KEY_MODULE": Path(token.environment["RECONVENE_KEY_MODULE"]),
        "KEY_TOKEN": token.environment["RECONVENE_KEY_TOKEN"],
        "KEY_PIN_FILE": token.pin_file,
        "KEY_PROVIDER": "reconvene.sealing.pkcs11_keys.from_settings",
    }
