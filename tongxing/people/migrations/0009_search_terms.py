import django.db.models.deletion
from django.db import migrations, models

from tongxing.people.terms import terms_of

BATCH = 2000
TOWNSHIP = 4


def write_terms(apps, schema_editor):
    """Each person's terms, from the name as it is stored."""
    alias = schema_editor.connection.alias
    people = apps.get_model("people", "Person").objects.using(alias)
    search_term = apps.get_model("people", "SearchTerm")
    counties = {
        region: parent if level == TOWNSHIP and parent else region
        for region, level, parent in apps.get_model("people", "Region")
        .objects.using(alias)
        .values_list("pk", "level", "parent_id")
    }
    rows = []
    for person, name, region in people.order_by("pk").values_list("pk", "name", "region_id").iterator(BATCH):
        rows += [
            search_term(person_id=person, term=term, region_id=region, county_id=counties[region])
            for term in sorted(terms_of(name))
        ]
        if len(rows) >= BATCH:
            search_term.objects.using(alias).bulk_create(rows, batch_size=BATCH)
            rows = []
    search_term.objects.using(alias).bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_other_phones"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["phone_tail"], name="person_by_phone_tail"),
        ),
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.BinaryField(max_length=255)),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="the county of the region, or the region itself where it lies in none",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.region",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_terms",
                        to="people.person",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.region",
                    ),
                ),
            ],
        ),
        migrations.RunPython(write_terms, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="searchterm",
            index=models.Index(fields=["term", "person", "region"], name="search_term_in_order"),
        ),
        migrations.AddIndex(
            model_name="searchterm",
            index=models.Index(fields=["county", "term", "person", "region"], name="search_term_in_county"),
        ),
        migrations.AddConstraint(
            model_name="searchterm",
            constraint=models.UniqueConstraint(fields=("person", "term"), name="search_term_once_a_person"),
        ),
    ]
