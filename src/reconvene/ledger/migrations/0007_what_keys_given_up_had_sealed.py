"""Binds keys that were given up before to what is sealed under them now."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.ledger.lost import bind_given_up_before


def _bind(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    bind_given_up_before(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_references_drawn_by_chance"),
        ("sealing", "0005_what_they_had_sealed"),
    ]
    operations = [migrations.RunPython(_bind, migrations.RunPython.noop)]
