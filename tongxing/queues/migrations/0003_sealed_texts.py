"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('queues', '0002_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('queues', 'subscription', 'auth', help_text="the browser's secret, base64url", max_length=40),
        *sealed_column('queues', 'visitor', 'name', blank=True, help_text='what staff may call; nothing where nobody asked', max_length=30),
    ]
