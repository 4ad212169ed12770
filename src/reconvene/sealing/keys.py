"""The key provider of this copy, as its settings name it."""

from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from reconvene.sealing.provider import KeyProvider


@cache
def provider() -> KeyProvider:
    """
    Return what keeps this copy's keys; made once for a process.

    Raises:
        KeysRefused: They cannot be used. Asked again, they are looked at again.
    """
    return cast("KeyProvider", import_string(settings.KEY_PROVIDER)())
