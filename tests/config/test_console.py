"""``tongxing``: lists its commands, and says what is wrong in a sentence with the right exit code."""

import contextlib
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config import console
from config.console import commands, main
from hub.command import free_port, is_taken

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


@contextlib.contextmanager
def taken_port(port=0):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_is_taken_is_noticed():
    with taken_port() as port:
        assert is_taken("127.0.0.1", port)


def test_the_hub_takes_another_port_when_the_next_one_is_taken():
    with taken_port() as port:
        chosen = free_port("127.0.0.1", after=port - 1)

        assert chosen > port
        assert not is_taken("127.0.0.1", chosen)


def test_where_every_near_port_is_taken_the_system_chooses(monkeypatch):
    monkeypatch.setattr("hub.command.is_taken", lambda host, port: True)

    assert 1024 <= free_port("127.0.0.1", after=65530) <= 65535


def test_a_command_whose_packages_are_missing_installs_them_first(monkeypatch):
    order = []
    command = console.Alone("hub.command", "…", ("a_package_nobody_has",), "region")
    monkeypatch.setattr(
        console.subprocess, "run", lambda line: order.append(line[1:]) or subprocess.CompletedProcess(line, 0)
    )
    monkeypatch.setattr("hub.command.main", lambda arguments: order.append(arguments) or 0)

    assert command.run(["--port", "1"]) == 0
    assert order == [[str(console.SETUP), "region"], ["--port", "1"]]


def test_a_command_that_cannot_be_set_up_is_not_run(monkeypatch):
    command = console.Alone("a.module.nobody.has", "…", ("a_package_nobody_has",), "region")
    monkeypatch.setattr(console.subprocess, "run", lambda line: subprocess.CompletedProcess(line, 2))

    assert command.run([]) == 2
