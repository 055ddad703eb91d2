"""The demo folder, made once for all that look at it."""

import pytest

from demo.__main__ import make
from tongxing.common import installation
from tongxing.common.sheets import find_table, read
from tongxing.folders.format import FORMS


class Folder:
    """Reads the rows of a sheet as texts by field."""

    def __init__(self, path):
        self.path, self.kept = path, {}

    def rows(self, event, name):
        if (event, name) not in self.kept:
            file = self.path / event / FORMS[name].file
            table = find_table(read(file.read_bytes(), file.name), FORMS[name].headings())
            self.kept[event, name] = [{field: row.text(field) for field in row.cells} for row in table.rows]
        return self.kept[event, name]


@pytest.fixture(scope="session")
def story(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "dec-2025"
    make(path)
    return Folder(path)


@pytest.fixture
def demo_folder(story):
    return story.path


@pytest.fixture
def demo_mark(db):
    installation.mark(demo=True)
