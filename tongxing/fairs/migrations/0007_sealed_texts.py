"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('fairs', '0006_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('fairs', 'interview', 'outcome_note', blank=True, max_length=200),
        *sealed_column('fairs', 'timechange', 'why', max_length=200),
    ]
