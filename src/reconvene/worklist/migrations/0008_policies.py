"""Lets PostgreSQL itself give out of a case only what is there for whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.worklist.policies import put_up, take_down


def _put_up(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    put_up(editor.connection)


def _take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    take_down(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("worklist", "0007_homes"),
        ("ledger", "0005_asked_of_every_case"),
        ("sealing", "0003_what_stays_of_an_erased_case"),
        ("access_log", "0002_guards"),
    ]
    operations = [migrations.RunPython(_put_up, _take_down)]
