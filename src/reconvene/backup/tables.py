"""
The tables that a back-up brings, and those that this program works with.

In: which migrations had been done to a database when it was copied. Out: the same tables as a
database of this program has; or a refusal, where another program made ones unknown here.
"""

from collections.abc import Callable, Collection
from importlib.metadata import version

from django.core.management.base import CommandError
from django.db import Error
from django.db.backends.utils import CursorWrapper
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader

from reconvene.backup.faults import NewerThanHere, NotToBeUsed

_DONE = "SELECT app, name FROM django_migrations ORDER BY app, name"


def migrations_done(cursor: CursorWrapper) -> tuple[str, ...]:
    """Return each migration that was done to a database, "room.name", in order of both."""
    cursor.execute(_DONE)
    return tuple(f"{app}.{name}" for app, name in cursor.fetchall())


def demand_known(migrations: Collection[str], *, release: str) -> None:
    """
    Refuse a back-up with tables that this program would not know.

    Args:
        migrations: What was done to the database; empty where the back-up is from before it was
            said, and so from an older program.
        release: The one that made the back-up.

    Raises:
        NewerThanHere: Something was done to it that this program knows nothing of.
    """
    unknown = sorted(set(migrations) - _known())
    if unknown:
        raise NewerThanHere(first=unknown[0], made_by=release, here=version("reconvene"))


def bring_forward(migrate: Callable[[], object], *, release: str) -> None:
    """
    Do to what was put in whatever this program needs and its own had not done yet.

    Raises:
        NotToBeUsed: It came no further.
    """
    try:
        migrate()
    except (Error, CommandError, InconsistentMigrationHistory, ValueError) as fault:
        raise NotToBeUsed(
            "not-migrated",
            found=f"its tables could not be made those of this release ({type(fault).__name__})",
            remedy=f"Restore it into a new database with the release that made it, {release}, and "
            "tell whoever looks after the program",
        ) from fault


def _known() -> frozenset[str]:
    """Return every migration this program has, with those that others have taken the place of."""
    known = MigrationLoader(None).disk_migrations
    replaced = {one for migration in known.values() for one in migration.replaces}
    return frozenset(f"{app}.{name}" for app, name in {*known, *replaced})
