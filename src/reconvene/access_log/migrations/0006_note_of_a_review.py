"""Keeps what somebody noted who looked into an emergency, sealed under a key of its case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access_log", "0005_given_back")]
    operations = [
        migrations.AddField(
            model_name="review",
            name="note",
            field=models.BinaryField(null=True),
        ),
    ]
