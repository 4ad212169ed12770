"""
`python manage.py migrate`, each migration whole: killed at any moment, it can be run again.

On PostgreSQL the role in which people are served then gets its rights to what is there now.
"""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from reconvene.scope.rights import RoleMissing, allow_serving


class WholeMigrations(MigrationExecutor):
    """
    Notes that a migration was done in the very transaction that does it.

    Django does so too, unless indexes or constraints are left for the end: then it notes it after
    that transaction, and whoever is killed between the two has tables that no run expects.
    """

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,  # noqa: FBT001, FBT002  as Django has it
        fake_initial: bool = False,  # noqa: FBT001, FBT002  as above
    ) -> ProjectState:
        """Return the state of the models after a migration, which is done and noted as one."""
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        self._told("apply_start", migration)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0), params=None)
            self.record_migration(migration)  # type: ignore[arg-type, call-arg]  # its own method
        self._told("apply_success", migration)
        return state

    def _told(self, what: str, migration: Migration) -> None:
        if self.progress_callback:
            self.progress_callback(what, migration, False)  # noqa: FBT003  as above


class Command(migrate.Command):
    """Django's own command with these migrations; it offers no other way to name them."""

    def handle(self, *args: Any, **options: Any) -> None:
        vars(migrate)["MigrationExecutor"] = WholeMigrations
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        try:
            allow_serving(connections[options["database"]])
        except RoleMissing as missing:
            raise CommandError(str(missing)) from missing
