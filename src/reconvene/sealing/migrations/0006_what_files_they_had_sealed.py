from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sealing", "0005_what_they_had_sealed")]
    operations = [
        migrations.AddField(
            model_name="givenupkey",
            name="papers_digest",
            field=models.BinaryField(default=b"", max_length=32),
        ),
    ]
