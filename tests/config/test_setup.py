"""What `make run` says when something is missing, and how secrets are kept."""

import stat
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from config import secrets
from tools import setup

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
