"""The database itself refuses to change the trail."""

from django.db import migrations

from tongxing.common import guards
from tongxing.trail.guards import GUARDS


def make(apps, schema_editor):
    guards.create(schema_editor.connection, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("trail", "0003_chain_the_trail_with_a_key")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
