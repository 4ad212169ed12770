"""
By what it is known that a case was kept long enough, and why one is erased that nobody can read.

The columns are added as they are: Django would make a table of SQLite anew for one that is never
null, and lose what guards others by it.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_BASIS = models.CharField(
    max_length=12,
    default="record",
    choices=[
        ("record", "What its record says"),
        ("closing", "The day it was closed on, as its headers have it"),
        ("last-entry", "The day on which anything was last recorded"),
    ],
)
_ADD = (
    "ALTER TABLE erasure_erasure ADD COLUMN basis varchar(12) NOT NULL DEFAULT 'record'",
    "ALTER TABLE erasure_ended ADD COLUMN basis varchar(12) NOT NULL DEFAULT 'record'",
)
_ADD_BYTES = {
    "sqlite": "ALTER TABLE erasure_erasure ADD COLUMN reason BLOB NOT NULL DEFAULT X''",
    "postgresql": "ALTER TABLE erasure_erasure ADD COLUMN reason bytea NOT NULL DEFAULT ''",
}
_DROP = (
    "ALTER TABLE erasure_erasure DROP COLUMN basis",
    "ALTER TABLE erasure_ended DROP COLUMN basis",
    "ALTER TABLE erasure_erasure DROP COLUMN reason",
)


def _add(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in (*_ADD, _ADD_BYTES[editor.connection.vendor]):
        editor.execute(statement)


def _drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _DROP:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("erasure", "0007_looked_again")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(_add, _drop)],
            state_operations=[
                migrations.AddField("erasure", "basis", _BASIS),
                migrations.AddField("erasure", "reason", models.BinaryField(default=b"")),
                migrations.AddField("endederasure", "basis", _BASIS),
                migrations.AlterField(
                    "endederasure",
                    "why",
                    models.CharField(
                        max_length=12,
                        choices=[
                            ("held", "It was held"),
                            ("kept-longer", "It is to be kept longer, or was opened again"),
                            ("not-opened", "Its record does not open any more"),
                            ("opens", "Its record opens again"),
                        ],
                    ),
                ),
            ],
        ),
    ]
