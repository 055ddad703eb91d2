from django.db import migrations, models

from engines.wording import name_key

BATCH = 2000


def write_keys(apps, schema_editor):
    """Each person's name as it is compared, from the name as it is stored."""
    people = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    batch = []
    for person in people.only("name").order_by("pk").iterator(chunk_size=BATCH):
        person.name_key = name_key(person.name)[:200]
        batch.append(person)
        if len(batch) == BATCH:
            people.bulk_update(batch, ["name_key"], batch_size=200)
            batch = []
    people.bulk_update(batch, ["name_key"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_help_in_an_emergency")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="name_key",
            field=models.CharField(
                default="", editable=False, help_text="the name as it is compared", max_length=200
            ),
            preserve_default=False,
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="person", name="person_by_name"),
        migrations.AddIndex(
            model_name="person", index=models.Index(fields=["name_key"], name="person_by_name")
        ),
    ]
