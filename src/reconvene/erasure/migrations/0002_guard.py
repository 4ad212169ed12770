"""Puts up what makes the database demand two approvals, and no hold, before a record is erased."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.erasure.guards import put_up, take_down


def _put_up(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    put_up(editor.connection)


def _take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    take_down(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("erasure", "0001_initial"), ("ledger", "0004_sealed_off_and_erased")]
    operations = [migrations.RunPython(_put_up, _take_down)]
