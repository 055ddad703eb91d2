"""Every model has its Chinese name in the glossary, once."""

import re
from collections import Counter
from pathlib import Path

from django.apps import apps

from tools.reference import stale

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "reference" / "glossary.md"


def test_every_model_stands_in_the_glossary_once():
    named = Counter(re.findall(r"\| `(\w+)` \|", GLOSSARY.read_text(encoding="utf-8")))
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("tongxing.")}

    assert set(named) == models
    assert {name for name, count in named.items() if count > 1} == set()


def test_the_reference_says_what_the_code_says():
    assert stale() == [], "run make docs"
