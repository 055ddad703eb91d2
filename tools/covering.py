"""A plugin of pytest that writes down which lines of some files each test runs: for ``tools.mutants``.

It reads the files from ``MUTANTS_FILES`` (a JSON list) and writes ``{test: ["file:line", …]}`` to ``MUTANTS_ANSWER``.
"""

import json
import os
import sys
import threading

import pytest

_files = {os.path.abspath(name): name for name in json.loads(os.environ["MUTANTS_FILES"])}
_lines: dict[str, list[str]] = {}
_now: set[tuple[str, int]] = set()


def _trace(frame, event, _argument):
    name = _files.get(frame.f_code.co_filename)
    if name is None:
        return None
    if event == "line":
        _now.add((name, frame.f_lineno))
    return _trace


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    """Watch one test with its fixtures."""
    _now.clear()
    threading.settrace(_trace)
    sys.settrace(_trace)
    yield
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]
    _lines[item.nodeid] = [f"{name}:{line}" for name, line in sorted(_now)]


def pytest_sessionfinish():
    """Write the answer."""
    with open(os.environ["MUTANTS_ANSWER"], "w", encoding="utf-8") as answer:
        json.dump(_lines, answer)
