from django.db import migrations

from engines.wording import letters


def write_keys(apps, schema_editor):
    """Rare letters and vowel signs are part of a key: what they told apart stays apart, so no two keys meet."""
    organisations = apps.get_model("organisations", "Organisation").objects.using(schema_editor.connection.alias)
    for organisation in organisations.only("name", "name_key").order_by("pk").iterator(chunk_size=2000):
        key = letters(organisation.name)
        if key != organisation.name_key:
            organisations.filter(pk=organisation.pk).update(name_key=key)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop, elidable=True)]
