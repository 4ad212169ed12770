"""What Django asks before it starts: are the keys there, and kept as they must be?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from reconvene.sealing.keys import provider
from reconvene.sealing.provider import KeysRefused


@register
def keys_are_in_order(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Return why no key can be used, where none can."""
    try:
        provider().epoch()
    except KeysRefused as refused:
        return [Error(str(refused), id="sealing.E001")]
    return []
