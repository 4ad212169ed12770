"""
Makes room for ids that nobody can guess.

SQLite holds no text to a length. Its way of changing a column would make the table anew, and lose
what guards others by it.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _make_room(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE access_log_review ALTER COLUMN id TYPE varchar(32)")


class Migration(migrations.Migration):
    dependencies = [("access_log", "0003_one_spread_waits")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunPython(_make_room, migrations.RunPython.noop),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="review",
                    name="id",
                    field=models.CharField(
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
        ),
    ]
