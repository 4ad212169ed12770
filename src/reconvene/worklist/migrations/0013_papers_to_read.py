from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worklist", "0012_agreed_actions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="workrow",
            name="shelf",
            field=models.CharField(
                choices=[
                    ("case", "A case that is open"),
                    ("closed", "A case that is closed"),
                    ("dated", "A duty with a last day"),
                    ("undated", "A duty without one: none is stated, or it cannot be told yet"),
                    ("letter", "A letter that is still to go"),
                    ("bundle", "Papers that somebody on a panel is to read"),
                    ("agreed", "An agreed action that is still to be done"),
                    ("done", "An agreed action that was done"),
                    ("learnt", "Something to be learnt from a case"),
                    ("right", "A right of the family that may still be used"),
                    ("after", "A right of the family in a case that is closed"),
                    ("name", "A word of a name by which a case can be found"),
                    ("home", "Where a party lives, as a fingerprint"),
                    ("open", "Whom a case is open to: a role held by post, or a person"),
                    ("shut", "Whom it is shut to, or shows only the points put to them"),
                ],
                max_length=8,
            ),
        ),
    ]
