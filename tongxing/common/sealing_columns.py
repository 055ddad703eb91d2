"""For migrations: a column of text becomes a sealed one, and what stands in it is sealed."""

from django.db import migrations, models

from tongxing.common.sealing import SealedTextField, seal

AT_ONCE = 2000


def sealed_column(app: str, model: str, name: str, **options) -> list:
    """The operations after which ``model``'s text column ``name`` is a ``SealedTextField(**options)``.

    The column is widened first, its texts are sealed while it is a plain one, and only then it is read as sealed. It
    cannot be taken back: what was sealed stays sealed.
    """

    def seal_texts(apps, schema_editor):
        table = apps.get_model(app, model)
        label = f"{table._meta.label_lower}.{name}"
        connection = schema_editor.connection
        names = (table._meta.db_table, table._meta.get_field(name).column, table._meta.pk.column)
        change = "UPDATE {} SET {} = %s WHERE {} = %s".format(*map(connection.ops.quote_name, names))  # noqa: S608 (ours)
        texts = table.objects.using(connection.alias).exclude(**{name: ""}).values_list(name, "pk")
        rows = [(seal(text, label=label), pk) for text, pk in texts.iterator(AT_ONCE)]
        with connection.cursor() as cursor:
            cursor.executemany(change, rows)

    return [
        migrations.AlterField(model, name, models.TextField(**options)),
        migrations.RunPython(seal_texts),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField(model, name, SealedTextField(**options))]
        ),
    ]
