from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sealing", "0004_keys_given_up")]
    operations = [
        migrations.AddField(
            model_name="givenupkey",
            name="sealed_digest",
            field=models.BinaryField(default=b"", max_length=32),
        ),
    ]
