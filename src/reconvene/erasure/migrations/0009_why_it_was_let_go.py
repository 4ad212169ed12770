"""
Why two people let a case go that was held, and why somebody asked for that where it stayed.

The columns are added as they are, as in 0008: SQLite's tables are not made anew.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_COLUMNS = (
    ("erasure_hold", "asked_why"),
    ("erasure_hold", "lifted_why"),
    ("erasure_looked_again", "against_why"),
)
_BYTES = {"sqlite": "BLOB NOT NULL DEFAULT X''", "postgresql": "bytea NOT NULL DEFAULT ''"}


def _add(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table, column in _COLUMNS:
        editor.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {_BYTES[editor.connection.vendor]}"
        )


def _drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table, column in _COLUMNS:
        editor.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


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
