"""Every column of text is either sealed or stands in clear for a reason that the threat model gives."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from tongxing.common.sealing import SealedTextField

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "threats.md"
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
SEALED, CLEAR = "What is sealed by column", "What stands in clear by column, and why"


def columns() -> dict[str, models.Field]:
    """Each column of text, by its name; a choice from a list of the source is none."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, TEXT) and not field.choices
    }


def named_under(title: str) -> list[str]:
    """The columns that the page names under a heading: ``app.Model: field, field``."""
    page = PAGE.read_text(encoding="utf-8")
    section = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.M | re.S)[1]
    return [
        f"{model}.{field}"
        for model, fields in re.findall(r"`([\w.]+)\(([\w, ]+)\)`", section)
        for field in fields.split(", ")
    ]


def test_the_page_names_what_is_sealed():
    sealed = {name for name, field in columns().items() if isinstance(field, SealedTextField)}

    assert sorted(named_under(SEALED)) == sorted(sealed)


def test_every_other_column_of_text_has_a_reason():
    clear = {name for name, field in columns().items() if not isinstance(field, SealedTextField)}
    named = named_under(CLEAR)

    missing = sorted(clear - set(named))
    assert not missing, f"seal these (SealedTextField) or say in {PAGE.name} why they stand in clear: {missing}"
    assert sorted(set(named) - clear) == [], "these are no columns of text, or sealed"
    assert len(named) == len(set(named)), "each column is named once"
