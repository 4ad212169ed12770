from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("erasure", "0004_longer_ids"),
    ]

    operations = [
        migrations.AddField(
            model_name="erasure",
            name="shut_out",
            field=models.TextField(null=True),
        ),
    ]
