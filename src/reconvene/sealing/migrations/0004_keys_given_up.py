from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sealing", "0003_what_stays_of_an_erased_case")]
    operations = [
        migrations.CreateModel(
            name="GivenUpKey",
            fields=[
                ("id", models.BinaryField(max_length=16, primary_key=True, serialize=False)),
                ("given_up_at", models.DateTimeField()),
            ],
            options={"db_table": "sealing_given_up"},
        ),
    ]
