from django.db import migrations, models

import reconvene.people.ids


class Migration(migrations.Migration):
    dependencies = [
        ("erasure", "0006_what_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookedAgain",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=reconvene.people.ids.new_id,
                        editable=False,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hold_id", models.CharField(db_index=True, max_length=32)),
                ("case_id", models.CharField(max_length=13)),
                ("reason", models.BinaryField()),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("before_on", models.DateField()),
                ("until_on", models.DateField()),
                ("against", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "db_table": "erasure_looked_again",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("before_on"))),
                        name="hold_is_only_made_longer",
                    )
                ],
            },
        ),
    ]
