"""The tool that breaks lines: what it breaks, and that each broken file still loads."""

import pytest

from tools.mutants import ROOT, breaks_of, files_of

TEXT = '''LIMIT = 3


def check(user, place):
    """Whether."""
    if place in user.places and not user.is_gone:
        forget(user)
        return LIMIT > 2
    return None
'''


def changes():
    return {(change.before, change.after) for change in breaks_of(TEXT, "x.py")}


@pytest.mark.parametrize(
    "change",
    [
        ("place in user.places", "place not in user.places"),
        ("not user.is_gone", "bool(user.is_gone)"),
        ("forget(user)", "None"),
        ("LIMIT > 2", "LIMIT >= 2"),
        ("LIMIT > 2", "None"),
        ("2", "3"),
        (
            "place in user.places and not user.is_gone",
            "(not (place in user.places and (not user.is_gone)))",
        ),
        ("place in user.places and not user.is_gone", "((place in user.places) or (not user.is_gone))"),
    ],
)
def test_each_kind_of_break(change):
    assert change in changes()


def test_nothing_outside_of_functions_and_no_text_is_broken():
    assert ("3", "4") not in changes()
    assert not any('"""' in before for before, _after in changes())


@pytest.mark.parametrize("room", ["trail", "figures"])
def test_a_broken_file_still_loads(room):
    for file in files_of(room):
        text = (ROOT / file).read_text(encoding="utf-8")
        for change in breaks_of(text, file):
            compile(change.made_in(text), file, "exec")
            assert change.made_in(text) != text
