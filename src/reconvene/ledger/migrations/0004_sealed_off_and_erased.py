"""Makes room for cases that nobody reads any more, and lets the parts of erased ones be blanked."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.ledger.guards import put_up, take_down


def _renew(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    take_down(editor.connection)
    put_up(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_seal_what_is_in_clear")]
    operations = [
        migrations.CreateModel(
            name="SealedOff",
            fields=[
                (
                    "case_id",
                    models.CharField(max_length=13, primary_key=True, serialize=False),
                ),
                ("sealed_off_at", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name_plural": "sealed off",
                "db_table": "ledger_sealed_off",
            },
        ),
        migrations.RunPython(_renew, migrations.RunPython.noop),
    ]
