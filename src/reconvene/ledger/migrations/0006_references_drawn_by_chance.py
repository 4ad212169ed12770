"""References are drawn by chance: nothing is numbered by the year any more, nor asked for that."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.ledger.guards import put_up, take_down


def _let_go(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    take_down(editor.connection)
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS ledger_next_serial(text, integer)")


def _guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    put_up(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_asked_of_every_case")]
    operations = [
        migrations.RunPython(_let_go, _guard),
        migrations.RemoveConstraint(model_name="casehead", name="serial_names_one_case"),
        migrations.RunPython(_guard, _let_go),
    ]
