"""Keeps when somebody gave a case back that they had opened in an emergency."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access_log", "0004_longer_ids")]
    operations = [
        migrations.AddField(
            model_name="review",
            name="given_back_at",
            field=models.DateTimeField(null=True),
        ),
    ]
