"""Lets what keeps the rows of a case look them up, however short the database thinks the table."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.worklist.policies import keep_anew


def _keep_anew(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    keep_anew(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("worklist", "0008_policies")]
    operations = [migrations.RunPython(_keep_anew, migrations.RunPython.noop)]
