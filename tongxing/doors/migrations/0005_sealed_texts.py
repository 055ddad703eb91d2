"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('doors', '0004_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('doors', 'act', 'sentence', blank=True, help_text='what was answered: of a refusal, its reason', max_length=300),
        *sealed_column('doors', 'act', 'settled_how', blank=True, max_length=300),
    ]
