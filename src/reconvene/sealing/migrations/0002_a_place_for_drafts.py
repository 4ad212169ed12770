from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sealing", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="storedkey",
            name="compartment",
            field=models.CharField(
                choices=[
                    ("contact", "Who supports a family, and how somebody is reached"),
                    ("story", "What was said, sent and answered"),
                    ("deliberation", "What those who decide weigh, at one stage"),
                    ("draft", "What is being taken down and is in no case yet"),
                ],
                max_length=12,
            ),
        ),
    ]
