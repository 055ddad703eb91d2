"""The lines of docs/reference/engines.md do what the page says."""

import doctest
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "engines.md"
SHOWN = re.findall(r"^## (\w+):.*?^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def test_every_engine_is_shown():
    folders = {path.parent.name for path in PAGE.parents[2].glob("engines/*/__init__.py")}

    assert {name.lower() for name, _ in SHOWN} == folders


@pytest.mark.parametrize(("name", "lines"), SHOWN)
def test_the_lines_do_what_they_say(name, lines):
    shown = doctest.DocTestParser().get_doctest(lines, {}, name, str(PAGE), 0)
    said = []

    failed, tried = doctest.DocTestRunner(verbose=False).run(shown, out=said.append)

    assert tried > 1
    assert failed == 0, "".join(said)
