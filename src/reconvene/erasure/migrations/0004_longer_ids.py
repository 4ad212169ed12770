"""
Makes room for ids that nobody can guess.

SQLite holds no text to a length. Its way of changing a column would make the table anew, and lose
what guards others by it.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import reconvene.people.ids


def _make_room(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE erasure_hold ALTER COLUMN id TYPE varchar(32)")
        editor.execute("ALTER TABLE erasure_figure ALTER COLUMN id TYPE varchar(32)")


class Migration(migrations.Migration):
    dependencies = [("erasure", "0003_when_it_was_cleared_away")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunPython(_make_room, migrations.RunPython.noop),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="hold",
                    name="id",
                    field=models.CharField(
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                        default=reconvene.people.ids.new_id,
                        editable=False,
                    ),
                ),
                migrations.AlterField(
                    model_name="keptfigure",
                    name="id",
                    field=models.CharField(
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                        default=reconvene.people.ids.new_id,
                        editable=False,
                    ),
                ),
            ],
        ),
    ]
