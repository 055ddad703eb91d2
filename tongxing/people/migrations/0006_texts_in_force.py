import datetime as dt

from django.db import migrations
from django.utils import timezone

FIRST = "2026-11"
PUBLISHED = dt.datetime(2026, 11, 1, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def cite_the_form_of_the_time(apps, schema_editor):
    """A yes on paper from before the first text cites the paper form of its month, not a text that came later."""
    consents = apps.get_model("people", "Consent").objects.using(schema_editor.connection.alias)
    batch = list(consents.filter(given_at__lt=PUBLISHED, wording_version=FIRST).only("given_at"))
    for consent in batch:
        consent.wording_version = f"{timezone.localtime(consent.given_at):%Y-%m}"
    consents.bulk_update(batch, ["wording_version"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_names_as_they_are_compared")]

    operations = [migrations.RunPython(cite_the_form_of_the_time, migrations.RunPython.noop, elidable=True)]
