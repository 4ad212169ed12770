"""Keeps one review of somebody's reading that spread waiting at a time, the earliest."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q


def _keep_the_earliest(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take away what two looks at once put on the list twice."""
    known: set[str] = set()
    waiting = apps.get_model("access_log", "Review").objects.filter(kind="spread", reviewed_at=None)
    for one in waiting.order_by("began_at", "id"):
        if one.reader in known:
            one.delete()
        known.add(one.reader)


class Migration(migrations.Migration):
    dependencies = [("access_log", "0002_guards")]
    operations = [
        migrations.RunPython(_keep_the_earliest, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=Q(kind="spread", reviewed_at=None),
                fields=("reader",),
                name="one_spread_waits_for_each_reader",
            ),
        ),
    ]
