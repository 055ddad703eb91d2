"""A column that becomes a sealed one: what stood in it is sealed, once, and reads the same."""

import pytest
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState

from tongxing.common.sealing import SealedTextField
from tongxing.common.sealing_columns import sealed_column

TEXTS = ["只在安静的房间里", "", "second"]


@pytest.mark.django_db(transaction=True)
def test_what_stood_there_is_sealed_and_reads_the_same():

    state = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("note", models.CharField(max_length=40, blank=True))]
    state.add_model(ModelState("people", "Slip", fields))
    before = state.apps.get_model("people", "Slip")
    with connection.schema_editor() as editor:
        editor.create_model(before)
    try:
        before.objects.bulk_create(before(note=text) for text in TEXTS)
        for operation in sealed_column("people", "slip", "note", blank=True, max_length=40):
            old, state = state, state.clone()
            operation.state_forwards("people", state)
            with connection.schema_editor() as editor:
                operation.database_forwards("people", editor, old, state)
        after = state.apps.get_model("people", "Slip")

        assert list(after.objects.order_by("pk").values_list("note", flat=True)) == TEXTS
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM people_slip ORDER BY id")
            lying = [note for (note,) in cursor.fetchall()]
        assert lying[1] == ""
        assert all(note.startswith("1:") and "安静" not in note for note in (lying[0], lying[2]))
        assert isinstance(after._meta.get_field("note"), SealedTextField)
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(before)
