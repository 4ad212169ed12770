"""Empties what names were found by: a word has many tags now. `manage.py rebuild` makes it again."""

from django.db import migrations

_FORGET = "DELETE FROM worklist_row WHERE shelf = 'name'"


class Migration(migrations.Migration):
    dependencies = [("worklist", "0005_whom_a_case_is_open_to")]
    operations = [migrations.RunSQL(_FORGET, migrations.RunSQL.noop)]
