"""``tongxing``: lists its commands, and says what is wrong in a sentence with the right exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.console import commands, main
from hub.command import is_taken

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments, **environment):
    code = "import sys; from config.console import main; sys.exit(main(['tongxing', *sys.argv[1:]]))"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_every_command_says_what_it_is_for():
    assert {"serve", "set-up", "trail", "regions"} <= set(commands())
    assert all(meaning for meaning in commands().values())


def test_help_is_done_and_nothing_is_wrong_use(capsys):
    assert main(["tongxing", "--help"]) == 0
    assert main(["tongxing"]) == 2
    assert "trail" in capsys.readouterr().out


def test_a_command_that_is_not_there_is_wrong_use(capsys):
    assert main(["tongxing", "fly"]) == 2
    assert "no command 'fly'" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_has_help(name):
    done = run(name, "--help")

    assert done.returncode == 0
    assert f"tongxing {name}" in done.stdout


def test_a_port_out_of_range_is_said_in_one_sentence():
    done = run("serve", "--port", "99999")

    assert done.returncode == 2
    assert "1 to 65535" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_noticed():
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert is_taken("127.0.0.1", other.getsockname()[1])
