"""Seals what was typed and is kept, which lay in clear."""

import json

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from reconvene.sealing import apart


def _seal(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    for kept in apps.get_model("web", "KeptDraft").objects.all():
        plain = json.dumps({"key": kept.key, **kept.content}).encode()
        kept.sealed = apart.seal(kept.id, kept.person_id, plain)
        kept.save()


class Migration(migrations.Migration):
    dependencies = [("web", "0001_kept_draft"), ("sealing", "0002_a_place_for_drafts")]
    operations = [
        migrations.AddField("keptdraft", "sealed", models.BinaryField(default=b"")),
        migrations.RunPython(_seal, migrations.RunPython.noop),
        migrations.RemoveField("keptdraft", "key"),
        migrations.RemoveField("keptdraft", "content"),
    ]
