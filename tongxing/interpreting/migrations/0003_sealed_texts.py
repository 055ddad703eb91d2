"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('interpreting', '0002_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('interpreting', 'handback', 'why', max_length=200),
        *sealed_column('interpreting', 'interpreterrequest', 'prepare', blank=True, max_length=200),
        *sealed_column('interpreting', 'interpreterrequest', 'purpose', max_length=120),
    ]
