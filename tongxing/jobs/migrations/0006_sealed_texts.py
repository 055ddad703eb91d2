"""What people wrote and nobody searches is sealed in its column."""

from django.db import migrations

from tongxing.common.sealing_columns import sealed_column


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0005_sentences_of_constraints'),
    ]

    operations = [
        *sealed_column('jobs', 'accommodationrequest', 'answer', blank=True, max_length=300),
        *sealed_column('jobs', 'accommodationrequest', 'words', blank=True, max_length=300),
        *sealed_column('jobs', 'resumefile', 'name', max_length=120),
        *sealed_column('jobs', 'seeker', 'about', blank=True, help_text='what the résumé says first'),
        *sealed_column('jobs', 'seeker', 'experience', blank=True),
        *sealed_column('jobs', 'seeker', 'limits', blank=True, help_text="what work should avoid, in the person's words", max_length=200),
        *sealed_column('jobs', 'seeker', 'wish', blank=True, help_text="the wish in the person's own words", max_length=200),
    ]
