"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('zones', '0003_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('zones', 'inquiry', 'name', max_length=60),
        *sealed_column('zones', 'inquiry', 'outcome', blank=True, max_length=200),
    ]
