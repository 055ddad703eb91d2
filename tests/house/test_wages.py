"""A wage becomes words in one place: ``tongxing.jobs.wages``."""

import ast
import re

from tests.house.test_files import ROOT

COLUMNS = re.compile(r"wage_(?:min|max|text|floor)")
PRINTED = re.compile(r"{{[^}]*wage_(?:min|max|text|floor)[^}]*}}")
AMOUNT = re.compile(r"%\(\w+\)\w.*(yuan|元)|(yuan|元).*%\(\w+\)\w")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "tongxing").rglob("*.typ"))
MODULES = sorted(path for path in (ROOT / "tongxing").rglob("*.py") if "migrations" not in path.parts)
SPELLING = {
    "tongxing/jobs/wages.py",
    "tongxing/jobs/sheets/wages.py",  # quotes a cell and says how it was read
    "tongxing/folders/rows.py",  # a campaign folder's cell, which is read back
}


def test_no_template_prints_an_amount_of_pay_by_itself():
    faults = []
    for path in TEMPLATES:
        # What machines read (schema.org) and what the employer wrote, named as such, are no wage in our words.
        text = re.sub(r'content="{{[^}]*}}"', "", path.read_text(encoding="utf-8"))
        faults += [f"{path.relative_to(ROOT)}: {match}" for match in PRINTED.findall(text)]
    assert not faults, f"print {{{{ vacancy.wage }}}} instead: {faults}"


def sentences_with_wages(tree):
    """Lines with a sentence that puts an amount beside yuan, or with an f-string over a wage's columns."""
    for node in ast.walk(tree):
        is_sentence = isinstance(node, ast.Constant) and isinstance(node.value, str) and AMOUNT.search(node.value)
        if is_sentence or (isinstance(node, ast.JoinedStr) and COLUMNS.search(ast.unparse(node))):
            yield node.lineno


def test_no_sentence_spells_a_wage_by_itself():
    names = {str(path.relative_to(ROOT)): path for path in MODULES}
    faults = [
        f"{name}:{line}"
        for name, path in names.items()
        if name not in SPELLING
        for line in sentences_with_wages(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not faults, f"use tongxing.jobs.wages: {faults}"


def test_the_rule_itself_finds_what_it_forbids():
    wrong = '_("%(low)s yuan a month")\nf"{post.wage_min}–{post.wage_max}"'
    assert sorted(sentences_with_wages(ast.parse(wrong))) == [1, 2]
    assert PRINTED.search("{{ post.wage_min }}")
