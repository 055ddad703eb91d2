"""What `make run` says when something is missing, and how secrets are kept."""

import re
import stat
import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import pytest

from config import secrets
from tools import setup

ROOT = Path(setup.__file__).resolve().parents[1]
Version = namedtuple("Version", "major minor micro releaselevel serial")


def test_an_old_python_is_told_which_one_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", Version(3, 9, 2, "final", 0))

    with pytest.raises(SystemExit) as end:
        setup.check_machine()

    assert end.value.code == 2
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_a_full_disk_is_said_before_anything_is_installed(monkeypatch, capsys):
    monkeypatch.setattr(setup.shutil, "disk_usage", lambda path: namedtuple("U", "total used free")(0, 0, 5 * 2**20))
    monkeypatch.setattr(setup.os.path, "exists", lambda path: False)

    with pytest.raises(SystemExit):
        setup.check_machine()

    assert "5 MB free" in capsys.readouterr().err


def test_setup_can_be_read_by_an_old_python():
    text = Path(setup.__file__).read_text(encoding="utf-8")

    compile(text, "setup.py", "exec", dont_inherit=True)
    assert ":=" not in text
    assert "match " not in text


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path):
    path = tmp_path / "var" / "secrets.json"

    first, second = secrets.load(path), secrets.load(path)

    assert first == second
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_processes_that_start_together_share_the_secrets(tmp_path):
    code = (
        f"from pathlib import Path; from config import secrets; print(secrets.load(Path({str(tmp_path)!r})/'s.json'))"
    )
    started = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]

    said = {process.communicate(timeout=60)[0] for process in started}

    assert len(said) == 1


CALLED = re.compile(
    r'which\("([a-z][a-z0-9_-]+)"|subprocess\.\w+\(\s*\[\s*"([a-z][a-z0-9_-]+)"|^COMMAND = "([a-z_]+)"', re.MULTILINE
)
"""Where a test, or what it drives, calls a program of the system by its name."""
DRIVEN = ("tools/live_demo.py", "tongxing/queues/braille.py")
NOT_NEEDED = {"initdb"}
"""`make test-postgres` brings its own."""


def called_programs():
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / name for name in DRIVEN)]
    texts = [path.read_text(encoding="utf-8") for path in files if path != Path(__file__)]
    return {name for text in texts for names in CALLED.findall(text) for name in names if name} - NOT_NEEDED


def test_each_program_that_tests_call_is_looked_for_itself():
    called = called_programs()
    assert {"chromium", "pdftotext", "ffmpeg", "nginx", "redis-server", "lou_translate"} <= called
    assert called <= {name for name, _packages, _purpose in setup.FOR_TESTS}


@pytest.fixture
def machine(monkeypatch):
    """A machine with some programs, on which Debian's packages can be installed."""
    made = SimpleNamespace(programs=set(), packages=[])

    def install(*packages):
        made.packages += packages
        made.programs |= {name for name, needed, _purpose in setup.FOR_TESTS if set(needed) <= set(packages)}
        return True

    monkeypatch.setattr(setup.shutil, "which", lambda name, path=None: name if name in made.programs else None)
    monkeypatch.setattr(setup.os.path, "exists", lambda path: True)
    monkeypatch.setattr(setup, "apt_get", install)
    return made


@pytest.mark.parametrize("missing", [name for name, _packages, _purpose in setup.FOR_TESTS])
def test_a_program_is_installed_whatever_others_are_there(machine, missing):
    machine.programs = {name for name, _packages, _purpose in setup.FOR_TESTS} - {missing}

    setup.install_programs(setup.FOR_TESTS)

    assert machine.packages == list(next(packages for name, packages, _purpose in setup.FOR_TESTS if name == missing))


def test_nginx_without_its_module_is_not_the_one_that_is_needed(machine, monkeypatch):
    machine.programs = {name for name, _packages, _purpose in setup.FOR_TESTS}
    monkeypatch.setattr(setup.os.path, "exists", lambda path: bool(machine.packages))

    setup.install_programs(setup.FOR_TESTS)

    assert machine.packages == ["nginx-light", "libnginx-mod-rtmp"]


def test_a_program_that_cannot_be_installed_is_named_with_its_package(machine, monkeypatch, capsys):
    machine.programs = {name for name, _packages, _purpose in setup.FOR_TESTS} - {"pdftotext"}
    monkeypatch.setattr(setup, "apt_get", lambda *packages: False)

    with pytest.raises(SystemExit):
        setup.install_programs(setup.FOR_TESTS)

    assert "pdftotext is needed" in capsys.readouterr().err
