"""The database itself refuses to change frozen figures otherwise than by an erratum."""

from django.db import migrations

from tongxing.common import guards
from tongxing.figures.guards import GUARDS


def make(apps, schema_editor):
    guards.create(schema_editor.connection, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("figures", "0005_left_out_and_corrections")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
