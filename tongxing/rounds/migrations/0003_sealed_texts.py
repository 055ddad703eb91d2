"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0002_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('rounds', 'leg', 'missed_why', blank=True, max_length=200),
        *sealed_column('rounds', 'repair', 'why', blank=True, max_length=200),
        *sealed_column('rounds', 'team', 'members', blank=True, help_text='names and telephones of who has no account', max_length=200),
    ]
