"""What somebody chose that makes a copy less safe than it could be: told at each start, not refused."""

import logging
from collections.abc import Iterator
from typing import Any

_log = logging.getLogger(__name__)


def tell_choices(settings: Any) -> None:
    """Write a line for each such choice, so that nobody makes it and forgets."""
    for words in less_safe(settings):
        _log.warning(words)


def less_safe(settings: Any) -> Iterator[str]:
    """Yield what was chosen, in words; nothing in a demo."""
    if settings.APPS_FOR_GOOD and not settings.IS_DEMO:
        yield (
            "RECONVENE_APPS_FOR_GOOD is set: an authenticator app lets everybody in for good, and "
            "nobody has to add a passkey. Take it out once people have something to keep one on."
        )
    if settings.IS_WITHOUT_WITNESS and not settings.IS_DEMO:
        yield (
            "RECONVENE_WITNESS is none: nothing here shows whether whoever owns the database "
            "rewrote the record. Let a witness keep a log of it: docs/explanation/proof.md."
        )
    if not settings.SCANNER and not settings.IS_DEMO:
        yield (
            'RECONVENE_SCANNER is not set: a file that is brought in stays "being checked", and '
            "nobody can open it. Name a scanner: docs/how-to/take-files.md."
        )
