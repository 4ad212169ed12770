from django.db import migrations, models

import reconvene.people.ids


class Migration(migrations.Migration):
    dependencies = [
        ("erasure", "0005_who_was_shut_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="EndedErasure",
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
                ("case_id", models.CharField(db_index=True, max_length=13)),
                ("authority", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=24)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved by two people"),
                            ("sealed-off", "Sealed off: nobody reads it"),
                            ("destroyed", "Keys destroyed"),
                            ("certified", "Certified: no copy opens it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rule", models.CharField(max_length=60)),
                ("kept_until", models.DateField()),
                ("proposed_by", models.CharField(max_length=40)),
                ("proposed_at", models.DateTimeField()),
                ("first_by", models.CharField(blank=True, max_length=40)),
                ("first_at", models.DateTimeField(null=True)),
                ("second_by", models.CharField(blank=True, max_length=40)),
                ("second_at", models.DateTimeField(null=True)),
                ("sealed_off_at", models.DateTimeField(null=True)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("held", "It was held"),
                            ("kept-longer", "It is to be kept longer, or was opened again"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, max_length=40)),
                ("ended_at", models.DateTimeField()),
            ],
            options={
                "db_table": "erasure_ended",
            },
        ),
    ]
