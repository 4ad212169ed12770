"""Puts up what makes the database refuse to change or drop a look."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.access_log.guards import put_up, take_down


def _put_up(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    put_up(editor.connection)


def _take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    take_down(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("access_log", "0001_initial")]
    operations = [migrations.RunPython(_put_up, _take_down)]
