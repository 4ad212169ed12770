"""Lets PostgreSQL give out of a case's papers, too, only what is there for whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.worklist.policies import put_up_of_papers, take_down_of_papers


def _put_up(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    put_up_of_papers(editor.connection)


def _take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    take_down_of_papers(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("worklist", "0010_letters_that_are_still_to_go"),
        ("papers", "0001_initial"),
    ]
    operations = [migrations.RunPython(_put_up, _take_down)]
