"""Foreign keys point down, as imports do; the trail holds on to nothing."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
HEIGHT = {name.strip(" ()"): -place for place, storey in enumerate(CONTRACT["layers"]) for name in storey.split("|")}
OURS = [model for model in apps.get_models() if model.__module__.startswith("tongxing.")]


def app_of(model) -> str:
    return model._meta.app_config.name.split(".")[1]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_foreign_key_points_down(model):
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey) and field.related_model.__module__.startswith("tongxing."):
            own, other = app_of(model), app_of(field.related_model)
            assert own == other or HEIGHT[own] > HEIGHT[other], f"{model._meta.label}.{field.name} points up to {other}"


def test_the_trail_outlives_what_it_names():
    for model in apps.get_app_config("trail").get_models():
        assert not [field for field in model._meta.get_fields() if isinstance(field, ForeignKey)]


def test_no_text_is_both_empty_and_nothing():
    doubtful = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.fields
        if field.get_internal_type() in {"CharField", "TextField"} and field.null and not field.unique
    ]
    assert not doubtful, "an empty text says enough; null is for unique columns only"
