"""Tries that come back one by one, and the places where somebody is known. Old counts are let go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_guess"),
    ]

    operations = [
        migrations.DeleteModel(name="Guess"),
        migrations.CreateModel(
            name="Guess",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("clear_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name_plural": "guesses",
            },
        ),
        migrations.CreateModel(
            name="KnownPlace",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("last_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
