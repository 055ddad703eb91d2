from django.core.management import call_command
from django.db import migrations, models


def make_cache_table(apps, schema_editor):
    """Worker processes share what they count (failed sign-ins) in one table."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS shared_cache")


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_sign_in_codes_and_early_endings"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="about_name",
            field=models.CharField(blank=True, help_text="its name as the person read it", max_length=120),
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
