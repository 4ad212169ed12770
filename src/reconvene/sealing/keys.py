"""The key provider of this copy, as its settings name it."""

from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from reconvene.logs.about import about
from reconvene.sealing.provider import KeyProvider


@cache
def provider() -> KeyProvider:
    """
    Return what keeps this copy's keys; made once for a process.

    Raises:
        KeysRefused: They cannot be used. Asked again, they are looked at again.
    """
    return cast("KeyProvider", import_string(settings.KEY_PROVIDER)())


def opened(epoch: str, wrapped: bytes, bound_to: bytes) -> bytes:
    """Return a key that was wrapped; who asks and what for is told to what keeps the keys."""
    asked = about()
    return provider().unwrap(epoch, wrapped, bound_to, purpose=asked.purpose(), actor=asked.who())
