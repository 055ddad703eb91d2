"""Only actions write: no other file of an app changes a row."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create",
}  # fmt: skip
# What is no row of a table: sets, dictionaries, hashes, sessions, files.
HARMLESS = ("hash", "digest", "hasher", "session", "seen", "found", "known", "values", "context", "headers", "book")
PERMITTED = {
    "common/installation.py": "writes the one row that says what the database is for",
    "people/models/search_term.py": "whoever saves a person takes the search terms along: nobody is lost",
}


def is_action(path: Path) -> bool:
    return "actions" in path.relative_to(ROOT).parts or path.name == "actions.py"


def files():
    for path in sorted((ROOT / "tongxing").rglob("*.py")):
        name = path.relative_to(ROOT / "tongxing").as_posix()
        if "migrations" in path.parts or is_action(path) or name in PERMITTED:
            continue
        yield pytest.param(path, id=name)


def writes(path: Path):
    """(line, what) of each call that looks like a write to a table."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        owner = ast.unparse(node.func.value)
        if owner == "super()" or owner.rsplit(".", 1)[-1].strip("_") in HARMLESS or owner.startswith("self.fields"):
            continue
        through_manager = ".objects" in owner or "_set" in owner or "objects" in owner
        on_instance = node.func.attr in {"save", "delete"} and not node.args
        if through_manager or on_instance:
            yield node.lineno, f"{owner}.{node.func.attr}()"


@pytest.mark.parametrize("path", list(files()))
def test_only_actions_write(path):
    assert not list(writes(path)), f"{path.relative_to(ROOT)}: move this into the app's actions"


def test_the_watch_sees_a_write(tmp_path):
    guilty = tmp_path / "views.py"
    guilty.write_text(
        "def view(request, person):\n    Person.objects.filter(pk=1).update(name='x')\n    person.save()\n"
    )

    assert [line for line, _what in writes(guilty)] == [2, 3]
