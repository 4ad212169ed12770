"""
Why two people let a case go that was held, and why somebody asked for that where it stayed.

The columns are added as they are, as in 0008: SQLite's tables are not made anew.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_ADD = {
    "sqlite": (
        "ALTER TABLE erasure_hold ADD COLUMN asked_why BLOB NOT NULL DEFAULT X''",
        "ALTER TABLE erasure_hold ADD COLUMN lifted_why BLOB NOT NULL DEFAULT X''",
        "ALTER TABLE erasure_looked_again ADD COLUMN against_why BLOB NOT NULL DEFAULT X''",
    ),
    "postgresql": (
        "ALTER TABLE erasure_hold ADD COLUMN asked_why bytea NOT NULL DEFAULT ''",
        "ALTER TABLE erasure_hold ADD COLUMN lifted_why bytea NOT NULL DEFAULT ''",
        "ALTER TABLE erasure_looked_again ADD COLUMN against_why bytea NOT NULL DEFAULT ''",
    ),
}
_DROP = (
    "ALTER TABLE erasure_hold DROP COLUMN asked_why",
    "ALTER TABLE erasure_hold DROP COLUMN lifted_why",
    "ALTER TABLE erasure_looked_again DROP COLUMN against_why",
)


def _add(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _ADD[editor.connection.vendor]:
        editor.execute(statement)


def _drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _DROP:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("erasure", "0008_by_what_it_was_known")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(_add, _drop)],
            state_operations=[
                migrations.AddField("hold", "asked_why", models.BinaryField(default=b"")),
                migrations.AddField("hold", "lifted_why", models.BinaryField(default=b"")),
                migrations.AddField("lookedagain", "against_why", models.BinaryField(default=b"")),
            ],
        ),
    ]
