"""Empties the worklist, in which names lay in clear. `manage.py rebuild` makes it again, sealed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("worklist", "0003_rights_of_closed_cases"), ("sealing", "0001_initial")]
    operations = [migrations.RunSQL("DELETE FROM worklist_row", migrations.RunSQL.noop)]
