"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0013_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('people', 'guardian', 'proof', blank=True, help_text='what was seen: household book, court order, …', max_length=200),
        *sealed_column('people', 'supportneed', 'note', blank=True, max_length=200),
    ]
