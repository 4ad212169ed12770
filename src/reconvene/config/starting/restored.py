"""Whether what was put in from a back-up has been verified, as `manage.py restore` does."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.backup.unverified import is_unverified
from reconvene.config.starting.refusal import Refusal


def not_verified(connection: BaseDatabaseWrapper) -> Iterator[Refusal]:
    """Return that a restore into this database did not come to its end."""
    if is_unverified(connection):
        yield Refusal(
            "not-verified",
            "This database was put in from a back-up and was not found sound, or the restore was "
            "broken off. Restore into a new and empty one.",
        )
