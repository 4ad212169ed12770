"""Lends what has to be asked of every case, and lets guards look at it, whoever adds an entry."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.ledger import guards, of_every_case


def _renew(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    of_every_case.put_up(editor.connection)
    guards.take_down(editor.connection)
    guards.put_up(editor.connection)


def _take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    of_every_case.take_down(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_sealed_off_and_erased")]
    operations = [migrations.RunPython(_renew, _take_down)]
