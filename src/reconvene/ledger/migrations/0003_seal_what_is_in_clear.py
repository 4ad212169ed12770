"""Seals records from before anything was sealed."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.ledger.migrations._in_clear import seal_what_is_in_clear


def _seal(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    seal_what_is_in_clear(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_guards"), ("sealing", "0001_initial")]
    operations = [migrations.RunPython(_seal, migrations.RunPython.noop)]
